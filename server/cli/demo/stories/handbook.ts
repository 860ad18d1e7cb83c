/** A long guide that grows for half a year by nine hands, each with what they know. */
import { at } from '../calendar.ts';
import type { Story } from '../story.ts';
import { begin, readText, replace, write } from '../text.ts';

const text = readText('handbook', 'guide');

export const handbook: Story = {
  article: text.title,
  steps: [
    {
      at: at(116, '09:33'),
      by: 'bjørn',
      create: begin(
        text,
        [
          'Kort fortalt',
          'Trin for trin',
          '1. Find et problem, der er værd at løse',
          '2. Forstå problemet sammen med dem, der har det',
        ],
        ['audience', 'duration', 'roles'],
      ),
      summary: 'Begynder på en håndbog. Skriv det trin, du ved noget om.',
    },
    {
      at: at(113, '13:17'),
      by: 'bjørn',
      change: write(text, '3. Formulér et gæt'),
      summary: 'Trin 3',
    },
    {
      at: at(91, '14:55'),
      by: 'camilla',
      change: write(text, '7. Vælg få tegn, og mål før I begynder'),
      summary: 'Trin 7, om at måle i det små',
    },
    {
      at: at(90, '10:06'),
      by: 'camilla',
      change: replace(
        'ikke 42 procent af borgerne. Det er fem mennesker',
        'ikke 42 procent af borgerne, det er fem mennesker',
      ),
      summary: 'Sproget',
      minor: true,
    },
    {
      at: at(84, '15:28'),
      by: 'mette',
      change: write(text, '4. Find de rigtige mennesker', '5. Lav den mindste prøve'),
      summary: 'Trin 4 og 5, med et eksempel om en app, der aldrig blev bestilt',
    },
    {
      at: at(79, '11:41'),
      by: 'bjørn',
      change: write(text, '6. Afklar jura, data og sikkerhed'),
      summary: 'Trin 6, læst igennem af en jurist og en databeskyttelsesrådgiver',
    },
    {
      at: at(71, '08:19'),
      by: 'jørgen',
      change: write(text, '8. Kør prøven'),
      summary: 'Trin 8, som vi gør det på pladsen',
    },
    {
      at: at(70, '10:58'),
      by: 'nielsOle',
      change: write(text, 'Når du er borger i en prøve'),
      summary: 'Set fra den anden side af skranken',
    },
    {
      at: at(62, '13:03'),
      by: 'kirstine',
      change: write(text, '9. Se på det, og beslut', '10. Gør den større, ét skridt ad gangen'),
      summary: 'Trin 9 og 10',
    },
    {
      at: at(54, '14:44'),
      by: 'åse',
      change: write(text, '11. Gør det til drift'),
      summary: 'Trin 11, hvad der skal til, for at det bliver ved uden os',
    },
    {
      at: at(47, '12:16'),
      by: 'leyla',
      change: write(text, 'Faldgruber'),
      summary: 'Tolv faldgruber, samlet på et netværksmøde',
    },
    {
      at: at(40, '09:52'),
      by: 'bjørn',
      change: write(text, '12. Følg op, og del'),
      summary: 'Trin 12, så er alle trin på plads',
    },
    {
      at: at(33, '15:07'),
      by: 'camilla',
      change: write(
        text,
        'Skabeloner',
        'Planen på en halv side',
        'Sætningen til dem, der mærker prøven',
        'Overdragelsen fra prøve til drift',
        'Fem minutter hver dag',
      ),
      summary: 'Skabeloner, prøvet af med tre hold studerende',
    },
    {
      at: at(21, '10:34'),
      by: 'søren',
      change: write(
        text,
        'Spørgsmål og svar',
        'Må man prøve noget uden at spørge chefen?',
        'Hvad hvis der ikke er tid?',
        'Hvor mange skal være med, før et resultat tæller?',
        'Er det her ikke bare sund fornuft?',
        'Hvordan får vi de andre med?',
        'Hvad gør vi, hvis det politiske udvalg vil have det hele på én gang?',
        'Kan man prøve sammen med en virksomhed?',
        'Ord i håndbogen',
      ),
      summary: 'Spørgsmål, som vi får ved skranken, og en liste over ord',
    },
    {
      at: at(9, '11:25'),
      by: 'kirstine',
      change: write(text, 'Cases'),
      summary: 'Henviser til tre cases',
    },
    {
      at: at(4, '13:38'),
      by: 'mette',
      change: replace(
        'To timer om ugen er nok til en lille prøve.',
        'To timer om ugen er nok til en lille prøve, hvis de ligger samme dag hver uge.',
      ),
      summary: 'Det, jeg har lært af at hjælpe andre i gang',
    },
    {
      at: at(1, '09:17'),
      by: 'søren',
      change: replace(
        'stikkontakten sidder forkert, skemaet ligger i en bil',
        'stikkontakten sidder forkert, skemaet ligger ude i bilen',
      ),
      summary: 'Sproget',
      minor: true,
    },
  ],
};

/** A method that four people write together: an edit that loses a section, its restore, and two edits that are merged. */
import { at } from '../calendar.ts';
import type { Story } from '../story.ts';
import { all, begin, fill, readText, remove, replace, write } from '../text.ts';

const text = readText('board-meeting', 'method');

const shorter = replace(
  '4. Vælg højst to. Resten bliver hængende, og det skal man sige højt, så ingen tror, at de er glemt.',
  '4. Vælg højst to, og sig højt, at resten bliver hængende.',
);

export const boardMeeting: Story = {
  article: text.title,
  steps: [
    {
      at: at(107, '13:42'),
      by: 'åse',
      create: begin(text, ['Sådan gør du', 'Eksempler']),
      summary: 'Sådan gør vi på Solgården. Ret endelig, hvis I gør det bedre.',
    },
    {
      at: at(107, '14:05'),
      by: 'åse',
      change: fill(text, 'what', 'why', 'participants', 'phase', 'participation', 'mode'),
      summary: 'Udfylder fakta',
    },
    {
      at: at(101, '15:31'),
      by: 'mette',
      change: all(write(text, 'Tid'), fill(text, 'timeRequired')),
      summary: 'Tilføjer et afsnit om tid, for det er dér, det plejer at gå i stå hos os',
    },
    {
      at: at(94, '10:17'),
      by: 'leyla',
      change: write(text, 'Opmærksomhed i det offentlige'),
      summary: 'Der må ikke stå noget om borgere på en tavle, alle kan læse',
    },
    {
      at: at(93, '09:08'),
      by: 'søren',
      change: replace(
        'Skriv hvad der skete og ikke hvem der gjorde det.',
        'Skriv, hvad der skete, og ikke, hvem der gjorde det.',
      ),
      summary: 'Kommaer',
      minor: true,
    },
    {
      at: at(86, '12:54'),
      by: 'åse',
      change: write(text, 'Tavlen'),
      summary: 'Viser en tavle med rigtige sedler',
    },
    {
      at: at(77, '14:26'),
      by: 'mette',
      change: replace(
        'hvorfor alle skulle vækkes klokken 7.',
        'hvorfor alle skulle vækkes klokken 7.\n\nPå en sengeafdeling på Østkysten Hospital bliver mødet holdt efter stuegang tirsdag og torsdag. Det første halve år førte det til 31 små ændringer. De ni blev taget ned igen, og dem er afdelingen lige så glad for.',
      ),
      summary: 'Et eksempel fra et hospital',
    },
    {
      at: at(66, '15:49'),
      by: 'leyla',
      change: all(shorter, remove('Tid')),
      summary: 'Gør listen kortere',
    },
    { at: at(65, '09:12'), by: 'søren', restore: 7, summary: 'Afsnittet om tid forsvandt ved en fejl' },
    {
      at: at(65, '10:03'),
      by: 'leyla',
      change: shorter,
      summary: 'Gør punkt 4 kortere igen, og denne gang kun det. Tak for hjælpen, Søren',
    },
    {
      at: at(26, '11:14'),
      by: 'leyla',
      change: replace(
        'og skriv på sedlen, at I har gjort det.',
        'og skriv på sedlen, at I har gjort det.\n- **Sagen.** Det, der skal i en borgers sag, skal skrives dér. En seddel er ikke dokumentation.',
      ),
      base: 10,
      summary: 'Tavlen erstatter ikke sagen',
    },
    {
      at: at(26, '11:32'),
      by: 'mette',
      change: replace(
        'Midt på vagten virker bedre end ved vagtskifte, hvor den ene halvdel vil hjem.',
        'Midt på vagten virker bedre end ved vagtskifte, hvor den ene halvdel vil hjem. Arbejder I på skift, så lad tidspunktet gå på omgang, så alle hold kommer forbi.',
      ),
      base: 10,
      summary: 'Hvad man gør, når man arbejder på skift',
    },
    {
      at: at(17, '13:20'),
      by: 'åse',
      change: write(text, 'Det kan gå galt'),
      summary: 'Fire fejl, som vi selv har lavet',
    },
    {
      at: at(8, '10:45'),
      by: 'søren',
      change: write(text, 'Læs mere'),
      summary: 'Henviser til de andre metoder',
    },
    {
      at: at(0, '08:52'),
      by: 'mette',
      change: replace('kan I gå over til hver dag.', 'kan I mødes hver dag.'),
      summary: 'Sproget',
      minor: true,
    },
  ],
};

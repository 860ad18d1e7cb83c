/** A case under a name that only its own workplace understands, until somebody moves it to a title that tells what happened. */
import { at } from '../calendar.ts';
import type { Story } from '../story.ts';
import { all, begin, fill, readText, replace, write } from '../text.ts';

const text = readText('mornings', 'case');

export const mornings: Story = {
  article: text.title,
  steps: [
    {
      at: at(104, '14:33'),
      by: 'åse',
      create: begin(
        text,
        ['Udfordring', 'Løsning og kerne'],
        ['workplaces', 'level', 'sector', 'places', 'status', 'started'],
      ),
      summary: 'Begynder på vores case. Tallene kommer, når vi har fundet arkene.',
    },
    {
      at: at(103, '15:02'),
      by: 'åse',
      change: all(
        write(text, 'Proces'),
        fill(text, 'innovationTypes', 'origin', 'initiatedBy', 'partners', 'methodsUsed'),
      ),
      summary: 'Hvordan det gik til',
    },
    {
      at: at(82, '09:36'),
      by: 'søren',
      change: replace(
        'Alt andet er pynt, og afdelingerne gør det forskelligt.',
        'Alt andet er pynt, og hver afdeling gør det på sin måde.',
      ),
      summary: 'Gør det lettere at forstå',
      minor: true,
    },
    {
      at: at(58, '14:10'),
      by: 'åse',
      change: all(
        write(text, 'Virkning', 'Dokumentation'),
        fill(text, 'values', 'evaluated', 'reach', 'resources', 'principles'),
      ),
      summary: 'Tilføjer tal fra før og efter',
    },
    {
      at: at(57, '10:28'),
      by: 'camilla',
      change: replace(
        'Tallene taler for sig selv.',
        'Tallene er små og kan svinge. Forskellen i uro var så tydelig, at natholdet lagde mærke til den, før vi talte op.',
      ),
      summary: 'Tal taler sjældent for sig selv. Det om natholdet har jeg fra Åse',
    },
    {
      at: at(44, '13:55'),
      by: 'åse',
      change: write(text, 'Betingelser', 'Erfaringer og fejl'),
      summary: 'Det, vi ville have haft brug for at vide',
    },
    {
      at: at(30, '11:06'),
      by: 'kirstine',
      moveTo: 'Beboerne står op, når de vågner',
      summary: 'Titlen siger nu, hvad der er sket, så andre kan finde casen',
    },
    {
      at: at(6, '15:15'),
      by: 'åse',
      change: replace('For fem beboere er tidspunktet', 'For tre beboere er tidspunktet'),
      summary: 'To beboere får nu deres medicin på et andet tidspunkt',
    },
  ],
};

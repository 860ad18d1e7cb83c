/** An organisation, written by its newest employee. */
import { at } from '../calendar.ts';
import type { Story } from '../story.ts';
import { begin, readText, replace } from '../text.ts';

const text = readText('workshop', 'organisation');

export const workshop: Story = {
  article: text.title,
  steps: [
    {
      at: at(20, '10:12'),
      by: 'mette',
      create: begin(text, ['Formål', 'Sådan arbejder vi'], ['type', 'level']),
      summary: 'Fortæller, hvem vi er',
    },
    {
      at: at(3, '14:31'),
      by: 'jørgen',
      change: replace(
        'finde juristen og tælle stregerne.',
        'finde juristen, skaffe strøm og tælle stregerne.',
      ),
      summary: 'Uden Værkstedet havde vi ikke haft strøm til reparationerne',
    },
  ],
};

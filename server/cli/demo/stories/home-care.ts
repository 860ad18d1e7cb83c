/** A case that is being tried out: its author waits for numbers, and somebody who knows the field asks for one thing more. */
import { at } from '../calendar.ts';
import type { Story } from '../story.ts';
import { all, begin, fill, readText, write } from '../text.ts';

const text = readText('home-care', 'case');

export const homeCare: Story = {
  article: text.title,
  steps: [
    {
      at: at(52, '10:17'),
      by: 'åse',
      create: begin(
        text,
        ['Udfordring', 'Løsning og kerne'],
        ['workplaces', 'level', 'sector', 'places', 'innovationTypes', 'origin', 'status', 'started'],
      ),
      summary: 'Kollegerne i hjemmeplejen har fortalt, og jeg skriver',
    },
    {
      at: at(23, '13:22'),
      by: 'åse',
      change: all(
        write(text, 'Virkning'),
        fill(text, 'values', 'evaluated', 'initiatedBy', 'partners', 'reach', 'methodsUsed', 'principles'),
      ),
      summary: 'De første tal. De er ikke mange',
    },
    {
      at: at(9, '14:36'),
      by: 'mette',
      change: write(text, 'Betingelser'),
      summary: 'Hvad der skal være på plads, fra en aften med teamet',
    },
  ],
};

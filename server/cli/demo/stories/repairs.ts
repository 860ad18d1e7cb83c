/** A case by a workplace and a citizen together, with two sections that nobody has written yet. */
import { at } from '../calendar.ts';
import type { Story } from '../story.ts';
import { all, begin, fill, readText, write } from '../text.ts';

const text = readText('repairs', 'case');

export const repairs: Story = {
  article: text.title,
  steps: [
    {
      at: at(69, '07:52'),
      by: 'jørgen',
      create: begin(
        text,
        ['Udfordring', 'Løsning og kerne'],
        [
          'workplaces',
          'level',
          'sector',
          'places',
          'innovationTypes',
          'origin',
          'status',
          'started',
          'initiatedBy',
          'partners',
        ],
      ),
      summary: 'Vores reparationsdag',
    },
    {
      at: at(68, '11:27'),
      by: 'nielsOle',
      change: write(text, 'Proces'),
      summary: 'Fortæller, hvordan det begyndte. Det var mit bord',
    },
    {
      at: at(38, '08:14'),
      by: 'jørgen',
      change: all(
        write(text, 'Virkning'),
        fill(text, 'values', 'evaluated', 'reach', 'resources', 'methodsUsed', 'principles'),
      ),
      summary: 'Tal for det første halve år',
    },
    {
      at: at(19, '13:48'),
      by: 'leyla',
      change: write(text, 'Betingelser'),
      summary: 'Hvad vi fik at vide, da vi var på besøg for at gøre det samme',
    },
  ],
};

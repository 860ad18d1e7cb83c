/** A method that a citizen has begun, and that invites others to write the rest. */
import { at } from '../calendar.ts';
import type { Story } from '../story.ts';
import { begin, readText, replace } from '../text.ts';

const text = readText('citizen-panel', 'method');

export const citizenPanel: Story = {
  article: text.title,
  steps: [
    {
      at: at(61, '15:36'),
      by: 'nielsOle',
      create: begin(text, ['Sådan gør du'], ['participation']),
      summary: 'Begynder, så kan I andre fortsætte',
    },
    {
      at: at(60, '09:21'),
      by: 'søren',
      change: replace('i et panel i tre år', 'i et borgerpanel i tre år'),
      summary: 'Så kan man se, hvilket panel det er',
      minor: true,
    },
  ],
};

/** All that happens in the demo. A new story is a file of steps, its text beside it, and a line here. */
import { at } from '../calendar.ts';
import { people } from '../people.ts';
import type { Event, Story } from '../story.ts';
import { boardMeeting } from './board-meeting.ts';
import { citizenPanel } from './citizen-panel.ts';
import { handbook } from './handbook.ts';
import { homeCare } from './home-care.ts';
import { letters } from './letters.ts';
import { mornings } from './mornings.ts';
import { repairs } from './repairs.ts';
import { workshop } from './workshop.ts';

export const stories: readonly Story[] = [
  boardMeeting,
  citizenPanel,
  handbook,
  homeCare,
  letters,
  mornings,
  repairs,
  workshop,
];

/** The starter content comes first, and in the middle of it all Mette changes jobs. */
export const events: readonly Event[] = [
  { at: at(128, '10:20'), by: 'kirstine', loads: 'starter' },
  {
    at: at(28, '08:30'),
    by: 'mette',
    goesBy: {
      name: people.mette.name,
      title: 'udviklingskonsulent',
      workplace: 'Værkstedet, Nordby Kommune',
    },
  },
];

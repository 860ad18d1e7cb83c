/** The addresses of the wiki in figures. */
import type { Address } from '../frame/visit.ts';
import { sendFigures } from './file.ts';
import { showFigures } from './figures.ts';
import { showGoals, takeGoalsForm } from './goals.ts';

const query = ['from', 'to', 'with'];

export const door: readonly Address[] = [
  { path: '/figures', who: 'anyone', get: showFigures, query, changesWith: 'wiki' },
  { path: '/figures.csv', who: 'anyone', get: sendFigures, query },
  {
    path: '/figures/goals',
    who: 'author',
    draft: true,
    deed: 'set-goal',
    get: showGoals,
    post: takeGoalsForm,
  },
];

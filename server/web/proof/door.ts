/** The addresses of what proves the history. */
import type { Address } from '../frame/visit.ts';
import { sendCheckpoints, showCheckpoints } from './checkpoints.ts';

export const door: readonly Address[] = [
  { path: '/checkpoints', who: 'anyone', get: showCheckpoints, query: ['before'], changesWith: 'wiki' },
  { path: '/checkpoints.json', who: 'anyone', get: sendCheckpoints, query: ['before'] },
];

/** The addresses of what proves the history. */
import type { Address } from '../frame/visit.ts';
import { sendCheckpoints, showCheckpoints } from './checkpoints.ts';

const asked = { who: 'anyone', query: ['before'] } as const;

export const door: readonly Address[] = [
  { path: '/checkpoints', ...asked, get: showCheckpoints, kept: 'everything' },
  { path: '/checkpoints.json', ...asked, get: sendCheckpoints },
];

/** The addresses of who wrote what: a page, and the same for machines. */
import type { Address } from '../frame/visit.ts';
import { sendAttribution } from './attribution-file.ts';
import { showAttribution } from './attribution.ts';

export const door: readonly Address[] = [
  {
    path: '/wiki/:slug/attribution',
    who: 'anyone',
    get: showAttribution,
    query: ['number', 'person'],
    tab: 'attribution',
    changesWith: 'wiki',
  },
  { path: '/wiki/:slug/attribution.json', who: 'anyone', get: sendAttribution, query: ['number'] },
];

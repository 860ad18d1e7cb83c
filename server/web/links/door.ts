/** The addresses of what links where: to an article, to what isn't there, and to nothing; and the index of such lists. */
import type { Address } from '../frame/visit.ts';
import { showBacklinks } from './backlinks.ts';
import { sendOrphans, sendWanted } from './files.ts';
import { showRelinkForm, takeRelinkForm } from './relinking.ts';
import { showDeadLinks, showLostHeadings, showMaintenance, showOrphans, showWanted } from './lists.ts';

const list = { who: 'anyone', query: ['after'], changesWith: 'wiki' } as const;

export const door: readonly Address[] = [
  { path: '/wiki/:slug/links', ...list, get: showBacklinks, tab: 'read', robots: 'noindex' },
  {
    ...{ path: '/wiki/:slug/relink', who: 'author', deed: 'write', draft: true, tab: 'read' },
    get: showRelinkForm,
    post: takeRelinkForm,
  },
  { path: '/maintenance', who: 'anyone', get: showMaintenance, changesWith: 'wiki' },
  { path: '/wanted', ...list, get: showWanted },
  { path: '/wanted.csv', who: 'anyone', get: sendWanted('csv') },
  { path: '/wanted.json', who: 'anyone', get: sendWanted('json') },
  { path: '/orphans', ...list, get: showOrphans },
  { path: '/orphans.csv', who: 'anyone', get: sendOrphans('csv') },
  { path: '/orphans.json', who: 'anyone', get: sendOrphans('json') },
  { path: '/lost-headings', ...list, get: showLostHeadings },
  { path: '/moderation/links', who: 'author', deed: 'patrol', get: showDeadLinks, query: ['after'] },
];

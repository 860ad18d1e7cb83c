/** The addresses of what was written and done: an article's history, the newest changes, and the log. */
import type { Address } from '../frame/visit.ts';
import { CHOICES, sendChangesFeed, showChanges } from './changes.ts';
import { goToDiff, sendPatch, showDiff } from './diffs.ts';
import { showHistory, showRevision } from './history.ts';
import { sendLogFeed, showLog } from './log.ts';

const ofArticle = { who: 'anyone', tab: 'history', changesWith: 'article' } as const;

export const door: readonly Address[] = [
  { path: '/wiki/:slug/history', ...ofArticle, get: showHistory, query: ['before'] },
  // An old text links to others, which may be missing.
  { path: '/wiki/:slug/history/:number', ...ofArticle, changesWith: 'wiki', get: showRevision },
  { path: '/wiki/:slug/diff', who: 'anyone', get: goToDiff, query: ['from', 'to'] },
  { path: '/wiki/:slug/diff/:from/:to.diff', who: 'anyone', get: sendPatch },
  { path: '/wiki/:slug/diff/:from/:to', ...ofArticle, get: showDiff, query: ['view', 'next'] },
  {
    path: '/changes',
    who: 'anyone',
    get: showChanges,
    query: [...CHOICES, 'by', 'before', 'act'],
    changesWith: 'wiki',
  },
  { path: '/changes.atom', who: 'anyone', get: sendChangesFeed, query: CHOICES, changesWith: 'wiki' },
  {
    path: '/log',
    who: 'anyone',
    get: showLog,
    query: ['act', 'article', 'person', 'before'],
    changesWith: 'wiki',
  },
  { path: '/log.atom', who: 'anyone', get: sendLogFeed, query: ['act', 'article', 'person'] },
];

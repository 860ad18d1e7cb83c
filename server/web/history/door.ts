/** The addresses of what was written and done: an article's history, the newest changes, and the log. */
import type { Address } from '../frame/visit.ts';
import { showChanges } from './changes.ts';
import { chooseDiff, showDiff } from './diffs.ts';
import { showHistory, showRevision } from './history.ts';
import { sendLogFeed, showLog } from './log.ts';

const ofArticle = { who: 'anyone', tab: 'history', kept: 'article' } as const;
const ofAll = { who: 'anyone', kept: 'everything' } as const;
const logged = ['act', 'article', 'person'];

export const door: readonly Address[] = [
  { path: '/wiki/:slug/history', ...ofArticle, get: showHistory, query: ['before'] },
  // An old text links to others, which may be missing.
  { path: '/wiki/:slug/history/:number', ...ofArticle, kept: 'everything', get: showRevision },
  { path: '/wiki/:slug/diff', who: 'anyone', get: chooseDiff, query: ['from', 'to'] },
  { path: '/wiki/:slug/diff/:from/:to', ...ofArticle, get: showDiff, query: ['view'] },
  { path: '/changes', ...ofAll, get: showChanges, query: ['before'] },
  { path: '/log', ...ofAll, get: showLog, query: [...logged, 'before'] },
  { path: '/log.atom', who: 'anyone', get: sendLogFeed, query: logged },
];

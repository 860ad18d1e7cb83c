/** The addresses that articles are found at: by searching, and in lists. */
import type { Address } from '../frame/visit.ts';
import { sendArticles } from './files.ts';
import { sendSearchFeed } from './following.ts';
import { showArticles } from './lists.ts';
import { narrowing } from './narrowing.ts';
import { showSearch } from './search.ts';
import { sendSuggestions } from './suggestions.ts';

export const door: readonly Address[] = [
  {
    path: '/articles',
    who: 'anyone',
    get: showArticles,
    query: [...narrowing, 'after'],
    changesWith: 'wiki',
  },
  { path: '/articles.csv', who: 'anyone', get: sendArticles('csv'), query: narrowing },
  { path: '/articles.json', who: 'anyone', get: sendArticles('json'), query: narrowing },
  {
    path: '/search',
    who: 'anyone',
    get: showSearch,
    query: ['q', 'in', ...narrowing, 'sort', 'from'],
    robots: 'noindex',
    changesWith: 'wiki',
  },
  {
    path: '/search.atom',
    who: 'anyone',
    get: sendSearchFeed,
    query: ['q', ...narrowing],
    changesWith: 'wiki',
  },
  { path: '/search/suggestions', who: 'anyone', get: sendSuggestions, query: ['q'] },
];

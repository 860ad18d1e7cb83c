/** The page of a search in what is said of articles, and the way between it and the articles. */
import { BEST, MOST_COUNTED } from '../../wiki/finding/ranking.ts';
import { searchSaid } from '../../wiki/finding/said.ts';
import { search } from '../../wiki/finding/search.ts';
import type { Page } from '../frame/answer.ts';
import { readNumber } from '../frame/fields.ts';
import { pagesAround } from '../frame/paging.ts';
import { addressWith, type Visit } from '../frame/visit.ts';
import { filtersOf } from './narrowing.ts';
import { page, type SearchPlace } from './views.ts';

/** How many posts a page shows, and how far one may go on. */
const SIZE = 20;
const FARTHEST = BEST - SIZE;

/** Shows the posts that hold what was typed. */
export async function showSaid(visit: Visit, query: string): Promise<Page> {
  const { context, request } = visit;
  const offset = Math.min(readNumber(request.query['from']) || 0, FARTHEST);
  const { found, count } = await searchSaid(context.db, query, { offset, limit: SIZE });
  const asked = { typed: query, filters: filtersOf(visit), sort: 'best', offset: 0, limit: 0 } as const;
  const { count: articles } = await search(context.db, asked);
  return page('finding/said', {
    title: titleOf(visit, query, count),
    query,
    found,
    places: placesFor(visit, { articles, said: count }),
    ...pagesAround(visit, { count, offset, size: SIZE, farthest: FARTHEST }),
  });
}

/** Returns the ways to the articles that were found, and to what is said; none while nothing is said, unless that is where one is. */
export function placesFor(visit: Visit, counts: { articles: number; said: number }): SearchPlace[] {
  const isSaid = visit.request.query['in'] === 'talk';
  if (counts.said === 0 && !isSaid) return [];
  return (['articles', 'said'] as const).map((name) => ({
    text: visit.t(`said.places.${name}`, { count: counts[name] }),
    href: addressWith(visit, { in: name === 'said' ? 'talk' : '', from: '' }),
    isChosen: isSaid === (name === 'said'),
  }));
}

function titleOf({ t }: Visit, query: string, count: number): string {
  if (count === 0) return t('said.none', { query });
  if (count > MOST_COUNTED) return t('said.foundMany', { most: MOST_COUNTED, query });
  return t('said.found', { count, query });
}

/** What pages tell of watching: what one offers to watch, and whether whoever visits does so already; and searches, as they're called. */
import { isWatching, type Watched } from '../../wiki/following/watching.ts';
import { labelsOf } from '../../wiki/finding/asked.ts';
import type { WatchedSearch } from '../../wiki/following/searches.ts';
import { searchName } from '../../locales/searches.ts';
import { addressWith, hrefFor, type Visit } from '../frame/visit.ts';

/** Something that a page offers to watch. `back` is the page. */
export type OfferedWatch = Watched & { isWatched: boolean; back: string };

/** Returns what a page offers to watch. */
export async function offerWatch(visit: Visit, watched: Watched): Promise<OfferedWatch> {
  const { author, context } = visit;
  const isWatched = author !== undefined && (await isWatching(context.db, author.personId, watched));
  return { ...watched, isWatched, back: addressWith(visit, {}) };
}

/** A watched search: what it's called, and where it finds. */
export interface SearchLink {
  target: string;
  label: string;
  href: string;
}

/** Returns how a page tells a watched search. */
export function searchLink(visit: Visit, { target, asked, writer }: WatchedSearch): SearchLink {
  const { t, where } = visit;
  const { typed, unfinished } = asked;
  return {
    target,
    label: searchName(t, { typed, labels: labelsOf(asked, where.lang), writer, unfinished }),
    href: hrefFor(visit, `${typed === '' ? '/articles' : '/search'}?${target}`),
  };
}

/** What a page offers to watch: something, and whether whoever visits does so already; a stranger is led to sign in. */
import { isWatching, type Watched } from '../../wiki/following/watching.ts';
import { addressWith, type Visit } from '../frame/visit.ts';

/** Something that a page offers to watch. `back` is the page. */
export type OfferedWatch = Watched & { isWatched: boolean; back: string };

/** Returns what a page offers to watch. */
export async function offerWatch(visit: Visit, watched: Watched): Promise<OfferedWatch> {
  const { author, context } = visit;
  const isWatched = author !== undefined && (await isWatching(context.db, author.personId, watched));
  return { ...watched, isWatched, back: addressWith(visit, {}) };
}

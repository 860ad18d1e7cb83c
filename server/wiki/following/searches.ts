/** Searches that people watch, by the keys that spell them. */
import type { Db } from '../../db/schema.ts';
import { readQuery } from '../../text/finding/query.ts';
import { readKey, type AskedSearch } from '../finding/asked.ts';
import { readPresent, type Byline } from '../history/bylines.ts';

/** A search that somebody watches, and whom it's narrowed to, if it's that. */
export interface WatchedSearch {
  target: string;
  asked: AskedSearch;
  writer?: Byline | undefined;
}

/** Tells whether a text is the key of a search that something can fit. */
export function isSearch(target: string): boolean {
  const asked = readKey(target);
  return asked !== undefined && (asked.typed === '' || readQuery(asked.typed).terms.length > 0);
}

/** Returns watched searches by their keys. */
export async function readSearches(db: Db, targets: readonly string[]): Promise<WatchedSearch[]> {
  const all = targets.flatMap((target) => {
    const asked = readKey(target);
    return asked ? [{ target, asked }] : [];
  });
  const writers = await readPresent(
    db,
    all.flatMap(({ asked }) => asked.person ?? []),
  );
  return all.map((search) => ({ ...search, writer: writers.get(search.asked.person ?? 0) }));
}

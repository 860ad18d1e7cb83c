/** Lists that go on: a page of them, and the address of the next, which names the last row by its key. */
import { hereWith, type Visit } from './visit.ts';

/** How many rows a page of a list shows. */
export const PAGE = 50;

/** Returns the address that a list goes on at behind a full page, with other changes of its query if need be. */
export function goesOn<Row>(
  visit: Visit,
  rows: readonly Row[],
  query: (last: Row) => Record<string, string | number>,
  size = PAGE,
): string | undefined {
  if (rows.length < size) return undefined;
  const changes = Object.entries(query(rows.at(-1)!)).map(([name, key]) => [name, String(key)]);
  return hereWith(visit, Object.fromEntries(changes) as Record<string, string>);
}

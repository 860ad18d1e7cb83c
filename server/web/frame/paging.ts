/** Lists that go on: a page of them, and the address of the next, which names the last row by its key. */
import { addressWith, type Visit } from './visit.ts';

/** How many rows a page of a list shows. */
export const PAGE_SIZE = 50;

/** Returns the address of the next page, or undefined when this one isn't full. */
export function nextPage<Row>(
  visit: Visit,
  rows: readonly Row[],
  query: (last: Row) => Record<string, string | number>,
  size = PAGE_SIZE,
): string | undefined {
  return rows.length < size ? undefined : addressWith(visit, query(rows.at(-1)!));
}

/** Lists that go on: a page of them, and the address of the next, which names the last row by its key. */
import { addressWith, type Visit } from './visit.ts';

/** The addresses of the pages before and after one, where there are such. */
export interface PagesAround {
  previous: string | undefined;
  next: string | undefined;
}

/** Returns the pages around one of a list that is counted, given how many of its rows are passed over, how many a page has, and how many may be passed over. */
export function pagesAround(
  visit: Visit,
  { count, offset, size, farthest }: { count: number; offset: number; size: number; farthest: number },
): PagesAround {
  const to = (from: number) => addressWith(visit, { from: from === 0 ? '' : from });
  const next = offset + size;
  return {
    previous: offset > 0 ? to(Math.max(0, offset - size)) : undefined,
    next: next < count && next <= farthest ? to(next) : undefined,
  };
}

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

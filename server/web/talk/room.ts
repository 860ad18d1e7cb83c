/** How much of what is said one page holds: as many posts as any list has rows, and no more words than are shown within a tenth of a second. */
import { PAGE_SIZE } from '../frame/paging.ts';

/** In letters: two posts as large as any may be, and some more. */
const PAGE_ROOM = 50_000;

/** The first of some rows that a page has room for, and how many rows make it full. */
export interface Fitted<Row> {
  rows: Row[];
  size: number;
}

/** Returns the first of some rows that a page has room for, at least one, given how many letters each holds. */
export function fitting<Row>(
  rows: readonly Row[],
  lettersOf: (row: Row) => number,
  { room = PAGE_ROOM, size = PAGE_SIZE }: { room?: number; size?: number } = {},
): Fitted<Row> {
  let left = room;
  const end = rows.findIndex((row, index) => (left -= lettersOf(row)) < 0 && index > 0);
  return end < 0 ? { rows: [...rows], size } : { rows: rows.slice(0, end), size: end };
}

/** Returns how many letters something said holds. */
export function lettersOf({ words }: { words: string }): number {
  return words.length;
}

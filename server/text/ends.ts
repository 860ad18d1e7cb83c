/** What two rows of things begin and end with alike: most of it, when one was made of the other by a small change. */

/** How much is shared at either end; the two never overlap, and the head takes what could belong to both. */
export interface Ends {
  readonly head: number;
  readonly tail: number;
}

/** Returns what two rows of the given lengths share; `same` compares a place of the one with a place of the other. */
export function sharedEnds(
  before: number,
  after: number,
  same: (before: number, after: number) => boolean,
): Ends {
  const most = Math.min(before, after);
  let head = 0;
  while (head < most && same(head, head)) head++;
  let tail = 0;
  while (tail < most - head && same(before - 1 - tail, after - 1 - tail)) tail++;
  return { head, tail };
}

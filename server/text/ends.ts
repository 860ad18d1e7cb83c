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

/** Returns what two texts share, in code units. Most of it is compared a block at a time. */
export function sharedText(before: string, after: string): Ends {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head + BLOCK <= most && before.slice(head, head + BLOCK) === after.slice(head, head + BLOCK))
    head += BLOCK;
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  const [ends, room] = [{ before: before.length, after: after.length }, most - head];
  const block = (text: string, end: number) => text.slice(end - BLOCK, end);
  let tail = 0;
  while (tail + BLOCK <= room && block(before, ends.before - tail) === block(after, ends.after - tail))
    tail += BLOCK;
  while (tail < room && before.charCodeAt(ends.before - tail - 1) === after.charCodeAt(ends.after - tail - 1))
    tail++;
  return { head, tail };
}

const BLOCK = 1024;

/**
 * Compares two sequences (of words, sentences, blocks) and tells which stretches differ. Time and memory are
 * bounded: what the budget can't pay for counts as different, and the answer says so.
 */
import type { Budget } from './budget.ts';
import { sharedEnds, type Ends } from './ends.ts';
import { findPartners, NONE, type Partners } from './sequence/search.ts';

/** A stretch of one sequence replaced by a stretch of the other; either may be empty. Ends are exclusive. */
export interface Hunk {
  readonly beforeStart: number;
  readonly beforeEnd: number;
  readonly afterStart: number;
  readonly afterEnd: number;
}

export interface Alignment {
  /** What differs, in order. All that stands between the hunks is equal. */
  readonly hunks: readonly Hunk[];
  /** False when the search was cut short, so that a hunk may be larger than it need be. */
  readonly complete: boolean;
}

/**
 * Returns the hunks that turn one sequence into the other, with few changed tokens while the budget lasts. An addition
 * or a removal that could stand in several places stands in the last of them.
 */
export function align<T extends string | number>(
  before: ArrayLike<T>,
  after: ArrayLike<T>,
  budget: Budget,
): Alignment {
  const ends = endsOf(before, after);
  const shared = ends.head + ends.tail;
  // Most that is compared is a word or two, put in or out.
  if (shared === before.length || shared === after.length) return alignment(before, after, ends, NOBODY);
  const numbers = new Map<T, number>();
  const a = numbered(before, ends, numbers);
  const b = numbered(after, ends, numbers);
  return alignment(before, after, ends, findPartners(a, b, numbers.size, budget));
}

const NOBODY: Partners = { places: new Int32Array(), complete: true };

/** Does as `align` for tokens that are numbers already, all of them from 0 up to, not including, `count`. */
export function alignNumbers(
  before: readonly number[],
  after: readonly number[],
  count: number,
  budget: Budget,
): Alignment {
  const ends = endsOf(before, after);
  const a = before.slice(ends.head, before.length - ends.tail);
  const b = after.slice(ends.head, after.length - ends.tail);
  return alignment(before, after, ends, findPartners(a, b, count, budget));
}

/** Returns the empty hunk at the end of two sequences, for loops that have something to do after the last. */
export function endOf(before: readonly unknown[], after: readonly unknown[]): Hunk {
  const [beforeStart, afterStart] = [before.length, after.length];
  return { beforeStart, beforeEnd: beforeStart, afterStart, afterEnd: afterStart };
}

function endsOf<T>(before: ArrayLike<T>, after: ArrayLike<T>): Ends {
  return sharedEnds(before.length, after.length, (i, j) => before[i] === after[j]);
}

/** Returns the numbers of what stands between the ends of a sequence, equal tokens alike; a new token gets the next one. */
function numbered<T>(tokens: ArrayLike<T>, { head, tail }: Ends, numbers: Map<T, number>): number[] {
  const found: number[] = [];
  for (let i = head; i < tokens.length - tail; i++) {
    const number = numbers.get(tokens[i]!) ?? numbers.size;
    if (number === numbers.size) numbers.set(tokens[i]!, number);
    found.push(number);
  }
  return found;
}

/** Returns the hunks between the partners of two sequences, given by their places after the shared head. */
function alignment<T>(
  before: ArrayLike<T>,
  after: ArrayLike<T>,
  { head, tail }: Ends,
  { places, complete }: Partners,
): Alignment {
  const hunks: Hunk[] = [];
  let beforeStart = head;
  let afterStart = head;
  const stopAt = (i: number, j: number) => {
    if (i > beforeStart || j > afterStart) {
      hunks.push({ beforeStart, beforeEnd: i, afterStart, afterEnd: j });
    }
    beforeStart = i + 1;
    afterStart = j + 1;
  };
  for (let i = 0; i < places.length; i++) {
    if (places[i] !== NONE) stopAt(head + i, head + places[i]!);
  }
  stopAt(before.length - tail, after.length - tail);
  return { hunks: settled(hunks, before, after), complete };
}

/** Moves each pure addition or removal down as far as it goes, joining it with the hunk below if it gets there. */
function settled<T>(hunks: readonly Hunk[], before: ArrayLike<T>, after: ArrayLike<T>): Hunk[] {
  const result: Hunk[] = [];
  for (const hunk of hunks.toReversed()) {
    const below = result.at(-1);
    const moved = shifted(hunk, room(hunk, before, after, below?.beforeStart ?? before.length));
    if (below && moved.beforeEnd === below.beforeStart) {
      result[result.length - 1] = { ...below, beforeStart: moved.beforeStart, afterStart: moved.afterStart };
    } else {
      result.push(moved);
    }
  }
  return result.reverse();
}

function room<T>(hunk: Hunk, before: ArrayLike<T>, after: ArrayLike<T>, limit: number): number {
  const { beforeStart, beforeEnd, afterStart, afterEnd } = hunk;
  const pure = beforeStart === beforeEnd || afterStart === afterEnd;
  if (!pure) return 0;
  const [tokens, start, end] =
    afterStart === afterEnd ? [before, beforeStart, beforeEnd] : [after, afterStart, afterEnd];
  let by = 0;
  while (beforeEnd + by < limit && tokens[start + by] === tokens[end + by]) by++;
  return by;
}

function shifted(hunk: Hunk, by: number): Hunk {
  return {
    beforeStart: hunk.beforeStart + by,
    beforeEnd: hunk.beforeEnd + by,
    afterStart: hunk.afterStart + by,
    afterEnd: hunk.afterEnd + by,
  };
}

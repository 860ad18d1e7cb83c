/** Which column of one table is which of another, by what stands at their heads. */
import { STEPS_TO_LOOK, type Budget } from '../budget.ts';
import { align } from '../sequence.ts';
import { words } from '../words.ts';

/** Which column of one table is which of another: those are that have the same number. */
export interface ColumnPair {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * Pairs the columns of two tables by what stands at their heads. Where that was changed it's whose who changed it, and tells what stands
 * below it by itself: columns may be put in and out there. On a spent budget none is another.
 */
export function pairColumns(one: string, other: string, budget: Budget): ColumnPair {
  budget.steps -= STEPS_TO_LOOK * (one.length + other.length);
  if (budget.steps <= 0) return { before: [], after: [...other.split('\n').keys()] };
  const [from, to] = [namesIn(one), namesIn(other)];
  const { hunks, complete } = align(from, to, budget);
  if (!complete) return { before: [], after: [...to.keys()] };
  const before: number[] = [];
  const after: number[] = [];
  let next = 0;
  const keep = (end: number) => {
    for (; before.length < end; next++) {
      before.push(next);
      after.push(next);
    }
  };
  for (const { beforeStart, beforeEnd, afterEnd } of hunks) {
    keep(beforeStart);
    while (before.length < beforeEnd) before.push(next);
    while (after.length < afterEnd) after.push(next);
    next++;
  }
  keep(from.length);
  return { before, after };
}

/** Returns the names of columns, whose signs and capitals say nothing of which they are. */
function namesIn(head: string): string[] {
  return head.split('\n').map((cell) => words(cell.toLowerCase()).join(' '));
}

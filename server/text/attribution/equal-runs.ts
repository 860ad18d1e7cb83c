/** What stands between the hunks of two sequences, and is equal. */
import { endOf, type Hunk } from '../sequence.ts';

/** A run of equal things: `before[i + k]` is `after[j + k]` for each k under the length. */
export interface EqualRun {
  readonly i: number;
  readonly j: number;
  readonly length: number;
}

/** Returns the runs of an alignment in order; the first and the last may be empty. */
export function equalRuns(
  hunks: readonly Hunk[],
  before: readonly unknown[],
  after: readonly unknown[],
): EqualRun[] {
  let [i, j] = [0, 0];
  return [...hunks, endOf(before, after)].map((hunk) => {
    const run = { i, j, length: hunk.beforeStart - i };
    [i, j] = [hunk.beforeEnd, hunk.afterEnd];
    return run;
  });
}

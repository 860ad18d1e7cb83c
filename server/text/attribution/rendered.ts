/** Finds the words of a page in the source that it was rendered from, so that a page can tell who wrote them. */
import { fullBudget } from '../budget.ts';
import { align } from '../sequence.ts';
import { equalRuns } from './equal-runs.ts';

/** The place of a word that the source doesn't hold. */
export const UNPLACED = -1;

// What a page shows in another order than its source: its footnotes.
const PASSES = 2;

/**
 * Returns, for each word of a rendered page, its place among the words of the source, or UNPLACED. Both are given in
 * their order, and case doesn't count. Words that only the source holds (addresses) or only the page (numbers of
 * footnotes) are passed over; what follows elsewhere in the source is found in another pass.
 */
export function matchWords(rendered: readonly string[], source: readonly string[]): Int32Array {
  const places = new Int32Array(rendered.length).fill(UNPLACED);
  const [shown, written] = [rendered, source].map((words) => words.map((word) => word.toLowerCase()));
  const used = new Uint8Array(source.length);
  for (let pass = 0; pass < PASSES; pass++) {
    const open = [...places.keys()].filter((i) => places[i] === UNPLACED);
    const free = [...used.keys()].filter((j) => used[j] === 0);
    if (open.length === 0 || free.length === 0) break;
    const { hunks } = align(
      open.map((i) => shown![i]!),
      free.map((j) => written![j]!),
      fullBudget(),
    );
    for (const { i, j, length } of equalRuns(hunks, open, free)) {
      for (let k = 0; k < length; k++) {
        places[open[i + k]!] = free[j + k]!;
        used[free[j + k]!] = 1;
      }
    }
  }
  return places;
}

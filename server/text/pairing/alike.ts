/** Pairs blocks that aren't equal but alike enough to be one block that was changed. */
import type { Hunk } from '../sequence.ts';
import { compared, freeOf, isFree, pair, type PairingDraft, type PairingSide } from './draft.ts';
import { ALIKE, likenessesTo, type Bag } from './likeness.ts';

/** Pairs what is alike within a stretch, as far as can be in the same order. */
export function pairAlike(draft: PairingDraft, stretch: Hunk): void {
  const rows = () => freeOf(draft.before, stretch.beforeStart, stretch.beforeEnd);
  const columns = () => freeOf(draft.after, stretch.afterStart, stretch.afterEnd);
  if (isTooMuch(draft, rows(), columns())) pairLikely(draft, rows(), columns());
  if (isTooMuch(draft, rows(), columns())) draft.complete = false;
  else pairBest(draft, rows(), columns());
}

/** Pairs what is still free and alike wherever it stands. */
export function pairAlikeElsewhere(draft: PairingDraft): void {
  pairLikely(draft, freeOf(draft.before), freeOf(draft.after));
}

// The table behind `pairBest` holds two numbers a cell: 8 MB at most.
const MOST_CELLS = 500_000;

/** Says whether it takes too much memory, or over half of the budget, to compare each block with each. */
function isTooMuch(draft: PairingDraft, rows: readonly number[], columns: readonly number[]): boolean {
  return rows.length * columns.length > MOST_CELLS || stepsOf(draft, rows, columns) > draft.budget.steps / 2;
}

/** Returns how many words are compared at most when each block is compared with each. */
function stepsOf(
  { before, after }: PairingDraft,
  rows: readonly number[],
  columns: readonly number[],
): number {
  const words = (side: PairingSide, indexes: readonly number[]) =>
    indexes.reduce((sum, index) => sum + side.bag(index).codes.length, 0);
  return words(before, rows) * columns.length + words(after, columns) * rows.length;
}

/** Compares each block with each, and pairs so that the order is kept and the likenesses sum up to the most. */
function pairBest(draft: PairingDraft, rows: readonly number[], columns: readonly number[]): void {
  draft.budget.steps -= stepsOf(draft, rows, columns);
  const width = columns.length + 1;
  const scores = new Float64Array((rows.length + 1) * width);
  // best[i * width + j]: the most that the rows from i on and the columns from j on can sum up to.
  const best = new Float64Array(scores.length);
  const likenesses = likenessesTo(columns.map(draft.after.bag));
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = likenesses(draft.before.bag(rows[i]!));
    for (let j = columns.length - 1; j >= 0; j--) {
      const at = i * width + j;
      const score = row[j]!;
      scores[at] = score < ALIKE ? -1 : score;
      best[at] = Math.max(best[at + 1]!, best[at + width]!, best[at + width + 1]! + scores[at]!);
    }
  }
  for (let i = 0, j = 0; i < rows.length && j < columns.length;) {
    const at = i * width + j;
    if (best[at] === best[at + width + 1]! + scores[at]!) pair(draft, rows[i++]!, columns[j++]!);
    else if (best[at] === best[at + width]) i++;
    else j++;
  }
}

// A shorter block isn't looked for without regard to order unless it is unchanged: any short line resembles another.
const FEWEST_LETTERS = 20;
const VERY_ALIKE = 0.6;

/** Compares those blocks that share rare words, and pairs them in any order, the most alike first. */
function pairLikely(draft: PairingDraft, rows: readonly number[], columns: readonly number[]): void {
  const { before, after } = draft;
  const isSizeable = (side: PairingSide) => (index: number) =>
    side.texts[index]!.length >= FEWEST_LETTERS && side.bag(index).letters >= FEWEST_LETTERS;
  const holders = holdersOfRareWords(after, columns.filter(isSizeable(after)));
  const found = rows
    .filter(isSizeable(before))
    .flatMap((i) => candidates(before.bag(i), holders).map((j) => ({ i, j, score: compared(draft, i, j) })));
  for (const { i, j, score } of found.sort((a, b) => b.score - a.score)) {
    if (score >= VERY_ALIKE && isFree(before, i) && isFree(after, j)) pair(draft, i, j);
  }
}

// A word is rare when at most this many blocks hold it.
const RARE = 8;
const MOST_CANDIDATES = 4;

function holdersOfRareWords(side: PairingSide, indexes: readonly number[]): Map<number, number[]> {
  const holders = new Map<number, number[]>();
  for (const index of indexes) {
    const { codes } = side.bag(index);
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i]!;
      if (code === codes[i - 1]) continue;
      const known = holders.get(code);
      if (!known) holders.set(code, [index]);
      else if (known.length <= RARE) known.push(index);
    }
  }
  for (const [code, { length }] of holders) if (length > RARE) holders.delete(code);
  return holders;
}

/** Returns the blocks that share the most rare words with a bag, whose codes are sorted. */
function candidates({ codes }: Bag, holders: ReadonlyMap<number, readonly number[]>): number[] {
  const shared = new Map<number, number>();
  for (let i = 0; i < codes.length; i++) {
    const others = codes[i] === codes[i - 1] ? undefined : holders.get(codes[i]!);
    for (const index of others ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
  }
  const most = [...shared].sort(([, a], [, b]) => b - a).slice(0, MOST_CANDIDATES);
  return most.map(([index]) => index);
}

/** The search behind `sequence.ts` where each token of a box is compared with each, thirty of them in one step. */
import type { Box, SequencePair } from './paths.ts';

// So many that a sum of two rows of bits and a carry still is a small whole number, which is added at once.
const BITS = 30;
const ALL = 2 ** BITS - 1;

/** Returns how many steps of the budget it takes to compare each token of a box with each. */
export function stepsOf({ aFrom, aTo, bFrom, bTo }: Box): number {
  return (aTo - aFrom) * Math.ceil((bTo - bFrom) / BITS);
}

/**
 * Pairs as many tokens of a box as can be, the same ones that a shortest path does (Crochemore, Iliopoulos, Pinzon and
 * Reid, "A fast and practical bit-vector algorithm for the longest common subsequence problem", 2001).
 */
export function pairMost(task: SequencePair, box: Box, partners: Int32Array): void {
  task.budget.steps -= stepsOf(box);
  const levels = levelsOf(task, box);
  const rows = box.aTo - box.aFrom + 1;
  /** Whether as many of the first x and y tokens can be paired without the last of the y. */
  const isLevel = (x: number, y: number) => {
    const strip = Math.floor((y - 1) / BITS);
    return ((levels[strip * rows + x]! >> (y - 1 - strip * BITS)) & 1) === 1;
  };
  let x = box.aTo - box.aFrom;
  let y = box.bTo - box.bFrom;
  while (x > 0 && y > 0) {
    if (isLevel(x, y)) y--;
    else if (!isLevel(x - 1, y)) x--;
    else partners[box.aFrom + --x] = box.bFrom + --y;
  }
}

/**
 * Returns a strip for each thirty tokens of `b`, and in it a row for the first tokens of `a`, from none of them to all: a
 * bit for each token of the strip that is set where the token adds none to what can be paired.
 */
function levelsOf({ a, b, count }: SequencePair, { aFrom, aTo, bFrom, bTo }: Box): Int32Array {
  const levels = new Int32Array((aTo - aFrom + 1) * Math.ceil((bTo - bFrom) / BITS));
  const carries = new Uint8Array(aTo - aFrom);
  const masks = new Int32Array(count);
  let at = 0;
  for (let left = bFrom; left < bTo; left += BITS) {
    const right = Math.min(left + BITS, bTo);
    for (let j = left; j < right; j++) masks[b[j]!]! |= 1 << (j - left);
    let row = ALL;
    levels[at++] = row;
    for (let i = aFrom; i < aTo; i++) {
      const mask = masks[a[i]!]!;
      const sum = row + (row & mask) + carries[i - aFrom]!;
      carries[i - aFrom] = sum >>> BITS;
      row = (sum & ALL) | (row & ~mask);
      levels[at++] = row;
    }
    for (let j = left; j < right; j++) masks[b[j]!] = 0;
  }
  return levels;
}

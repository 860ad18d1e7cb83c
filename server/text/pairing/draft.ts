/** A pairing in the making: which blocks of two texts are spoken for, and by which. */
import type { Budget } from '../budget.ts';
import type { Vocabulary } from '../reading.ts';
import { bagOf, likeness, type Bag } from './likeness.ts';

export interface PairingSide {
  readonly texts: readonly string[];
  /** The index of each block's partner on the other side, or -1 while it is free. */
  readonly partners: Int32Array;
  readonly bag: (index: number) => Bag;
}

export interface PairingDraft {
  readonly before: PairingSide;
  readonly after: PairingSide;
  readonly budget: Budget;
  /** Turns false when the budget didn't suffice to look at all that might be paired. */
  complete: boolean;
}

const FREE = -1;

/** Returns a draft in which every block is free. */
export function draftOf(
  before: readonly string[],
  after: readonly string[],
  budget: Budget,
  vocabulary: Vocabulary,
): PairingDraft {
  return { before: sideOf(before, vocabulary), after: sideOf(after, vocabulary), budget, complete: true };
}

/** Pairs a block with one of the other text. */
export function pair({ before, after }: PairingDraft, i: number, j: number): void {
  before.partners[i] = j;
  after.partners[j] = i;
}

/** Says whether a side has a block at an index, and it is free. */
export function isFree(side: PairingSide, index: number): boolean {
  return side.partners[index] === FREE;
}

/** Returns the indexes of a side's free blocks in a stretch; all of them when none is given. */
export function freeOf(side: PairingSide, from = 0, to = side.texts.length): number[] {
  const free: number[] = [];
  for (let i = from; i < to; i++) if (isFree(side, i)) free.push(i);
  return free;
}

/** Returns how alike two blocks are, and 0 once the budget is spent. */
export function compared(draft: PairingDraft, i: number, j: number): number {
  if (draft.budget.steps <= 0) {
    draft.complete = false;
    return 0;
  }
  const [a, b] = [draft.before.bag(i), draft.after.bag(j)];
  draft.budget.steps -= a.codes.length + b.codes.length;
  return likeness(a, b);
}

function sideOf(texts: readonly string[], vocabulary: Vocabulary): PairingSide {
  // Of a text that stands again and again there is one bag.
  const bags = new Map<string, Bag>();
  const bagIn = (text: string) => {
    const known = bags.get(text) ?? bagOf(text, vocabulary);
    bags.set(text, known);
    return known;
  };
  const found: Bag[] = [];
  const bag = (index: number) => (found[index] ??= bagIn(texts[index]!));
  return { texts, partners: new Int32Array(texts.length).fill(FREE), bag };
}

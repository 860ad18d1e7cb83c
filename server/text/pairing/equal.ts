/** Pairs blocks whose texts are equal: first those that kept their order, then those that stand elsewhere. */
import { align, type Hunk } from '../sequence.ts';
import { freeOf, isFree, pair, type PairingDraft, type PairingSide } from './draft.ts';

/** Pairs the equal blocks that keep their order, and returns the stretches between them. */
export function pairEqual(draft: PairingDraft): readonly Hunk[] {
  const { before, after, budget } = draft;
  const { hunks, complete } = align(before.texts, after.texts, budget);
  draft.complete &&= complete;
  let [i, j] = [0, 0];
  for (const hunk of hunks) {
    while (i < hunk.beforeStart) pair(draft, i++, j++);
    [i, j] = [hunk.beforeEnd, hunk.afterEnd];
  }
  while (i < before.texts.length) pair(draft, i++, j++);
  return hunks;
}

/** Pairs each free text that stands once on both sides, and the equal blocks around it that moved along. */
export function pairEqualElsewhere(draft: PairingDraft): void {
  const { before, after } = draft;
  const there = loners(after);
  for (const [text, i] of loners(before)) {
    const j = there.get(text);
    if (j === undefined || !isFree(before, i) || !isFree(after, j) || before.bag(i).letters === 0) continue;
    let [from, to] = [0, 1];
    while (isPossible(draft, i + from - 1, j + from - 1)) from--;
    while (isPossible(draft, i + to, j + to)) to++;
    for (let k = from; k < to; k++) pair(draft, i + k, j + k);
  }
}

function loners(side: PairingSide): Map<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (const index of freeOf(side)) {
    const text = side.texts[index]!;
    if (places.has(text)) repeated.add(text);
    places.set(text, index);
  }
  for (const text of repeated) places.delete(text);
  return places;
}

function isPossible({ before, after }: PairingDraft, i: number, j: number): boolean {
  return isFree(before, i) && isFree(after, j) && before.texts[i] === after.texts[j];
}

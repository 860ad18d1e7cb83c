/** Finds the blocks that were split in several, and those that were joined from several. */
import type { Hunk } from '../sequence.ts';
import { isFree, type PairingDraft, type PairingSide } from './draft.ts';
import { heldBy, without, type Bag } from './likeness.ts';

/** Returns a pair as a hunk, grown by the free neighbours that its block was split into or was joined from. */
export function grown(draft: PairingDraft, i: number, j: number): Hunk {
  const { before, after } = draft;
  const alone = { beforeStart: i, beforeEnd: i + 1, afterStart: j, afterEnd: j + 1 };
  if (before.texts[i] === after.texts[j]) return alone;
  const [afterStart, afterEnd] = reach(before.bag(i), after, j);
  if (afterEnd > afterStart + 1) return { ...alone, afterStart, afterEnd };
  const [beforeStart, beforeEnd] = reach(after.bag(j), before, i);
  return { ...alone, beforeStart, beforeEnd };
}

// Shorter neighbours are no part of a split: any heading has its words in the paragraph below it.
const FEWEST_LETTERS = 10;
const MOSTLY = 0.7;

/** Takes the free neighbours of a block that the whole on the other side holds for the most part. */
function reach(whole: Bag, side: PairingSide, index: number): [number, number] {
  let [from, to] = [index, index + 1];
  if (!isFree(side, from - 1) && !isFree(side, to)) return [from, to];
  let spare = without(whole, side.bag(index));
  const takes = (neighbour: number) => {
    if (!isFree(side, neighbour)) return false;
    const bag = side.bag(neighbour);
    if (bag.letters < FEWEST_LETTERS || heldBy(spare, bag) < MOSTLY) return false;
    spare = without(spare, bag);
    side.partners[neighbour] = side.partners[index]!;
    return true;
  };
  while (takes(to)) to++;
  while (takes(from - 1)) from--;
  return [from, to];
}

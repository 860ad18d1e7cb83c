/**
 * Says which block of one text is which block of the other: the same, changed, moved, split or joined. What is in no
 * pair was removed or added.
 */
import { endOf, type Hunk } from './sequence.ts';
import { pairAlike, pairAlikeElsewhere } from './pairing/alike.ts';
import type { Budget } from './budget.ts';
import { draftOf, isFree, type PairingDraft } from './pairing/draft.ts';
import { pairEqual, pairEqualElsewhere } from './pairing/equal.ts';
import { grown } from './pairing/joins.ts';
import { newVocabulary } from './reading.ts';
import { longestRise } from './sequence/paths.ts';

/** A block of one text and the block of the other that it is, by index. */
export interface Pair {
  readonly before: number;
  readonly after: number;
}

export interface Pairing {
  /** What kept its order: one block each, or one of one text that is several of the other. */
  readonly kept: readonly Hunk[];
  /** What stands elsewhere in the other text, in the order of the one before. */
  readonly moved: readonly Pair[];
  /** False when the budget didn't suffice to look at all that might be paired. */
  readonly complete: boolean;
}

/**
 * Returns what changed from one list of texts to the other. A text that was changed, split or joined in its place is a
 * hunk of its own; nothing counts as moved.
 */
export function changesInPlace(before: readonly string[], after: readonly string[], budget: Budget): Hunk[] {
  const draft = draftOf(before, after, budget, newVocabulary());
  for (const stretch of pairEqual(draft)) pairAlike(draft, stretch);
  const changes: Hunk[] = [];
  let [i, j] = [0, 0];
  for (const kept of [...pairingOf(draft).kept, endOf(before, after)]) {
    const { beforeStart, beforeEnd, afterStart, afterEnd } = kept;
    if (i < beforeStart || j < afterStart) {
      changes.push({ beforeStart: i, beforeEnd: beforeStart, afterStart: j, afterEnd: afterStart });
    }
    const isOne = beforeEnd - beforeStart === afterEnd - afterStart;
    if (!isOne || before[beforeStart] !== after[afterStart]) changes.push(kept);
    [i, j] = [beforeEnd, afterEnd];
  }
  return changes;
}

/** Pairs the blocks of two texts wherever they stand. What must be read of them is read with the vocabulary. */
export function pairAll(
  before: readonly string[],
  after: readonly string[],
  budget: Budget,
  vocabulary = newVocabulary(),
): Pairing {
  const draft = draftOf(before, after, budget, vocabulary);
  const stretches = pairEqual(draft);
  pairEqualElsewhere(draft);
  for (const stretch of stretches) pairAlike(draft, stretch);
  pairAlikeElsewhere(draft);
  return pairingOf(draft);
}

function pairingOf(draft: PairingDraft): Pairing {
  const pairs = draft.before.texts.flatMap((_, before): Pair[] =>
    isFree(draft.before, before) ? [] : [{ before, after: draft.before.partners[before]! }],
  );
  const inOrder = new Set(longestRise(pairs.map(({ after }) => after)));
  return {
    kept: pairs.filter((_, i) => inOrder.has(i)).map(({ before, after }) => grown(draft, before, after)),
    moved: pairs.filter((_, i) => !inOrder.has(i)),
    complete: draft.complete,
  };
}

/** Two versions side by side: what units they both begin and end with, and the sentences between. */
import { sharedEnds } from '../ends.ts';
import type { BlockTokens } from '../markdown/block-tokens.ts';
import { readsAlike, unitsOf, type SourceUnit } from '../markdown/source/units.ts';
import type { Attribution } from './draft.ts';
import { sentencesOf, type Sentence } from './sentences.ts';
import { tokensIn } from './tokens.ts';

interface BodyText {
  readonly body: string;
  readonly blocks?: BlockTokens | undefined;
}

/** Returns the sentences of a version in which it differs from another, the units of the other that differ, and how many words and signs stand before both. */
export function differing(
  version: BodyText & { readonly attribution: Attribution },
  other: BodyText,
): { from: Sentence[]; after: readonly SourceUnit[]; start: number } {
  const [before, after] = [unitsOf(version.body, version.blocks), unitsOf(other.body, other.blocks)];
  const { head, tail } = sharedEnds(before.length, after.length, (i, j) => readsAlike(before[i]!, after[j]!));
  // Whichever is less is counted.
  const start =
    head * 2 <= before.length
      ? countIn(before.slice(0, head))
      : version.attribution.length - countIn(before.slice(head));
  return {
    from: sentencesOf(before.slice(head, before.length - tail), start),
    after: after.slice(head, after.length - tail),
    start,
  };
}

function countIn(units: readonly SourceUnit[]): number {
  return units.reduce((sum, unit) => sum + tokensIn(unit).length, 0);
}

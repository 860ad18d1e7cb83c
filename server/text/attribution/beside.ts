/** Two versions side by side: what units they both begin and end with, and the sentences between. */
import { sharedEnds } from '../ends.ts';
import type { BlockTokens } from '../markdown/block-tokens.ts';
import { readsAlike, unitsOf, type SourceUnit } from '../markdown/source/units.ts';
import type { Attribution } from './draft.ts';
import { sentencesOf, TokenReader, type Sentence } from './sentences.ts';
import { tokensIn } from './tokens.ts';

interface BodyText {
  readonly body: string;
  readonly blocks?: BlockTokens | undefined;
}

/**
 * Returns the sentences of a version in which it differs from another, the units of the other that differ, and how many words and
 * signs stand before both; and what read those, and can read these.
 */
export function differing(
  version: BodyText & { readonly attribution: Attribution },
  other: BodyText,
): { from: Sentence[]; after: readonly SourceUnit[]; start: number; reader: TokenReader } {
  const [before, after] = [unitsOf(version.body, version.blocks), unitsOf(other.body, other.blocks)];
  const { head, tail } = sharedEnds(before.length, after.length, (i, j) => readsAlike(before[i]!, after[j]!));
  // Whichever is less is counted.
  const start =
    head * 2 <= before.length
      ? countIn(before.slice(0, head))
      : version.attribution.length - countIn(before.slice(head));
  const reader = new TokenReader();
  return {
    from: sentencesOf(before.slice(head, before.length - tail), start, reader),
    after: after.slice(head, after.length - tail),
    start,
    reader,
  };
}

function countIn(units: readonly SourceUnit[]): number {
  return units.reduce((sum, unit) => sum + tokensIn(unit).length, 0);
}

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
  for (let i = 0; i < head; i++) takeOver(before[i]!, after[i]!);
  for (let i = 1; i <= tail; i++) takeOver(before.at(-i)!, after.at(-i)!);
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

/** How many words and signs some units have that were counted, or that are read as such a one is. */
const counts = new WeakMap<SourceUnit, number>();

function takeOver(from: SourceUnit, to: SourceUnit): void {
  const count = counts.get(from);
  if (count !== undefined) counts.set(to, count);
}

function countIn(units: readonly SourceUnit[]): number {
  return units.reduce((sum, unit) => {
    const count = counts.get(unit) ?? tokensIn(unit).length;
    counts.set(unit, count);
    return sum + count;
  }, 0);
}

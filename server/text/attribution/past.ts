/** What earlier versions of a body held: sentences that come back go to whoever wrote them, with what stands between them. */
import type { Budget } from '../budget.ts';
import { unitsOf } from '../markdown/source/units.ts';
import { align } from '../sequence.ts';
import { differing } from './beside.ts';
import { creditSaid } from './credit.ts';
import { credit, creditedIn, sourceOf, type CreditDraft, type CreditSource } from './draft.ts';
import { equalRuns } from './equal-runs.ts';
import { isSentence, type Version } from './held.ts';
import { sentencesOf, type Sentence } from './sentences.ts';

/** An earlier version that was read where it differs from the parent of what is credited. */
export interface PastVersion {
  readonly body: string;
  readonly source: CreditSource;
  /** What the sentences say that differ, in lower case and without signs. */
  readonly said: ReadonlyMap<string, Sentence>;
  /** Returns all of it. */
  readonly whole: () => CreditSource;
}

/** Reads an earlier version beside the parent of what is credited: what both have was found there. */
export function pastVersion(version: Version, parent: Pick<Version, 'body' | 'blocks'>): PastVersion {
  const { body, attribution } = version;
  const source = sourceOf(differing(version, parent).from, attribution);
  const said = new Map(source.sentences.toReversed().map((each) => [each.said, each]));
  return { body, source, said, whole: () => sourceOf(sentencesOf(unitsOf(body)), attribution) };
}

/**
 * Credits the sentences that an earlier version has too: first those in the same order, short ones too where a longer one stands
 * beside them, then the longer ones wherever they stand.
 */
export function creditPast(
  draft: CreditDraft,
  { source, said }: PastVersion,
  open: readonly Sentence[],
  budget: Budget,
): void {
  const left = open.filter((sentence) => creditedIn(draft, sentence) === 0);
  if (left.length === 0) return;
  const [before, after] = [source.sentences, draft.sentences];
  const { hunks } = align(before.map(keyOf), after.map(keyOf), budget);
  for (const { i, j, length } of equalRuns(hunks, before, after)) {
    if (!after.slice(j, j + length).some(isSentence)) continue;
    for (let k = 0; k < length; k++) {
      credit(draft, after[j + k]!.start, source, before[i + k]!.start, after[j + k]!.tokens.length);
    }
  }
  for (const sentence of left) {
    const from = isSentence(sentence) && creditedIn(draft, sentence) === 0 && said.get(sentence.said);
    if (from) creditSaid(draft, source, [from, sentence], budget);
  }
}

function keyOf({ key }: Sentence): string {
  return key;
}

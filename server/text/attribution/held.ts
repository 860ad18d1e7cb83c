/** Sentences that stood somewhere before: how they are filed and found, and credited as they stood there. */
import type { Budget } from '../budget.ts';
import type { BlockTokens } from '../markdown/block-tokens.ts';
import { unitsOf } from '../markdown/source/units.ts';
import { creditSaid } from './credit.ts';
import { sourceOf, type Attribution, type CreditDraft } from './draft.ts';
import { hashOf, sentencesOf, type Sentence } from './sentences.ts';

/** A body, its blocks if they're read already, and who wrote each of its words and signs. */
export interface Version {
  readonly body: string;
  readonly blocks?: BlockTokens;
  readonly attribution: Attribution;
}

/** A sentence as it stood somewhere, and who wrote each word and sign of it. */
export interface HeldSentence {
  readonly sentence: Sentence;
  readonly origins: Attribution;
}

/** Fewer words than these come by themselves; they aren't taken for a sentence that somebody wrote. */
export const FEWEST_HELD = 4;
const FEWEST_ELSEWHERE = 8;

/** Returns the hashes of the sentences of a body that are long enough to be filed. */
export function sentenceHashes(body: string): string[] {
  const filed = sentencesOf(unitsOf(body)).filter(isSentence);
  return filed.map(({ said }) => hashOf(said));
}

/** Returns those sentences, given by their words, that a version holds, each as it stands first. */
export function sentencesIn(
  { body, attribution }: Version,
  wanted: Iterable<string>,
): Map<string, HeldSentence> {
  const said = new Set(wanted);
  const found = new Map<string, HeldSentence>();
  for (const sentence of sentencesOf(unitsOf(body))) {
    const { start, tokens } = sentence;
    if (!said.delete(sentence.said)) continue;
    const origins = attribution.slice(start, start + tokens.length);
    found.set(sentence.said, { sentence: { ...sentence, start: 0 }, origins });
  }
  return found;
}

/** Tells whether a sentence is long enough to be filed. */
export function isSentence({ words }: Sentence): boolean {
  return words.length >= FEWEST_HELD;
}

/** Tells whether a sentence is long enough to be looked up in other articles. */
export function isLong({ words }: Sentence): boolean {
  return words.length >= FEWEST_ELSEWHERE;
}

/** Credits a sentence as it was found, if it was. */
export function creditHeld(
  draft: CreditDraft,
  sentence: Sentence,
  held: HeldSentence | undefined,
  budget: Budget,
): void {
  if (held?.sentence.said !== sentence.said) return;
  creditSaid(draft, sourceOf([held.sentence], held.origins), [held.sentence, sentence], budget);
}

/** Credits a sentence as it was found elsewhere, if it was; what isn't found so stays as it was credited. */
export function creditAnew(
  draft: CreditDraft,
  sentence: Sentence,
  held: HeldSentence | undefined,
  budget: Budget,
): void {
  const own = draft.origins.subarray(sentence.start, sentence.start + sentence.tokens.length);
  const before = own.slice();
  own.fill(0);
  creditHeld(draft, sentence, held, budget);
  for (const [k, origin] of before.entries()) own[k] ||= origin;
}

/** An attribution in the making: which words and signs have been credited, and what they were found in. */
import type { Sentence } from './sentences.ts';

/** The sequence that first wrote each word and each sign of a body, in their order. */
export type Attribution = Uint32Array;

/** The body that is being credited. */
export interface CreditDraft {
  readonly sentences: readonly Sentence[];
  /** 0 while a token isn't credited. */
  readonly origins: Attribution;
}

/** A body whose words and signs are credited. */
export interface CreditSource {
  readonly sentences: readonly Sentence[];
  readonly origins: Attribution;
  /** 1 for each token that has been found in the draft. */
  readonly taken: Uint8Array;
}

/** Returns a source in which nothing has been found yet. */
export function sourceOf(sentences: readonly Sentence[], origins: Attribution): CreditSource {
  return { sentences, origins, taken: new Uint8Array(origins.length) };
}

/** Credits tokens of the draft as the equal ones of a source are, but for those that are credited already. */
export function credit(
  draft: CreditDraft,
  to: number,
  source: CreditSource,
  from: number,
  length: number,
): void {
  for (let k = 0; k < length; k++) {
    draft.origins[to + k] ||= source.origins[from + k]!;
    source.taken[from + k] = 1;
  }
}

/** Returns how many words and addresses of a sentence of the draft are credited. */
export function creditedIn({ origins }: CreditDraft, { parts, start }: Sentence): number {
  return parts.reduce((count, k) => count + (origins[start + k] === 0 ? 0 : 1), 0);
}

/** Returns how many words and addresses of a sentence of a source have been found. */
export function takenOf({ taken }: CreditSource, { parts, start }: Sentence): number {
  return parts.reduce((count, k) => count + taken[start + k]!, 0);
}

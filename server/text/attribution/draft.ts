/** An attribution in the making: which words and signs have been credited, and what they were found in. */
import type { Sentence } from './sentences.ts';

/** The sequence that first wrote each word and each sign of a body, in their order. */
export type Attribution = Uint32Array;

/** The body that is being credited. */
export interface CreditDraft {
  readonly sentences: readonly Sentence[];
  /** 0 while a token isn't credited. */
  readonly origins: Attribution;
  /** Of each token that is credited, its place in what it was found in, and which of the sources that is, counted from 1. */
  readonly places: Int32Array;
  readonly found: Int32Array;
  readonly sources: CreditSource[];
}

/** A body whose words and signs are credited. */
export interface CreditSource {
  readonly sentences: readonly Sentence[];
  readonly origins: Attribution;
  /** 1 for each token that has been found in the draft. */
  readonly taken: Uint8Array;
  /** Its place among the sources of the draft, counted from 1; 0 while nothing was found in it. */
  number: number;
}

/** Returns a draft that is credited as far as the origins say. */
export function draftWith(sentences: readonly Sentence[], origins: Attribution): CreditDraft {
  const newPlaces = () => new Int32Array(origins.length);
  return { sentences, origins, places: newPlaces(), found: newPlaces(), sources: [] };
}

/** Returns a source in which nothing has been found yet. */
export function sourceOf(sentences: readonly Sentence[], origins: Attribution): CreditSource {
  return { sentences, origins, taken: new Uint8Array(origins.length), number: 0 };
}

/** Credits tokens of the draft as the equal ones of a source are, but for those that are credited already. */
export function credit(
  draft: CreditDraft,
  to: number,
  source: CreditSource,
  from: number,
  length: number,
): void {
  const { origins, places, found } = draft;
  source.number ||= draft.sources.push(source);
  for (let k = 0; k < length; k++) {
    source.taken[from + k] = 1;
    if (origins[to + k] !== 0) continue;
    origins[to + k] = source.origins[from + k]!;
    places[to + k] = from + k;
    found[to + k] = source.number;
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

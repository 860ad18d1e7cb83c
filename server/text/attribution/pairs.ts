/** Words, and addresses, of a draft that are words of a source: how they're found in order, and credited with the signs beside them. */
import type { Budget } from '../budget.ts';
import { align } from '../sequence.ts';
import { credit, type CreditDraft, type CreditSource } from './draft.ts';
import { equalRuns, type EqualRun } from './equal-runs.ts';
import type { Sentence } from './sentences.ts';
import { creditEnds, creditSigns } from './signs.ts';

/** A word or an address of a body; `word` is as it's compared, and so many tokens of the body stand before it. */
export class CreditWord {
  constructor(
    readonly word: string,
    readonly place: number,
    readonly sentence: Sentence,
  ) {}
}

/** A word of a source, and the word of the draft that it is. */
export type WordPair = [CreditWord, CreditWord];

/** Returns the word or address of a sentence at a place of it. */
export function wordAt(sentence: Sentence, k: number): CreditWord {
  return new CreditWord(sentence.tokens[k]!, sentence.start + k, sentence);
}

/** Returns the words and addresses of some sentences, at whatever places are asked for. */
export function wordsIn(
  sentences: readonly Sentence[],
  isAsked: (place: number) => boolean = () => true,
): CreditWord[] {
  const found: CreditWord[] = [];
  for (const sentence of sentences) {
    for (const k of sentence.parts) if (isAsked(sentence.start + k)) found.push(wordAt(sentence, k));
  }
  return found;
}

/** Credits the words that are the same, but for those with other capitals, and the signs that still stand beside them. */
export function creditPairs(
  draft: CreditDraft,
  source: CreditSource,
  pairs: readonly WordPair[],
  budget: Budget,
): void {
  const ends = new Map<Sentence, readonly [Sentence, Sentence]>();
  for (const [from, to] of pairs) {
    if (isSame(from, to)) credit(draft, to.place, source, from.place, 1);
    if (to.sentence.words.length === to.sentence.tokens.length) continue;
    creditSigns(draft, source, [from, to], budget);
    ends.set(to.sentence, [ends.get(to.sentence)?.[0] ?? from.sentence, from.sentence]);
  }
  for (const [to, [first, last]] of ends) creditEnds(draft, source, [first, last, to], budget);
}

/** Tells whether two words are the same, with a capital or without: the place of the first word of a sentence decides its case. */
function isSame(one: CreditWord, other: CreditWord): boolean {
  if (one.word !== other.word) return false;
  return isFirst(one) || isFirst(other) || hasCapital(one) === hasCapital(other);
}

function isFirst({ place, sentence }: CreditWord): boolean {
  return place - sentence.start === sentence.words[0];
}

function hasCapital({ place, sentence }: CreditWord): boolean {
  return sentence.capitals.has(place - sentence.start);
}

// How many words in a row must be equal: one, in their order; then, twice, so many that it is no coincidence, wherever a
// phrase was moved to.
const PASSES = [1, 3, 3];

/** Pairs the words that kept their order, and phrases that didn't. */
export function matches(from: readonly CreditWord[], to: readonly CreditWord[], budget: Budget): WordPair[] {
  let left = [from, to] as const;
  const pairs: WordPair[] = [];
  for (const least of PASSES) {
    const [before, after] = left;
    const runs = inOrder(before, after, least, budget);
    for (const { i, j, length } of runs) {
      for (let k = 0; k < length; k++) pairs.push([before[i + k]!, after[j + k]!]);
    }
    left = [outside(before, runs, ({ i }) => i), outside(after, runs, ({ j }) => j)];
  }
  return pairs;
}

/** Returns the runs of so many words in a row, at least, that are equal and in the same order. */
function inOrder(
  from: readonly CreditWord[],
  to: readonly CreditWord[],
  least: number,
  budget: Budget,
): EqualRun[] {
  if (from.length < least || to.length < least) return [];
  const textOf = ({ word }: CreditWord) => word;
  const { hunks } = align(from.map(textOf), to.map(textOf), budget);
  const isPhrase = ({ i, length }: EqualRun) =>
    length >= least && (least === 1 || wordCount(from.slice(i, i + length)) >= least);
  return equalRuns(hunks, from, to).filter(isPhrase);
}

/** Returns the words that are in none of some runs, which are given in order, with where each begins. */
function outside(
  words: readonly CreditWord[],
  runs: readonly EqualRun[],
  startOf: (run: EqualRun) => number,
): CreditWord[] {
  const left: CreditWord[] = [];
  let at = 0;
  for (const run of runs) {
    while (at < startOf(run)) left.push(words[at++]!);
    at += run.length;
  }
  while (at < words.length) left.push(words[at++]!);
  return left;
}

/** Returns how many words there are, without figures: those of an amount or a date are several, and come together by themselves. */
export function wordCount(words: readonly CreditWord[]): number {
  return words.reduce((count, { word }) => count + (/^[\p{L}\p{M}]/u.test(word) ? 1 : 0), 0);
}

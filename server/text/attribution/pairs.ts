/** Words, and addresses, of a draft that are words of a source: how they're found in order, and credited with the signs beside them. */
import type { Budget } from '../budget.ts';
import { alignNumbers } from '../sequence.ts';
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
  const ends = new Map<Sentence, { readonly first: Sentence; last: Sentence }>();
  for (const [from, to] of pairs) {
    if (isSame(from, to)) credit(draft, to.place, source, from.place, 1);
    if (to.sentence.words.length === to.sentence.tokens.length) continue;
    creditSigns(draft, source, [from, to], budget);
    const known = ends.get(to.sentence);
    if (known) known.last = from.sentence;
    else ends.set(to.sentence, { first: from.sentence, last: from.sentence });
  }
  for (const [to, { first, last }] of ends) creditEnds(draft, source, [first, last, to], budget);
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
  if (from.length === 0 || to.length === 0) return [];
  const numbers = new Map<string, number>();
  let [before, after] = [numbered(from, numbers), numbered(to, numbers)];
  let runs: readonly EqualRun[] = [];
  const pairs: WordPair[] = [];
  for (const least of PASSES) {
    [before, after] = [outside(before, runs, ({ i }) => i), outside(after, runs, ({ j }) => j)];
    runs = inOrder(before, after, { least, count: numbers.size }, budget);
    if (runs.length === 0) break;
    for (const { i, j, length } of runs) {
      for (let k = 0; k < length; k++) pairs.push([before.words[i + k]!, after.words[j + k]!]);
    }
  }
  return pairs;
}

/** Words in a row, and the number of each: equal words have the same. */
interface NumberedWords {
  readonly words: readonly CreditWord[];
  readonly numbers: readonly number[];
}

function numbered(words: readonly CreditWord[], known: Map<string, number>): NumberedWords {
  const numbers = words.map(({ word }) => {
    const number = known.get(word) ?? known.size;
    if (number === known.size) known.set(word, number);
    return number;
  });
  return { words, numbers };
}

/** Returns the runs of so many words in a row, at least, that are equal and in the same order. */
function inOrder(
  from: NumberedWords,
  to: NumberedWords,
  { least, count }: { least: number; count: number },
  budget: Budget,
): EqualRun[] {
  if (from.words.length < least || to.words.length < least) return [];
  const { hunks } = alignNumbers(from.numbers, to.numbers, count, budget);
  const isPhrase = ({ i, length }: EqualRun) =>
    length >= least && (least === 1 || wordCount(from.words.slice(i, i + length)) >= least);
  return equalRuns(hunks, from.words, to.words).filter(isPhrase);
}

/** Returns the words that are in none of some runs, which are given in order, with where each begins. */
function outside(
  { words, numbers }: NumberedWords,
  runs: readonly EqualRun[],
  startOf: (run: EqualRun) => number,
): NumberedWords {
  if (runs.length === 0) return { words, numbers };
  const left = { words: [] as CreditWord[], numbers: [] as number[] };
  let at = 0;
  const leave = (end: number) => {
    for (; at < end; at++) {
      left.words.push(words[at]!);
      left.numbers.push(numbers[at]!);
    }
  };
  for (const run of runs) {
    leave(startOf(run));
    at += run.length;
  }
  leave(words.length);
  return left;
}

/** Returns how many words there are, without figures: those of an amount or a date are several, and come together by themselves. */
export function wordCount(words: readonly CreditWord[]): number {
  return words.reduce((count, { word }) => count + (/^[\p{L}\p{M}]/u.test(word) ? 1 : 0), 0);
}

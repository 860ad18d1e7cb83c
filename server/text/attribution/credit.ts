/**
 * The ways in which the words of a draft are found in another body: as a whole sentence, as one that says the same with
 * other signs, in place of other words, and in a sentence that is alike. A word or sign that is credited already stays as
 * it is; a sign is found beside the word that it stood beside. An address is found as a word is, but says nothing of how much
 * of a sentence was kept, long as it is.
 */
import type { Budget } from '../budget.ts';
import { pairAll } from '../pairing.ts';
import { align, type Hunk } from '../sequence.ts';
import { credit, creditedIn, takenOf, type CreditDraft, type CreditSource } from './draft.ts';
import { equalRuns, type EqualRun } from './equal-runs.ts';
import type { Sentence } from './sentences.ts';
import { creditEnds, creditSigns } from './signs.ts';
import { isAddress } from './tokens.ts';

/**
 * Credits each sentence that a source holds too, first those in the same order, then those that say the same. Returns what
 * lies between those in order.
 */
export function creditWhole(draft: CreditDraft, source: CreditSource, budget: Budget): readonly Hunk[] {
  const [before, after] = [source.sentences, draft.sentences];
  const { hunks } = align(before.map(keyOf), after.map(keyOf), budget);
  const take = (from: Sentence, to: Sentence) =>
    credit(draft, to.start, source, from.start, to.tokens.length);
  for (const { i, j, length } of equalRuns(hunks, before, after)) {
    for (let k = 0; k < length; k++) take(before[i + k]!, after[j + k]!);
  }
  const left = hunks.flatMap((hunk) => before.slice(hunk.beforeStart, hunk.beforeEnd));
  const open = hunks.flatMap((hunk) => after.slice(hunk.afterStart, hunk.afterEnd));
  const same = byKey(left, keyOf);
  for (const sentence of open.filter((sentence) => isOpen(draft, sentence))) {
    const moved = same.get(sentence.key)?.pop();
    if (moved) take(moved, sentence);
  }
  creditSame(draft, source, { left, open, budget });
  return hunks;
}

interface Unpaired {
  readonly left: readonly Sentence[];
  readonly open: readonly Sentence[];
  readonly budget: Budget;
}

/** Credits the sentences that say what one that is left of the source says. */
function creditSame(draft: CreditDraft, source: CreditSource, { left, open, budget }: Unpaired): void {
  const isLeft = (sentence: Sentence) => sentence.words.length > 0 && takenOf(source, sentence) === 0;
  const same = byKey(left.filter(isLeft), ({ said }) => said);
  for (const sentence of open) {
    const from = creditedIn(draft, sentence) === 0 ? same.get(sentence.said)?.pop() : undefined;
    if (from) creditSaid(draft, source, [from, sentence], budget);
  }
}

/** Credits a sentence as one of a source that says the same: its words, but for other capitals, and the addresses and signs that it has too. */
export function creditSaid(
  draft: CreditDraft,
  source: CreditSource,
  [from, to]: readonly [Sentence, Sentence],
  budget: Budget,
): void {
  const pairs = from.words.map((place, i): WordPair => {
    return [wordAt(from, place), wordAt(to, to.words[i]!)];
  });
  creditPairs(draft, source, pairs, budget);
}

// Below this share of its letters a sentence was rewritten, and the "og" that it still has is nobody's.
const KEPT = 0.25;

/** Credits the words and addresses that were kept where something was changed; no words where next to nothing of their sentence was. */
export function creditInPlace(draft: CreditDraft, source: CreditSource, hunk: Hunk, budget: Budget): void {
  const before = source.sentences.slice(hunk.beforeStart, hunk.beforeEnd);
  const after = draft.sentences.slice(hunk.afterStart, hunk.afterEnd);
  const kept = matches(openIn(before, source.taken), openIn(after, draft.origins), budget);
  const letters = new Map<Sentence, number>();
  for (const pair of kept) {
    for (const { sentence, word } of pair) {
      letters.set(sentence, (letters.get(sentence) ?? 0) + lettersIn(word));
    }
  }
  const isStill = ([sentence, left]: [Sentence, number]) => left >= KEPT * lettersOf(sentence);
  const still = new Set([...letters].filter(isStill).map(([sentence]) => sentence));
  const isKept = ([from, to]: WordPair) =>
    still.has(from.sentence) || still.has(to.sentence) || isAddress(to.word);
  creditPairs(draft, source, kept.filter(isKept), budget);
}

/** Credits what is left of each sentence that is like one of which little was found yet, wherever it stands. */
export function creditAlike(draft: CreditDraft, source: CreditSource, budget: Budget): void {
  const isFree = (sentence: Sentence) => takenOf(source, sentence) * 2 < sentence.parts.length;
  const before = source.sentences.filter(isFree);
  const after = draft.sentences.filter((sentence) => creditedIn(draft, sentence) < sentence.parts.length);
  if (before.length === 0 || after.length === 0) return;
  const { kept, moved } = pairAll(before.map(saidBy), after.map(saidBy), budget);
  const pairs = [
    ...kept.map((hunk) => [
      before.slice(hunk.beforeStart, hunk.beforeEnd),
      after.slice(hunk.afterStart, hunk.afterEnd),
    ]),
    ...moved.map((pair) => [[before[pair.before]!], [after[pair.after]!]]),
  ];
  for (const [from = [], to = []] of pairs) {
    creditPairs(draft, source, matches(wordsIn(from), wordsIn(to), budget), budget);
  }
}

/** Returns the sentences by a key of theirs, the first that stands there last. */
function byKey(
  sentences: readonly Sentence[],
  keyOf: (sentence: Sentence) => string,
): Map<string, Sentence[]> {
  const found = new Map<string, Sentence[]>();
  for (const sentence of sentences.toReversed()) {
    const alike = found.get(keyOf(sentence));
    if (alike) alike.push(sentence);
    else found.set(keyOf(sentence), [sentence]);
  }
  return found;
}

/** Tells whether no word and no address of a sentence, and of one without any no sign, is credited. */
function isOpen(draft: CreditDraft, sentence: Sentence): boolean {
  return creditedIn(draft, sentence) === 0 && draft.origins[sentence.start] === 0;
}

/** A word or an address. */
interface CreditWord {
  /** As it's compared. */
  readonly word: string;
  /** How many tokens of the body stand before it. */
  readonly place: number;
  readonly sentence: Sentence;
}

/** A word of a source, and the word of the draft that it is. */
type WordPair = [CreditWord, CreditWord];

function wordAt(sentence: Sentence, k: number): CreditWord {
  return { word: sentence.tokens[k]!, place: sentence.start + k, sentence };
}

function wordsIn(sentences: readonly Sentence[]): CreditWord[] {
  return sentences.flatMap((sentence) => sentence.parts.map((k) => wordAt(sentence, k)));
}

/**
 * Returns the words and addresses of sentences that are open: those at whose places nothing was found. Of a sentence that was found in part the addresses were sought beside
 * its words, and aren't sought by themselves: those of two links may have changed places.
 */
function openIn(sentences: readonly Sentence[], found: ArrayLike<number>): CreditWord[] {
  return sentences.flatMap((sentence) => {
    const { tokens, parts, start } = sentence;
    const open = parts.filter((k) => found[start + k] === 0);
    const sought = open.length === parts.length ? open : open.filter((k) => !isAddress(tokens[k]!));
    return sought.map((k) => wordAt(sentence, k));
  });
}

/** Credits the words that are the same, but for those with other capitals, and the signs that still stand beside them. */
function creditPairs(
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
function matches(from: readonly CreditWord[], to: readonly CreditWord[], budget: Budget): WordPair[] {
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

/** Figures don't count: those of an amount or a date are several, and come together by themselves. */
function wordCount(words: readonly CreditWord[]): number {
  return words.reduce((count, { word }) => count + (/^[\p{L}\p{M}]/u.test(word) ? 1 : 0), 0);
}

function lettersOf({ said, words }: Sentence): number {
  return said.length - Math.max(0, words.length - 1);
}

/** Without what tells how close a word stands to others, which follows it. */
function lettersIn(word: string): number {
  return isAddress(word) ? 0 : word.split(/\s/, 1)[0]!.length;
}

function keyOf({ key }: Sentence): string {
  return key;
}

/** What a sentence is known by where it was changed. */
function saidBy({ said, key }: Sentence): string {
  return said === '' ? key : said;
}

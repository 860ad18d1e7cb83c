/**
 * Words in a row that stand elsewhere, in whatever sentence: what is left of one that was split to two places, or of one that was
 * rewritten, moved or copied, and adapted. The cost is linear in both texts, and apart from what other searches may cost.
 */
import type { Budget } from '../budget.ts';
import { creditPairs, matches, wordAt, wordCount, wordsIn, type CreditWord, type WordPair } from './pairs.ts';
import type { CreditDraft, CreditSource } from './draft.ts';
import { lettersIn, lettersOf, lettersShared } from './kept.ts';
import type { Sentence } from './sentences.ts';

/** What is looked for: so many words in a row, of so many letters, that stand in no more places; and whether only what nothing was found in counts. */
export interface RunSearch {
  readonly words: number;
  readonly letters: number;
  readonly places: number;
  readonly isLeft: boolean;
}

/** What is left of a parent, and what stands in it or stood in an earlier version: there a run may be what anybody writes. */
export const LEFT_OVER: RunSearch = { words: 4, letters: 8, places: Infinity, isLeft: true };
export const STANDING: RunSearch = { words: 5, letters: 20, places: 6, isLeft: false };

/** How many places of one run are looked at. */
const MOST_TRIED = 8;

/** Credits the runs of open words that a source has, the longest that begins there, and what else is kept of a sentence that has much of another. */
export function creditRuns(
  draft: CreditDraft,
  source: CreditSource,
  search: RunSearch,
  budget: Budget,
): void {
  const open = draft.sentences.map((sentence) => openWords(sentence, draft.origins));
  if (!open.some((words) => words.length >= search.words)) return;
  const finder = new RunFinder(source, search);
  for (const words of open) {
    if (words.length < search.words || budget.steps <= 0) continue;
    budget.steps -= words.length;
    const pairs = finder.find(words, budget);
    if (pairs.length === 0) continue;
    creditPairs(draft, source, pairs, budget);
    for (const [from, to] of mostlyKept(pairs)) creditRest(draft, source, [from, to], search, budget);
  }
}

/** Returns what the open words of each sentence say, where they may be such a run. */
export function openRuns(draft: CreditDraft, { words: least, letters }: RunSearch): string[] {
  return draft.sentences.flatMap((sentence) => {
    const words = openWords(sentence, draft.origins);
    if (words.length < least) return [];
    const said = words.map(({ word }) => word.split(' ', 1)[0]!.toLowerCase()).join(' ');
    return said.length - words.length < letters ? [] : [said];
  });
}

/** Credits what else is kept of a sentence, in order. */
function creditRest(
  draft: CreditDraft,
  source: CreditSource,
  [from, to]: readonly [Sentence, Sentence],
  { isLeft }: RunSearch,
  budget: Budget,
): void {
  const after = wordsIn([to], (place) => draft.origins[place] === 0);
  if (after.length === 0) return;
  const own = new Set(isLeft ? [] : draft.places.subarray(to.start, to.start + to.tokens.length));
  const isFree = (place: number) => (isLeft ? source.taken[place] === 0 : !own.has(place));
  creditPairs(draft, source, matches(wordsIn([from], isFree), after, budget), budget);
}

/** Returns the pairs of sentences of which so much is the same that they're one. */
function mostlyKept(pairs: readonly WordPair[]): [Sentence, Sentence][] {
  return [...lettersShared(pairs)].flatMap(([to, shared]) =>
    [...shared]
      .filter(([, letters]) => letters >= MOSTLY * lettersOf(to))
      .map(([from]): [Sentence, Sentence] => [from, to]),
  );
}

const MOSTLY = 0.4;

function openWords(sentence: Sentence, found: ArrayLike<number>): CreditWord[] {
  const { words, start } = sentence;
  const open: CreditWord[] = [];
  for (const k of words) if (found[start + k] === 0) open.push(wordAt(sentence, k));
  return open;
}

/** Knows where in a source each run of so many words begins. */
class RunFinder {
  private readonly numbers = new Map<string, number>();
  /** Of each word its place, its sentence and its number: 0 between sentences. */
  private readonly places: number[] = [];
  private readonly sentences: Sentence[] = [];
  private readonly codes: number[] = [];
  /** By a run, the last place where it begins; and by a place, the one before it that begins alike, or -1. */
  private readonly last = new Map<number, number>();
  /** The different words of each sentence that was compared. */
  private readonly said = new Map<Sentence, ReadonlySet<string>>();
  private readonly previous: Int32Array;

  constructor(
    private readonly source: CreditSource,
    private readonly search: RunSearch,
  ) {
    for (const sentence of source.sentences) {
      for (const k of sentence.words) this.add(sentence, k, this.numberOf(sentence.tokens[k]!));
      this.add(sentence, 0, 0);
    }
    this.previous = new Int32Array(this.codes.length).fill(-1);
    for (let i = 0; i + search.words <= this.codes.length; i++) {
      const key = keyOf(this.codes, i, search.words);
      if (key === 0) continue;
      this.previous[i] = this.last.get(key) ?? -1;
      this.last.set(key, i);
    }
  }

  /** Returns the runs of some words of a sentence that the source has. */
  find(words: readonly CreditWord[], budget: Budget): WordPair[] {
    const shared = this.sharedBy(words, budget);
    const codes = words.map(({ word }) => this.numbers.get(word) ?? 0);
    const found: WordPair[] = [];
    for (let i = 0; i + this.search.words <= words.length;) {
      const { at, length } = this.longest(words, { codes, shared }, i);
      for (let k = 0; k < length; k++) found.push([this.wordAt(at + k), words[i + k]!]);
      i += Math.max(1, length);
    }
    return found;
  }

  /** Returns the longest run that begins at a place of some words. */
  private longest(
    words: readonly CreditWord[],
    { codes, shared: sharedBy }: { codes: readonly number[]; shared: (sentence: Sentence) => number },
    i: number,
  ): { at: number; length: number } {
    const best = { at: -1, length: 0 };
    const { words: least, letters, places } = this.search;
    const key = keyOf(codes, i, least);
    let tried = 0;
    for (
      let at = key === 0 ? -1 : (this.last.get(key) ?? -1);
      at >= 0 && tried < MOST_TRIED;
      at = this.previous[at]!
    ) {
      tried++;
      const length = this.lengthAt(words, codes, i, at);
      if (length < least || length < best.length) continue;
      // Of those that are as long, the one of the sentence that is most alike; of those the first.
      const isBetter =
        length > best.length || sharedBy(this.sentences[at]!) >= sharedBy(this.sentences[best.at]!);
      if (isBetter) Object.assign(best, { at, length });
    }
    if (best.length === 0) return best;
    const run = words.slice(i, i + best.length);
    const said = run.reduce((sum, { word }) => sum + lettersIn(word), 0);
    return tried > places || said < letters || wordCount(run) < least ? { at: -1, length: 0 } : best;
  }

  private lengthAt(words: readonly CreditWord[], codes: readonly number[], i: number, at: number): number {
    const { isLeft } = this.search;
    let length = 0;
    while (
      i + length < words.length &&
      codes[i + length] === this.codes[at + length] &&
      codes[i + length] !== 0
    ) {
      if (length > 0 && words[i + length]!.place - words[i + length - 1]!.place > MOST_BETWEEN) break;
      if (isLeft && this.source.taken[this.places[at + length]!] === 1) break;
      length++;
    }
    return length;
  }

  /** Returns what tells how many of some words a sentence has; each is looked through once, and none on a spent budget. */
  private sharedBy(words: readonly CreditWord[], budget: Budget): (sentence: Sentence) => number {
    const known = new Map<Sentence, number>();
    const count = (sentence: Sentence) => {
      if (budget.steps <= 0) return 0;
      budget.steps -= words.length;
      const own = this.said.get(sentence) ?? new Set(sentence.tokens);
      this.said.set(sentence, own);
      return words.reduce((sum, { word }) => sum + (own.has(word) ? 1 : 0), 0);
    };
    return (sentence) => {
      const shared = known.get(sentence) ?? count(sentence);
      known.set(sentence, shared);
      return shared;
    };
  }

  private add(sentence: Sentence, k: number, code: number): void {
    this.places.push(sentence.start + k);
    this.sentences.push(sentence);
    this.codes.push(code);
  }

  private wordAt(at: number): CreditWord {
    const sentence = this.sentences[at]!;
    return wordAt(sentence, this.places[at]! - sentence.start);
  }

  private numberOf(word: string): number {
    let number = this.numbers.get(word);
    if (number === undefined) this.numbers.set(word, (number = this.numbers.size + 1));
    return number;
  }
}

/** Signs between two words of a run. */
const MOST_BETWEEN = 4;

/** Returns what tells a run of numbers, at a place, from nearly all others; 0 where one of them is. */
function keyOf(codes: readonly number[], at: number, length: number): number {
  let key = 0;
  for (let k = at; k < at + length; k++) {
    if (codes[k] === 0) return 0;
    key = (Math.imul(key, 0x01000193) ^ Math.imul(codes[k]! + 0x9e37, 0x85ebca6b)) >>> 0;
  }
  return key || 1;
}

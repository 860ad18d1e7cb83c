/**
 * The three ways in which words of a draft are found in another body: as a whole sentence, in place of other words, and
 * in a sentence that is alike. A word that is credited already stays as it is.
 */
import type { Budget } from '../budget.ts';
import { pairAll } from '../pairing.ts';
import { align, type Hunk } from '../sequence.ts';
import { credit, creditedIn, takenOf, type Draft, type Source } from './draft.ts';
import { equalRuns } from './equal-runs.ts';
import type { Sentence } from './sentences.ts';

/** Credits each sentence that a source holds too, first those in the same order. Returns what lies between these. */
export function creditWhole(draft: Draft, source: Source, budget: Budget): readonly Hunk[] {
  const [before, after] = [source.sentences, draft.sentences];
  const { hunks } = align(before.map(keyOf), after.map(keyOf), budget);
  const take = (from: Sentence, to: Sentence) => credit(draft, to.start, source, from.start, to.words.length);
  for (const { i, j, length } of equalRuns(hunks, before, after)) {
    for (let k = 0; k < length; k++) take(before[i + k]!, after[j + k]!);
  }
  const left = byKey(hunks.flatMap((hunk) => before.slice(hunk.beforeStart, hunk.beforeEnd)));
  for (const sentence of hunks.flatMap((hunk) => after.slice(hunk.afterStart, hunk.afterEnd))) {
    const moved = creditedIn(draft, sentence) === 0 ? left.get(sentence.key)?.pop() : undefined;
    if (moved) take(moved, sentence);
  }
  return hunks;
}

// Below this share of its letters a sentence was rewritten, and the "og" that it still has is nobody's.
const KEPT = 0.25;

/** Credits the words that were kept where something was changed, unless next to nothing of their sentence was. */
export function creditInPlace(draft: Draft, source: Source, hunk: Hunk, budget: Budget): void {
  const before = wordsIn(source.sentences.slice(hunk.beforeStart, hunk.beforeEnd));
  const after = wordsIn(draft.sentences.slice(hunk.afterStart, hunk.afterEnd));
  const kept = matches(
    before.filter(({ place }) => source.taken[place] === 0),
    after.filter(({ place }) => draft.origins[place] === 0),
    budget,
  );
  const letters = new Map<Sentence, number>();
  for (const { sentence, word } of kept.flat()) {
    letters.set(sentence, (letters.get(sentence) ?? 0) + word.length);
  }
  const isStill = ([sentence, left]: [Sentence, number]) => left >= KEPT * lettersOf(sentence);
  const still = new Set([...letters].filter(isStill).map(([sentence]) => sentence));
  for (const [from, to] of kept) {
    if (still.has(from.sentence) || still.has(to.sentence)) credit(draft, to.place, source, from.place, 1);
  }
}

/** Credits what is left of each sentence that is like one of which little was found yet, wherever it stands. */
export function creditAlike(draft: Draft, source: Source, budget: Budget): void {
  const isFree = (sentence: Sentence) => takenOf(source, sentence) * 2 < sentence.words.length;
  const before = source.sentences.filter(isFree);
  const after = draft.sentences.filter((sentence) => creditedIn(draft, sentence) < sentence.words.length);
  if (before.length === 0 || after.length === 0) return;
  const { kept, moved } = pairAll(before.map(keyOf), after.map(keyOf), budget);
  const pairs = [
    ...kept.map((hunk) => [
      before.slice(hunk.beforeStart, hunk.beforeEnd),
      after.slice(hunk.afterStart, hunk.afterEnd),
    ]),
    ...moved.map((pair) => [[before[pair.before]!], [after[pair.after]!]]),
  ];
  for (const [from = [], to = []] of pairs) {
    for (const [word, same] of matches(wordsIn(from), wordsIn(to), budget)) {
      credit(draft, same.place, source, word.place, 1);
    }
  }
}

/** Returns the sentences by their keys, the first that stands there last. */
function byKey(sentences: readonly Sentence[]): Map<string, Sentence[]> {
  const found = new Map<string, Sentence[]>();
  for (const sentence of sentences.toReversed()) {
    const alike = found.get(sentence.key);
    if (alike) alike.push(sentence);
    else found.set(sentence.key, [sentence]);
  }
  return found;
}

interface Word {
  readonly word: string;
  /** How many words of the body stand before it. */
  readonly place: number;
  readonly sentence: Sentence;
}

function wordsIn(sentences: readonly Sentence[]): Word[] {
  return sentences.flatMap((sentence) =>
    sentence.words.map((word, k) => ({ word, place: sentence.start + k, sentence })),
  );
}

// How many words in a row must be equal: one, in their order; then, twice, so many that it is no coincidence, wherever a
// phrase was moved to.
const PASSES = [1, 3, 3];

/** Pairs the words that kept their order, and phrases that didn't. */
function matches(from: readonly Word[], to: readonly Word[], budget: Budget): [Word, Word][] {
  let left = [from, to] as const;
  return PASSES.flatMap((least) => {
    const found = inOrder(...left, least, budget);
    const paired = new Set(found.flat());
    const isLeft = (word: Word) => !paired.has(word);
    left = [left[0].filter(isLeft), left[1].filter(isLeft)];
    return found;
  });
}

function inOrder(from: readonly Word[], to: readonly Word[], least: number, budget: Budget): [Word, Word][] {
  if (from.length < least || to.length < least) return [];
  const textOf = ({ word }: Word) => word;
  const { hunks } = align(from.map(textOf), to.map(textOf), budget);
  const runs = equalRuns(hunks, from, to).filter(({ length }) => length >= least);
  return runs.flatMap(({ i, j, length }) =>
    Array.from({ length }, (_, k): [Word, Word] => [from[i + k]!, to[j + k]!]),
  );
}

function lettersOf({ words }: Sentence): number {
  return words.reduce((sum, { length }) => sum + length, 0);
}

function keyOf({ key }: Sentence): string {
  return key;
}

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
import { equalRuns } from './equal-runs.ts';
import { keptOf } from './kept.ts';
import { creditPairs, matches, wordAt, wordsIn, type CreditWord, type WordPair } from './pairs.ts';
import { creditReordered } from './reordered.ts';
import type { Sentence } from './sentences.ts';
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

/**
 * Credits the words and addresses that were kept where something was changed; no words where next to nothing of their sentence was.
 * What was found elsewhere already uses up the words that it has in common with what stood here, so that others don't inherit them.
 */
export function creditInPlace(draft: CreditDraft, source: CreditSource, hunk: Hunk, budget: Budget): void {
  const before = source.sentences.slice(hunk.beforeStart, hunk.beforeEnd);
  const after = draft.sentences.slice(hunk.afterStart, hunk.afterEnd);
  const isFree = (place: number) => source.taken[place] === 0;
  const isOpen = (place: number) => draft.origins[place] === 0 || draft.found[place] !== source.number;
  const found = matches(openIn(before, isFree), openIn(after, isOpen), budget);
  const kept = keptOf(found);
  creditPairs(draft, source, kept, budget);
  creditReordered(draft, source, kept, budget);
}

/** Credits what is left of each sentence, or of those asked for, that is like one of which little was found yet, wherever it stands. */
export function creditAlike(
  draft: CreditDraft,
  source: CreditSource,
  budget: Budget,
  isAsked: (sentence: Sentence) => boolean = () => true,
): void {
  const isFree = (sentence: Sentence) => takenOf(source, sentence) * 2 < sentence.parts.length;
  const before = source.sentences.filter(isFree);
  const after = draft.sentences.filter(
    (sentence) => creditedIn(draft, sentence) < sentence.parts.length && isAsked(sentence),
  );
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

/**
 * Returns the words and addresses of sentences that are open: those at whose places nothing was found. Of a sentence that was found in part the addresses were sought beside
 * its words, and aren't sought by themselves: those of two links may have changed places.
 */
function openIn(sentences: readonly Sentence[], isOpen: (place: number) => boolean): CreditWord[] {
  return sentences.flatMap((sentence) => {
    const open = wordsIn([sentence], isOpen);
    return open.length === sentence.parts.length ? open : open.filter(({ word }) => !isAddress(word));
  });
}

function keyOf({ key }: Sentence): string {
  return key;
}

/** What a sentence is known by where it was changed. */
function saidBy({ said, key }: Sentence): string {
  return said === '' ? key : said;
}

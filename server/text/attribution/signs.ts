/** Signs go with the words and addresses that they stand beside: one is found again where it still stands beside the same one. */
import { STEPS_TO_LOOK, type Budget } from '../budget.ts';
import { align } from '../sequence.ts';
import { isWord } from '../words.ts';
import { credit, type CreditDraft, type CreditSource } from './draft.ts';
import { equalRuns } from './equal-runs.ts';
import type { Sentence } from './sentences.ts';
import { isAddress } from './tokens.ts';

/** A word or an address, by its place in its body. */
interface PlacedWord {
  readonly place: number;
  readonly sentence: Sentence;
}

const [FORTH, BACK] = [1, -1] as const;

/** Credits the signs on both sides of a word of the draft as those beside the word of a source that it is. */
export function creditSigns(
  draft: CreditDraft,
  source: CreditSource,
  pair: readonly [PlacedWord, PlacedWord],
  budget: Budget,
): void {
  for (const step of [FORTH, BACK])
    if (hasBeside(pair[1], step)) creditBeside(draft, source, pair, { step, budget });
}

/** Credits the signs that a sentence of the draft begins with, and ends with, as those of sentences of a source. */
export function creditEnds(
  draft: CreditDraft,
  source: CreditSource,
  [first, last, to]: readonly [first: Sentence, last: Sentence, to: Sentence],
  budget: Budget,
): void {
  creditBeside(draft, source, [before(first), before(to)], { step: FORTH, budget });
  creditBeside(draft, source, [behind(last), behind(to)], { step: BACK, budget });
}

function before(sentence: Sentence): PlacedWord {
  return { place: sentence.start - 1, sentence };
}

function behind(sentence: Sentence): PlacedWord {
  return { place: sentence.start + sentence.tokens.length, sentence };
}

/** Tells whether a sign or an address stands on one side of a word: beside most there's another word. */
function hasBeside({ place, sentence: { tokens, start } }: PlacedWord, step: number): boolean {
  const token = tokens[place - start + step];
  return token !== undefined && !isWord(token);
}

/** Credits the signs on one side of a word. */
function creditBeside(
  draft: CreditDraft,
  source: CreditSource,
  [from, to]: readonly [PlacedWord, PlacedWord],
  { step, budget }: { step: number; budget: Budget },
): void {
  const after = beside(to, { step, budget }, (place) => draft.origins[place] === 0);
  if (after.length === 0) return;
  const before = beside(from, { step, budget }, (place) => source.taken[place] === 0);
  creditEqual(draft, source, [before, after], budget);
}

interface Sign {
  readonly text: string;
  readonly place: number;
}

/**
 * Returns the signs on one side of a word that are free, the nearest first, and the addresses among them, up to the next word of
 * the sentence, or as far as the budget goes; of an address, or an end of a sentence, up to the next address at most.
 */
function beside(
  { place, sentence }: PlacedWord,
  { step, budget }: { step: number; budget: Budget },
  isFree: (place: number) => boolean,
): Sign[] {
  const { tokens, start } = sentence;
  const found: Sign[] = [];
  const isOfWord = isWord(tokens[place - start] ?? '');
  const isSign = (k: number) => {
    const token = tokens[k];
    return token !== undefined && !isWord(token) && (isOfWord || !isAddress(token));
  };
  for (let k = place - start + step; isSign(k) && budget.steps > 0; k += step) {
    budget.steps -= STEPS_TO_LOOK;
    if (isFree(start + k)) found.push({ text: tokens[k]!, place: start + k });
  }
  return found;
}

function creditEqual(
  draft: CreditDraft,
  source: CreditSource,
  [before, after]: readonly [readonly Sign[], readonly Sign[]],
  budget: Budget,
): void {
  if (before.length === 0) return;
  // Most words have the signs beside them that they had: that needs no search.
  if (before.length === after.length && before.every(({ text }, k) => text === after[k]!.text)) {
    for (const [k, { place }] of after.entries()) credit(draft, place, source, before[k]!.place, 1);
    return;
  }
  if (before.length === 1 && after.length === 1) return;
  const textOf = ({ text }: Sign) => text;
  const { hunks } = align(before.map(textOf), after.map(textOf), budget);
  for (const { i, j, length } of equalRuns(hunks, before, after)) {
    for (let k = 0; k < length; k++) credit(draft, after[j + k]!.place, source, before[i + k]!.place, 1);
  }
}

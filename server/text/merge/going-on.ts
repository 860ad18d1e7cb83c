/** Tells whether somebody went on with a text that they had changed, or changed again what it was before that. */
import { fullBudget } from '../budget.ts';
import { align, type Hunk } from '../sequence.ts';
import { codePoints, isWord, sentences, tokens } from '../words.ts';

/** Of this many words out and in nobody sees whether they were looked at: that may be one mistake mended twice. */
const FEW = 2;
/** So far a mended word is looked for, and of no more words: whoever mended more of them wrote another text. */
const NEAR = 40;
const MOST_MENDED = 500;

/**
 * Says whether a text holds what a former one changed of a base: most of what that took out is gone from it, and most of what that
 * put in stands, and no sentence of that is left out whole. What doesn't stand was taken out again, or a letter of it was mended; where no more than a word or two were put for
 * as many, they may be any others.
 */
export function goesOn(base: string, former: string, text: string): boolean {
  const [before, between, after] = [base, former, text].map(tokens) as [string[], string[], string[]];
  const budget = fullBudget();
  const { hunks } = align(before, between, budget);
  const out = hunks.flatMap(({ beforeStart, beforeEnd }) => wordsIn(before, beforeStart, beforeEnd));
  const put = hunks.flatMap(({ afterStart, afterEnd }) => wordsIn(between, afterStart, afterEnd));
  const gone = changedIn(align(before, after, budget).hunks);
  if (!isMost(before, out, (place) => gone.has(place))) return false;
  if (out.length > 0 && out.length <= FEW && put.length <= FEW) return true;
  const later = align(between, after, budget).hunks;
  const changed = changedIn(later);
  const leftOut = new Set<Hunk | undefined>(
    later.filter(({ afterStart, afterEnd }) => wordsIn(after, afterStart, afterEnd).length === 0),
  );
  if (isSentenceLost(between, new Set(put), (place) => leftOut.has(changed.get(place)))) return false;
  if (!isMost(between, put, (place) => !changed.has(place))) return false;
  const others = put.flatMap((place) => {
    const { afterStart = 0, afterEnd = 0 } = changed.get(place) ?? {};
    const instead = wordsIn(after, afterStart, Math.min(afterEnd, afterStart + NEAR));
    return instead.length === 0 ? [] : [{ word: between[place]!, instead }];
  });
  return (
    others.length <= MOST_MENDED &&
    others.every(({ word, instead }) => instead.some((at) => isMended(word, after[at]!)))
  );
}

/** Says whether one of the new sentences of a text is left out whole: it may never have been seen by whoever wrote the other. */
function isSentenceLost(
  text: readonly string[],
  put: ReadonlySet<number>,
  isOut: (place: number) => boolean,
): boolean {
  let place = 0;
  return sentences(text.join('')).some((sentence) => {
    const from = place;
    for (let length = 0; length < sentence.length; place++) length += text[place]!.length;
    const places = wordsIn(text, from, place);
    return places.length > 0 && places.every((at) => put.has(at) && isOut(at));
  });
}

/** Says whether a word is another that goes on, or but for a letter, or for two that changed places. */
function isMended(word: string, other: string): boolean {
  const letters = [...other.toLowerCase()];
  const shared = [...word.toLowerCase()].filter((letter) => {
    const at = letters.indexOf(letter);
    if (at >= 0) letters.splice(at, 1);
    return at >= 0;
  });
  const [shorter, longer] = word.length < other.length ? [word, other] : [other, word];
  if (/^\p{L}{2}/u.test(shorter) && longer.startsWith(shorter)) return true;
  const longest = Math.max(codePoints(word), codePoints(other));
  return longest >= 3 && longest < LONGEST_WORD && shared.length >= longest - 1;
}

/** Letters are looked for one by one. */
const LONGEST_WORD = 60;

function wordsIn(text: readonly string[], from: number, to: number): number[] {
  const places: number[] = [];
  for (let place = from; place < to; place++) if (isWord(text[place]!)) places.push(place);
  return places;
}

/** Returns the places before that some hunks change, each with its hunk. */
function changedIn(hunks: readonly Hunk[]): Map<number, Hunk> {
  const places = new Map<number, Hunk>();
  for (const hunk of hunks) {
    for (let place = hunk.beforeStart; place < hunk.beforeEnd; place++) places.set(place, hunk);
  }
  return places;
}

/** Says whether most of some words, by their letters, are so. */
function isMost(
  text: readonly string[],
  places: readonly number[],
  isSo: (place: number) => boolean,
): boolean {
  const letters = (some: readonly number[]) => some.reduce((sum, place) => sum + codePoints(text[place]!), 0);
  return letters(places.filter(isSo)) * 2 >= letters(places);
}

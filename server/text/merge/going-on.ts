/** Tells whether somebody went on with a text that they had changed, or changed again what it was before that. */
import { fullBudget } from '../budget.ts';
import { align } from '../sequence.ts';
import { codePoints, isWord, tokens } from '../words.ts';

/** Of this many words out and in nobody sees whether they were looked at: that may be one mistake mended twice. */
const FEW = 2;

/**
 * Says whether a text holds what a former one changed of a base, for the most part: what that took out is gone from it, and
 * what that put in stands, or was put in anew where it's no more than a word or two.
 */
export function goesOn(base: string, former: string, text: string): boolean {
  const [before, between, after] = [base, former, text].map(tokens) as [string[], string[], string[]];
  const budget = fullBudget();
  const { hunks } = align(before, between, budget);
  const out = hunks.flatMap(({ beforeStart, beforeEnd }) => wordsIn(before, beforeStart, beforeEnd));
  const put = hunks.flatMap(({ afterStart, afterEnd }) => wordsIn(between, afterStart, afterEnd));
  const gone = changedIn(align(before, after, budget).hunks);
  const replaced = changedIn(align(between, after, budget).hunks);
  const isSmall = out.length > 0 && out.length <= FEW && put.length <= FEW;
  return (
    isMost(before, out, (place) => gone.has(place)) &&
    (isSmall || isMost(between, put, (place) => !replaced.has(place)))
  );
}

function wordsIn(text: readonly string[], from: number, to: number): number[] {
  const places: number[] = [];
  for (let place = from; place < to; place++) if (isWord(text[place]!)) places.push(place);
  return places;
}

function changedIn(hunks: readonly { beforeStart: number; beforeEnd: number }[]): Set<number> {
  const places = new Set<number>();
  for (const { beforeStart, beforeEnd } of hunks) {
    for (let place = beforeStart; place < beforeEnd; place++) places.add(place);
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

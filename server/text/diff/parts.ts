/** Compares two texts by the word, and groups what changed so that it can be read. */
import { align, endOf, type Hunk } from '../sequence.ts';
import { isWord, tokens } from '../words.ts';
import type { Budget } from '../budget.ts';

/** A stretch of text that stands on both sides, or on one of them. */
export interface Part {
  readonly type: 'same' | 'added' | 'removed';
  readonly text: string;
}

export interface Comparison {
  /** The text before, as parts that are the same or removed. */
  readonly before: Part[];
  /** The text after, as parts that are the same or added. */
  readonly after: Part[];
  /** False when the budget didn't suffice, so that words that stand on both sides may be shown as changed. */
  readonly complete: boolean;
}

/**
 * Returns both texts as parts, which joined are the texts. No word is cut, and case counts. What stands between words
 * is the same where it follows or precedes the same word.
 */
export function compareWords(before: string, after: string, budget: Budget): Comparison {
  const [from, to] = [tokens(before), tokens(after)];
  const { places, complete } = sameWords(from, to, budget);
  const result: Comparison = { before: [], after: [], complete };
  let [i, j] = [0, 0];
  for (const place of [...places, { i: from.length, j: to.length }]) {
    writeBetween(result, from.slice(i, place.i), to.slice(j, place.j));
    writeSame(result, from.slice(place.i, place.i + 1));
    [i, j] = [place.i + 1, place.j + 1];
  }
  return result;
}

/** Returns where the words stand that are the same in both. */
function sameWords(from: string[], to: string[], budget: Budget) {
  const [fromPlaces, toPlaces] = [wordPlaces(from), wordPlaces(to)];
  const before = fromPlaces.map((place) => from[place]!);
  const after = toPlaces.map((place) => to[place]!);
  const { hunks, complete } = align(before, after, budget);
  const places: { i: number; j: number }[] = [];
  let [i, j] = [0, 0];
  for (const hunk of [...withoutIslands(hunks, before, after), endOf(before, after)]) {
    while (i < hunk.beforeStart) places.push({ i: fromPlaces[i++]!, j: toPlaces[j++]! });
    [i, j] = [hunk.beforeEnd, hunk.afterEnd];
  }
  return { places, complete };
}

function wordPlaces(tokens: string[]): number[] {
  return [...tokens.keys()].filter((place) => isWord(tokens[place]!));
}

// An island has at most a third of the letters of the smaller change beside it.
const ISLAND = 3;

/** Joins two changes where what stands between them is too little to be read as unchanged: "og" in a new sentence. */
function withoutIslands(hunks: readonly Hunk[], before: string[], after: string[]): Hunk[] {
  const lettersBefore = lettersUpTo(before);
  const lettersAfter = lettersUpTo(after);
  const removed = (hunk: Hunk) => lettersBefore[hunk.beforeEnd]! - lettersBefore[hunk.beforeStart]!;
  const added = (hunk: Hunk) => lettersAfter[hunk.afterEnd]! - lettersAfter[hunk.afterStart]!;
  const isIsland = (above: Hunk, below: Hunk) => {
    const letters = lettersBefore[below.beforeStart]! - lettersBefore[above.beforeEnd]!;
    const least = Math.min(removed(above) + added(above), removed(below) + added(below));
    const replaces = removed(above) + removed(below) > 0 && added(above) + added(below) > 0;
    return replaces && letters * ISLAND <= least;
  };

  const joined: Hunk[] = [];
  for (let hunk of hunks) {
    while (joined.length > 0 && isIsland(joined.at(-1)!, hunk)) {
      const { beforeStart, afterStart } = joined.pop()!;
      hunk = { ...hunk, beforeStart, afterStart };
    }
    joined.push(hunk);
  }
  return joined;
}

function lettersUpTo(words: string[]): number[] {
  let letters = 0;
  return [0, ...words.map((word) => (letters += word.length))];
}

function writeBetween(result: Comparison, from: string[], to: string[]): void {
  const most = Math.min(from.length, to.length);
  let head = 0;
  while (head < most && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < most - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  writeSame(result, from.slice(0, head));
  write(result.before, 'removed', from.slice(head, from.length - tail));
  write(result.after, 'added', to.slice(head, to.length - tail));
  writeSame(result, from.slice(from.length - tail));
}

function writeSame(result: Comparison, tokens: string[]): void {
  write(result.before, 'same', tokens);
  write(result.after, 'same', tokens);
}

function write(parts: Part[], type: Part['type'], tokens: string[]): void {
  if (tokens.length === 0) return;
  const last = parts.at(-1);
  const text = tokens.join('');
  if (last?.type === type) parts[parts.length - 1] = { type, text: last.text + text };
  else parts.push({ type, text });
}

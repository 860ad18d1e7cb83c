/** Compares two texts by the word, and groups what changed so that it can be read. */
import { alignNumbers, endOf, type Hunk } from '../sequence.ts';
import { read, type Reading, type Vocabulary } from '../reading.ts';
import type { Budget } from '../budget.ts';
import { sharedEnds } from '../ends.ts';

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
export function compareWords(
  before: string,
  after: string,
  vocabulary: Vocabulary,
  budget: Budget,
): Comparison {
  const [one, other] = [read(before, vocabulary), read(after, vocabulary)];
  const { hunks, complete } = alignNumbers(one.words, other.words, vocabulary.numbers.size, budget);
  const [from, to] = [columnOf(one), columnOf(other)];
  let [i, j] = [0, 0];
  for (const hunk of [...withoutIslands(hunks, one, other), endOf(one.words, other.words)]) {
    for (; i < hunk.beforeStart; i++, j++) {
      cutBetween(from, to, one.places[i]!, other.places[j]!);
      cut(from, 'same', from.at + 1);
      cut(to, 'same', to.at + 1);
    }
    [i, j] = [hunk.beforeEnd, hunk.afterEnd];
  }
  cutBetween(from, to, one.tokens.length, other.tokens.length);
  return { before: partsOf(from), after: partsOf(to), complete };
}

/** One of the two texts while it is cut into parts. */
interface Column {
  readonly reading: Reading;
  /** The parts that are complete. */
  readonly parts: Part[];
  /** The part that is being cut: its type, where it starts, and the token that it goes up to. */
  type: Part['type'];
  start: number;
  at: number;
}

function columnOf(reading: Reading): Column {
  return { reading, parts: [], type: 'same', start: 0, at: 0 };
}

/** Cuts up to a token of either text, with no word in between that is the same. */
function cutBetween(from: Column, to: Column, i: number, j: number): void {
  const [start, other] = [from.at, to.at];
  const same = (k: number, l: number) => from.reading.tokens[start + k] === to.reading.tokens[other + l];
  const { head, tail } = sharedEnds(i - start, j - other, same);
  cut(from, 'same', start + head);
  cut(to, 'same', other + head);
  cut(from, 'removed', i - tail);
  cut(to, 'added', j - tail);
  cut(from, 'same', i);
  cut(to, 'same', j);
}

/** Makes the tokens up to one a part of a type; it goes on with the part before when that has the same type. */
function cut(column: Column, type: Part['type'], end: number): void {
  if (column.at === end) return;
  if (column.type !== type) finish(column);
  column.type = type;
  column.at = end;
}

function partsOf(column: Column): Part[] {
  finish(column);
  return column.parts;
}

function finish(column: Column): void {
  const { reading, parts, type, start, at } = column;
  const end = at === 0 ? 0 : reading.ends[at - 1]!;
  if (end > start) parts.push({ type, text: reading.text.slice(start, end) });
  column.start = end;
}

// An island has at most a third of the letters of the smaller change beside it.
const ISLAND = 3;

/** Joins two changes where what stands between them is too little to be read as unchanged: "og" in a new sentence. */
function withoutIslands(hunks: readonly Hunk[], before: Reading, after: Reading): readonly Hunk[] {
  if (hunks.length < 2) return hunks;
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
      hunk = { beforeStart, beforeEnd: hunk.beforeEnd, afterStart, afterEnd: hunk.afterEnd };
    }
    joined.push(hunk);
  }
  return joined;
}

/** Returns how many letters the words up to each one have, all of them last. */
function lettersUpTo({ places, ends }: Reading): number[] {
  let letters = 0;
  return [0, ...places.map((place) => (letters += ends[place]! - (place === 0 ? 0 : ends[place - 1]!)))];
}

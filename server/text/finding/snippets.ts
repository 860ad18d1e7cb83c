/** A few lines of an article that show where it speaks of what was looked for. */
import { stemmed } from './stemmed.ts';
import { placedWords, stemOf, type WordInPlace } from './stems.ts';

/** A piece of a text; `isFound` says that it's a word that was looked for. */
export interface Piece {
  text: string;
  isFound: boolean;
}

/** How long a snippet is, in UTF-16 units, and how much of it may stand before the first word that was found. */
const LENGTH = 240;
const BEFORE = 80;
/** How much of a body is read for it: a page of results has many. */
export const MOST_READ = 16_000;

/** Returns a text whole, in pieces. */
export function markedPieces(text: string, isFound: (stem: string) => boolean): Piece[] {
  return piecesOf(text, foundIn(text, isFound));
}

/**
 * Returns the piece of some lines where most of what was looked for stands close together, the first of them, and an ellipsis
 * where it was cut; the beginning when nothing is found in it.
 */
export function snippetOf(lines: readonly string[], isFound: (stem: string) => boolean): Piece[] {
  const plain = lines.map((line) => line.replaceAll(/\s+/g, ' '));
  const text = plain.join(' ');
  let start = 0;
  const found = plain.flatMap((line) => {
    const here = foundIn(line, isFound).map((word) => moved(word, start));
    start += line.length + 1;
    return here;
  });
  const from = startOf(text, bestOf(found));
  const to = endOf(text, from + LENGTH);
  const within = found.filter((word) => word.from >= from && word.to <= to);
  const shifted = within.map((word) => moved(word, -from));
  const pieces = piecesOf(text.slice(from, to), shifted);
  if (from > 0) pieces.unshift({ text: '… ', isFound: false });
  if (to < text.length) pieces.push({ text: ' …', isFound: false });
  return pieces;
}

function moved({ word, from, to }: WordInPlace, by: number): WordInPlace {
  return { word, from: from + by, to: to + by };
}

function foundIn(text: string, isFound: (stem: string) => boolean): WordInPlace[] {
  // Most texts hold nothing of it, and their stems are known.
  const stems = stemmed(text, () => text).stems.split(' ');
  if (!stems.some(isFound)) return [];
  return placedWords(text).filter((_, index) => isFound(stems[index + 1]!));
}

/** Returns where the first of the words stands from which on most different ones follow within a snippet. */
function bestOf(found: readonly WordInPlace[]): number {
  let [best, most] = [found[0]?.from ?? 0, 0];
  const counts = new Map<string, number>();
  let last = 0;
  for (const word of found) {
    for (; last < found.length && found[last]!.to <= word.from + LENGTH - BEFORE; last++) {
      const stem = stemOf(found[last]!.word);
      counts.set(stem, (counts.get(stem) ?? 0) + 1);
    }
    if (counts.size > most) [best, most] = [word.from, counts.size];
    const stem = stemOf(word.word);
    const left = counts.get(stem)! - 1;
    if (left > 0) counts.set(stem, left);
    else counts.delete(stem);
  }
  return best;
}

/** A snippet begins with a sentence if one begins close before, else with a word. */
function startOf(text: string, place: number): number {
  const from = Math.max(0, place - BEFORE);
  if (from === 0) return 0;
  const before = text.slice(from, place);
  const sentence = before.search(/(?<=[.!?] )\S/);
  return from + Math.max(0, sentence >= 0 ? sentence : before.search(/(?<= )\S/));
}

function endOf(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const space = text.lastIndexOf(' ', to);
  return space > to - 60 ? space : to;
}

function piecesOf(text: string, found: readonly WordInPlace[]): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { from, to } of found) {
    if (from > end) pieces.push({ text: text.slice(end, from), isFound: false });
    pieces.push({ text: text.slice(from, to), isFound: true });
    end = to;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isFound: false });
  return pieces;
}

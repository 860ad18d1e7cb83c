/** A few lines of an article that show where it speaks of what was looked for. */
import { placedWords, stemOf, type WordInPlace } from './stems.ts';

/** A piece of a text; `isFound` says that it's a word that was looked for. */
export interface Piece {
  text: string;
  isFound: boolean;
}

/** What it weighs that a stem stands in a snippet; one that isn't among them weighs nothing. */
export type StemWeights = ReadonlyMap<string, number>;

/** How long a snippet is, in UTF-16 units, and how much of it may stand before the first word that was found. */
const LENGTH = 240;
const BEFORE = 80;

/** Lines read for snippets: as one line, and where the words of each stem stand in it. */
export interface ReadLines {
  readonly text: string;
  readonly places: ReadonlyMap<string, readonly WordPlace[]>;
}

/** Where a word stands, in UTF-16 units. */
type WordPlace = Pick<WordInPlace, 'from' | 'to'>;

/** Reads lines for snippets. */
export function readLines(lines: readonly string[]): ReadLines {
  const text = lines.map((line) => line.replaceAll(/\s+/g, ' ')).join(' ');
  const places = new Map<string, WordPlace[]>();
  for (const { word, from, to } of placedWords(text)) {
    const stem = stemOf(word);
    const known = places.get(stem) ?? [];
    known.push({ from, to });
    places.set(stem, known);
  }
  return { text, places };
}

/** Returns a text whole, in pieces. */
export function markedPieces(text: string, weights: StemWeights): Piece[] {
  return piecesOf(text, foundIn(readLines([text]), weights));
}

/**
 * Returns the piece of some lines where most of what was looked for stands close together by its weight, the first of them, and an ellipsis
 * where it was cut; the beginning when nothing is found in it.
 */
export function snippetOf(lines: ReadLines, weights: StemWeights): Piece[] {
  const { text } = lines;
  const found = foundIn(lines, weights);
  const from = startOf(text, bestOf(found));
  const to = endOf(text, from + LENGTH);
  const within = found.filter((word) => word.from >= from && word.to <= to);
  const shifted = within.map((word) => ({ from: word.from - from, to: word.to - from }));
  const pieces = piecesOf(text.slice(from, to), shifted);
  if (from > 0) pieces.unshift({ text: '… ', isFound: false });
  if (to < text.length) pieces.push({ text: ' …', isFound: false });
  return pieces;
}

interface FoundWord extends WordPlace {
  stem: string;
  weight: number;
}

/** Returns the words that were looked for, as they follow each other. */
function foundIn({ places }: ReadLines, weights: StemWeights): FoundWord[] {
  const found = Array.from(weights, ([stem, weight]) =>
    (places.get(stem) ?? []).map(({ from, to }) => ({ from, to, stem, weight })),
  );
  return found.flat().sort((a, b) => a.from - b.from);
}

/** Returns where the first of the words stands from which on most follows within a snippet: each different one counts its weight once. */
function bestOf(found: readonly FoundWord[]): number {
  let [best, most, sum] = [found[0]?.from ?? 0, 0, 0];
  const counts = new Map<string, number>();
  let last = 0;
  for (const { stem, from, weight } of found) {
    for (; last < found.length && found[last]!.to <= from + LENGTH - BEFORE; last++) {
      const next = found[last]!;
      const known = counts.get(next.stem) ?? 0;
      if (known === 0) sum += next.weight;
      counts.set(next.stem, known + 1);
    }
    if (sum > most) [best, most] = [from, sum];
    const left = counts.get(stem)! - 1;
    counts.set(stem, left);
    if (left === 0) sum -= weight;
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

function piecesOf(text: string, found: readonly WordPlace[]): Piece[] {
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

/**
 * A Markdown source as a page shows it: what of it is shown, and how. The parser itself says so, so that nothing is taken
 * for layout that a page shows.
 */
import { createHash } from 'node:crypto';
import { withinLines } from '../budget.ts';
import type { Env } from '../parser.ts';
import { leavesOf, type Stretch } from './leaves.ts';
import { piecesIn, type Piece } from './pieces.ts';
import { linesOf, type Span } from './spans.ts';

/** What is read as one: a paragraph, a heading, a row of a table, or a single line of code or of what shows nothing. */
export interface Unit {
  readonly source: string;
  /** The place in the source that it begins at. */
  readonly at: number;
  /** Its lines, without the end of the last. */
  readonly text: string;
  /** Where in the source something of it is shown, in order. */
  readonly stretches: readonly Stretch[];
  /** What its links and footnotes may refer to; the keys of what is the same are equal. */
  readonly definitions: { readonly key: string; readonly env: Env };
}

/** An address that is named, and not a footnote. */
const DEFINITION = /^[ \t>]*\[(?!\^).*\]:/;

/** Returns the units of a source in order, which are all of its lines but the blank ones. */
export function unitsOf(source: string): Unit[] {
  const lines = linesOf(source);
  const read = withinLines(source);
  const env: Env = {};
  const leaves = leavesOf(read, lines, env);
  const definitions = { key: createHash('sha256').update(JSON.stringify(env)).digest('hex'), env };
  // An address that is defined may be shown where it's referred to, and what isn't read is as if it were shown.
  const besides = (line: Span): Stretch[] => {
    const isShown = line.from >= read.length || DEFINITION.test(source.slice(line.from, line.to));
    return isShown ? [{ kind: 'unread', places: [line] }] : [];
  };
  const units: Unit[] = [];
  let next = 0;
  const take = (end: number, stretches: readonly Stretch[]) => {
    const [at, to] = [lines[next]!.from, lines[end - 1]!.to];
    const text = source.slice(at, to);
    if (text.trim() !== '') units.push({ source, at, text, stretches, definitions });
    next = end;
  };
  for (const { first, end, stretches } of leaves) {
    while (next < first) take(next + 1, besides(lines[next]!));
    take(end, stretches);
  }
  while (next < lines.length) take(next + 1, besides(lines[next]!));
  return units;
}

/** Returns what a page shows of a unit, by its places in the source, in order; what stands beside it lays it out. */
export function shownIn({ source, stretches, definitions }: Unit): Piece[] {
  if (stretches.length === 1) return piecesIn(source, stretches[0]!, definitions.env);
  return stretches.flatMap((stretch) => piecesIn(source, stretch, definitions.env));
}

/** Tells whether two units are read alike: the same text may be read otherwise in another place, as code for one. */
export function readsAlike(one: Unit, other: Unit): boolean {
  const by = other.at - one.at;
  return (
    one.text === other.text &&
    (one.definitions.key === other.definitions.key || !one.text.includes('[')) &&
    one.stretches.length === other.stretches.length &&
    one.stretches.every((stretch, i) => isMoved(stretch, other.stretches[i]!, by))
  );
}

function isMoved(one: Stretch, other: Stretch, by: number): boolean {
  return (
    one.kind === other.kind &&
    one.places.length === other.places.length &&
    one.places.every(
      ({ from, to }, i) => from + by === other.places[i]!.from && to + by === other.places[i]!.to,
    )
  );
}

/**
 * A Markdown source as a page shows it: what of it is shown, and how, and what says where it leads. The parser itself says so, so
 * that nothing is taken for layout that a page shows.
 */
import { createHash } from 'node:crypto';
import { blockTokensOf, type BlockTokens } from '../block-tokens.ts';
import { withinLines } from '../budget.ts';
import type { Env } from '../parser.ts';
import { leavesOf, type Definition, type Leaf, type LeafRow, type LeafStretch } from './leaves.ts';
import { noteLabelsIn } from './addresses.ts';
import { hiddenPiece, piecesIn, type SaidPiece } from './pieces.ts';
import { linesOf, type SourceSpan } from './spans.ts';

/** What is read as one: a paragraph, a heading, a row of a table, or a single line of code or of what shows nothing. */
export interface SourceUnit {
  readonly source: string;
  /** The place in the source that it begins at. */
  readonly at: number;
  /** Its lines, without the end of the last. */
  readonly text: string;
  /** Where in the source something of it is shown, in order. */
  readonly stretches: readonly LeafStretch[];
  /** The footnote that it belongs to. */
  readonly note: Definition | undefined;
  /** The address that it defines. */
  readonly definition: Definition | undefined;
  /** The row of a table that it is. */
  readonly row: LeafRow | undefined;
  /** What its links and footnotes may refer to; the keys of what is the same are equal. */
  readonly definitions: { readonly key: string; readonly env: Env };
}

/** What was read of blocks, for as long as they are kept. */
const known = new WeakMap<BlockTokens, readonly SourceUnit[]>();

/** Returns the units of a source in order, given its blocks; they are all of its lines but the blank ones. */
export function unitsOf(source: string, blocks: BlockTokens = blockTokensOf(source)): readonly SourceUnit[] {
  const units = known.get(blocks) ?? readUnits(source, blocks);
  known.set(blocks, units);
  return units;
}

function readUnits(source: string, blocks: BlockTokens): SourceUnit[] {
  const lines = linesOf(source);
  const read = withinLines(source);
  const leaves = leavesOf(read, lines, blocks.tokens);
  const definitions = {
    key: createHash('sha256').update(blocks.definitions).digest('hex'),
    env: JSON.parse(blocks.definitions) as Env,
  };
  const besides = (line: SourceSpan): LeafStretch[] =>
    line.from < read.length ? [] : [{ kind: 'unread', places: [line] }];
  const units: SourceUnit[] = [];
  let next = 0;
  const take = (
    end: number,
    stretches: readonly LeafStretch[],
    { note, definition, row }: Partial<Leaf> = {},
  ) => {
    const [at, to] = [lines[next]!.from, lines[end - 1]!.to];
    const text = source.slice(at, to);
    if (text.trim() !== '') units.push({ source, at, text, stretches, note, definition, row, definitions });
    next = end;
  };
  let note: Definition | undefined;
  for (const leaf of leaves) {
    // The label of a footnote may stand above its text.
    const opens = (line: SourceSpan) => leaf.note !== note && LABEL.test(source.slice(line.from, line.to));
    while (next < leaf.first && !(leaf.note && opens(lines[next]!))) take(next + 1, besides(lines[next]!));
    take(leaf.end, leaf.stretches, leaf);
    note = leaf.note;
  }
  while (next < lines.length) take(next + 1, besides(lines[next]!));
  return units;
}

const LABEL = /\[\^[^\s\]]{1,100}\]:/;

/** Returns what a unit says, by its places in the source, in order; what stands beside it lays it out. */
export function saidIn({ source, at, text, stretches, note, definitions }: SourceUnit): SaidPiece[] {
  const { env } = definitions;
  const pieces =
    stretches.length === 1
      ? piecesIn(source, stretches[0]!, env)
      : stretches.flatMap((stretch) => piecesIn(source, stretch, env));
  if (!text.includes('[^') || (note === undefined && pieces.length > 0)) return pieces;
  const head = { from: at, to: pieces[0]?.from ?? at + text.length };
  return [...noteLabelsIn(source, head).map(hiddenPiece), ...pieces];
}

/** Tells whether two units are read alike: the same text may be read otherwise in another place, as code for one. */
export function readsAlike(one: SourceUnit, other: SourceUnit): boolean {
  const by = other.at - one.at;
  return (
    one.text === other.text &&
    (one.definitions.key === other.definitions.key || !one.text.includes('[')) &&
    isOverruled(one) === isOverruled(other) &&
    one.row?.isHead === other.row?.isHead &&
    one.row?.head === other.row?.head &&
    one.stretches.length === other.stretches.length &&
    one.stretches.every((stretch, i) => isMoved(stretch, other.stretches[i]!, by))
  );
}

/** Tells whether a unit is of a definition that another of its label counts instead of. */
export function isOverruled({ note, definition }: SourceUnit): boolean {
  return (definition ?? note)?.isOverruled === true;
}

function isMoved(one: LeafStretch, other: LeafStretch, by: number): boolean {
  return (
    one.kind === other.kind &&
    one.places.length === other.places.length &&
    one.places.every(
      ({ from, to }, i) => from + by === other.places[i]!.from && to + by === other.places[i]!.to,
    )
  );
}

/**
 * The blocks of a source that show something of their own, and where it stands: the parser tells their lines and what they
 * show, which is all of each line from somewhere on. A line that it isn't found in is taken as shown, all of it.
 */
import type { StateBlock, Token } from 'markdown-it';
import { noteOf } from '../notes.ts';
import { parser } from '../parser.ts';
import { cellsIn, type Row } from './cells.ts';
import { trimmed, type Span } from './spans.ts';

export type Env = StateBlock['env'];

/** What is read as one, as text, as code, or as the text that an item of a list begins with; a place on each of its lines. */
export interface Stretch {
  readonly kind: 'text' | 'code' | 'item';
  readonly places: readonly Span[];
}

/** A block, on the lines from its first up to its end, counted from 0. */
export interface Leaf {
  readonly first: number;
  readonly end: number;
  /** A row has one for each cell. */
  readonly stretches: readonly Stretch[];
}

/** A source and its lines. */
interface Reading {
  readonly source: string;
  readonly lines: readonly Span[];
}

/** Returns the leaves of a source in order, given its lines; code line by line. Definitions are put into the environment. */
export function leavesOf(source: string, lines: readonly Span[], env: Env): Leaf[] {
  const tokens: Token[] = [];
  parser.block.parse(source, parser, env, tokens);
  const reading = { source, lines };
  const leaves: Leaf[] = [];
  for (let index = 0; index < tokens.length; index++) {
    if (tokens[index]!.map) addLeaves(leaves, reading, tokens, index);
  }
  return leaves;
}

/** Adds what a token that has lines shows by itself. */
function addLeaves(leaves: Leaf[], reading: Reading, tokens: readonly Token[], index: number): void {
  const { type, map, content, info } = tokens[index]!;
  const [first, end] = map!;
  if (type === 'inline') {
    const kind = tokens[index - 2]?.type === 'list_item_open' ? 'item' : 'text';
    leaves.push({ first, end, stretches: [{ kind, places: textAt(reading, map!, content) }] });
  } else if (type === 'tr_open') {
    leaves.push({ first, end, stretches: rowAt(reading, first, rowFrom(tokens, index)) });
  } else if (type === 'fence') addCode(leaves, reading, first + 1, content);
  else if (type === 'code_block') addCode(leaves, reading, first, content);
  else if (type === 'container_note_open') addCode(leaves, reading, first, noteOf(info).title);
}

function textAt(
  { source, lines }: Reading,
  [first, end]: readonly [number, number],
  content: string,
): Span[] {
  const shown = content.split('\n');
  const own = lines.slice(first, end);
  return shown.length === own.length ? own.map((line, i) => placeOn(source, line, shown[i]!)) : own;
}

function rowAt({ source, lines }: Reading, line: number, row: Row): Stretch[] {
  const cells = cellsIn(source, lines[line]!, row) ?? [lines[line]!];
  return cells.map((cell) => ({ kind: 'text', places: [cell] }));
}

/** Returns the row that a token opens. */
function rowFrom(tokens: readonly Token[], index: number): Row {
  const cells: string[] = [];
  for (let i = index + 1; tokens[i]!.type !== 'tr_close'; i++) {
    if (tokens[i]!.type === 'inline') cells.push(tokens[i]!.content);
  }
  return { cells, isHead: tokens[index + 1]?.type === 'th_open' };
}

function addCode(leaves: Leaf[], { source, lines }: Reading, first: number, content: string): void {
  const shown = content.split('\n');
  if (shown.at(-1) === '') shown.pop();
  for (const [i, code] of shown.entries()) {
    const line = first + i;
    const places = [placeOn(source, lines[line]!, code)];
    leaves.push({ first: line, end: line + 1, stretches: [{ kind: 'code', places }] });
  }
}

/** Returns the place on a line of what is shown of it: it reaches to the line's end, or to the marks that close a heading. */
function placeOn(source: string, line: Span, shown: string): Span {
  const own = trimmed(source, line);
  const inner = trimmed(shown, { from: 0, to: shown.length });
  const text = shown.slice(inner.from, inner.to);
  const from = (end: number) => Math.max(own.from, end - text.length);
  const isAt = (end: number) => source.startsWith(text, from(end));
  const end = isAt(own.to) ? own.to : beforeClosing(source, own);
  return isAt(end) ? { from: from(end), to: end } : line;
}

function beforeClosing(source: string, { from, to }: Span): number {
  while (to > from && source[to - 1] === '#') to--;
  return trimmed(source, { from, to }).to;
}

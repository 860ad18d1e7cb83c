/**
 * The blocks of a source that show something of their own, and where it stands: the parser tells their lines and what they
 * show, which is all of each line from somewhere on. Lines that it isn't found in are taken as shown, all of them.
 */
import type { Token } from 'markdown-it';
import { noteOf } from '../notes.ts';
import { cellsIn, type TableRow } from './cells.ts';
import { trimmed, type SourceSpan } from './spans.ts';

/**
 * Source that is read as one: text or literal source, by its place on each of its lines; the text of a cell, by the places
 * that it is put together from; the definition of an address; or, unread, text whose marks nobody knows. An item is the text
 * that one begins with.
 */
export interface LeafStretch {
  readonly kind: 'text' | 'item' | 'cell' | 'literal' | 'definition' | 'unread';
  readonly places: readonly SourceSpan[];
}

/** A block, on the lines from its first up to its end, counted from 0. */
export interface Leaf {
  readonly first: number;
  readonly end: number;
  /** A row has one for each of its cells, if they hold marks. */
  readonly stretches: readonly LeafStretch[];
  /** The footnote that it belongs to: that is shown where the footnotes are, if something refers to it. */
  readonly note: Definition | undefined;
  /** The address that it defines. */
  readonly definition?: Definition;
  readonly row?: LeafRow;
}

/** What a row is of its table. */
export interface LeafRow {
  readonly isHead: boolean;
  /** What stands at the head of each column, a line each. */
  readonly head: string;
}

/** What links, or footnotes, may refer to by its label. */
export interface Definition {
  readonly label: string;
  /** Whether another of its label, which stands before it, counts instead. */
  readonly isOverruled: boolean;
}

/** A source and its lines, and the footnote that is being read. */
interface LeafReading {
  readonly source: string;
  readonly lines: readonly SourceSpan[];
  readonly note: Definition | undefined;
  /** The addresses defined so far. */
  readonly addresses: Set<string>;
  /** The heads of the tables so far. */
  readonly heads: string[];
}

/** Returns the leaves of a source in order, given its lines and its blocks; code line by line. */
export function leavesOf(source: string, lines: readonly SourceSpan[], tokens: readonly Token[]): Leaf[] {
  const leaves: Leaf[] = [];
  const open: Definition[] = [];
  const notes = new Set<string>();
  const addresses = new Set<string>();
  const heads: string[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const { type, meta, map } = tokens[index]!;
    if (type === 'footnote_reference_open') open.push(noteIn(notes, String(meta!['label'])));
    if (type === 'footnote_reference_close') open.pop();
    if (map) addLeaves(leaves, { source, lines, note: open.at(-1), addresses, heads }, tokens, index);
  }
  return leaves;
}

/** Returns the definition of a footnote that begins: the first of its label counts. */
function noteIn(labels: Set<string>, label: string): Definition {
  const isOverruled = labels.has(label);
  labels.add(label);
  return { label, isOverruled };
}

/** Adds what a token that has lines shows by itself. */
function addLeaves(leaves: Leaf[], reading: LeafReading, tokens: readonly Token[], index: number): void {
  const { type, map, content, info, meta } = tokens[index]!;
  const [first, end] = map!;
  const { note } = reading;
  if (type === 'inline') {
    const isItem =
      tokens[index - 1]!.type === 'paragraph_open' && tokens[index - 2]?.type === 'list_item_open';
    leaves.push({ first, end, stretches: [textAt(reading, map!, { content, isItem })], note });
  } else if (type === 'tr_open') {
    const { cells, isHead } = rowFrom(tokens, index);
    if (isHead) reading.heads.push(cells.join('\n'));
    const row = { isHead, head: reading.heads.at(-1)! };
    leaves.push({ first, end, stretches: rowAt(reading, first, { cells, isHead }), note, row });
  } else if (type === 'fence') addLiteral(leaves, reading, first + 1, content);
  else if (type === 'code_block') addLiteral(leaves, reading, first, content);
  else if (type === 'reference_definition') {
    const label = String(meta!['label']);
    const definition = { label, isOverruled: reading.addresses.has(label) };
    reading.addresses.add(label);
    leaves.push({ first, end, stretches: [definitionAt(reading, map!)], note, definition });
  } else if (type === 'container_note_open') addLiteral(leaves, reading, first, noteOf(info).title);
}

function textAt(
  { source, lines }: LeafReading,
  [first, end]: readonly [number, number],
  { content, isItem }: { content: string; isItem: boolean },
): LeafStretch {
  const shown = content.split('\n');
  const own = lines.slice(first, end);
  const places = own.map((line, i) => placeOn(source, line, shown[i] ?? ''));
  const isFound = shown.length === own.length && places.every((place) => place !== undefined);
  return isFound ? { kind: isItem ? 'item' : 'text', places } : { kind: 'unread', places: own };
}

/** What stands before a definition, and before each further line of it, but lists within footnotes. */
const BEFORE_DEFINITION = /^(?:[ \t>*+-]|\d{1,9}[.)]|\[\^[^\s\]]+\]:)*/;

function definitionAt({ source, lines }: LeafReading, [first, end]: readonly [number, number]): LeafStretch {
  const places = lines.slice(first, end).map(({ from, to }, i) => {
    const before = i === 0 ? BEFORE_DEFINITION : /^[ \t>]*/;
    return { from: from + before.exec(source.slice(from, to))![0].length, to };
  });
  return { kind: 'definition', places };
}

function rowAt({ source, lines }: LeafReading, line: number, row: TableRow): LeafStretch[] {
  // What goes beyond the columns of the table isn't shown.
  const cells = cellsIn(source, lines[line]!, row)?.slice(0, row.cells.length);
  if (!cells) return [{ kind: 'unread', places: [lines[line]!] }];
  if (PLAIN.test(source.slice(lines[line]!.from, lines[line]!.to))) return [{ kind: 'text', places: cells }];
  return cells.map((cell) => ({ kind: 'cell', places: withoutBackslashes(source, cell) }));
}

/** A row in which no cell means anything for another. */
const PLAIN = /^[\p{L}\p{N}\s|,.%-]*$/u;

/** Returns the places of what stands in a cell, but for the backslashes before its bars. */
function withoutBackslashes(source: string, { from, to }: SourceSpan): SourceSpan[] {
  let next = from;
  const parts = source.slice(from, to).split(/\\(?=\|)/);
  return parts.map(({ length }) => {
    const place = { from: next, to: next + length };
    next = place.to + 1;
    return place;
  });
}

/** Returns the row that a token opens. */
export function rowFrom(tokens: readonly Token[], index: number): TableRow {
  const cells: string[] = [];
  const isOfRow = (type: string | undefined) => type === 'inline' || type === 'th_open';
  for (let i = index + 1; isOfRow(tokens[i]?.type); i++) {
    if (tokens[i]!.type === 'inline') cells.push(tokens[i]!.content);
  }
  return { cells, isHead: tokens[index + 1]?.type === 'th_open' };
}

function addLiteral(
  leaves: Leaf[],
  { source, lines, note }: LeafReading,
  first: number,
  content: string,
): void {
  const shown = content.split('\n');
  if (shown.at(-1) === '') shown.pop();
  for (const [i, code] of shown.entries()) {
    const line = first + i;
    const place = placeOn(source, lines[line]!, code);
    const places = [place ? withIndent(source, place, code) : lines[line]!];
    leaves.push({ first: line, end: line + 1, stretches: [{ kind: 'literal', places }], note });
  }
}

/** Returns the place of what is shown of a line of code with the white space that it begins with. */
function withIndent(source: string, { from, to }: SourceSpan, code: string): SourceSpan {
  const indent = code.slice(0, trimmed(code, { from: 0, to: code.length }).from);
  return { from: source.endsWith(indent, from) ? from - indent.length : from, to };
}

/** Returns the place on a line of what is shown of it: it reaches to the line's end, or to the marks that close a heading. */
function placeOn(source: string, line: SourceSpan, shown: string): SourceSpan | undefined {
  const own = trimmed(source, line);
  const inner = trimmed(shown, { from: 0, to: shown.length });
  const text = shown.slice(inner.from, inner.to);
  const from = (end: number) => Math.max(own.from, end - text.length);
  // A part is compared at once, what begins so letter by letter.
  const isAt = (end: number) => source.slice(from(end), from(end) + text.length) === text;
  const end = isAt(own.to) ? own.to : beforeClosing(source, own);
  // A backslash with blanks behind it breaks no line.
  const blanks = shown.length - inner.to;
  return isAt(end) ? { from: from(end), to: Math.min(end + blanks, line.to) } : undefined;
}

function beforeClosing(source: string, { from, to }: SourceSpan): number {
  while (to > from && source[to - 1] === '#') to--;
  return trimmed(source, { from, to }).to;
}

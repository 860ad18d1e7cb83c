/** Markdown with HTML in it, read as a tree of elements around stretches of text. */
import { Parser } from 'htmlparser2';
import { blocks, convertedBlocks, known } from './elements.ts';
import { lineFinder, readLines, type HtmlLine } from './lines.ts';
import { findTags, type Tag } from './tags.ts';

/** A stretch of text just as it stands in the source: Markdown, or where `raw` the text of raw HTML. */
export interface Text {
  text: string;
  readonly raw: boolean;
  /** Whether it starts a line of the source. */
  readonly startsLine: boolean;
}

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: HtmlNode[];
  /** Whether it stands on its own, also because something in it does. */
  block: boolean;
  /** Whether it stands in a heading or a table row of Markdown, where everything must stay on one line. */
  readonly inRow: boolean;
  /** Whether that is a row of a table. */
  readonly inCell: boolean;
  /** What the next line must start with, to stay in the same list or quote. */
  readonly prefix: string;
}

export type HtmlNode = Element | Text;

/** Elements nested deeper than this are passed over; their text stays. */
const DEEPEST = 100;

/** Stands for a `<` that is no tag while the source is parsed. */
const NO_TAG = '\uFDD0';

/** Returns what a Markdown text consists of, in order. */
export function readHtml(source: string): HtmlNode[] {
  const lines = readLines(source);
  const tags = findTags(source, lines);
  const [lineOfText, lineOfTag] = [lineFinder(lines), lineFinder(lines)];
  const root: HtmlNode[] = [];
  const open = openElements(root, source);
  const lastOfTables = tags.findLast(({ name, closing }) => closing && TABLE_PART.test(name))?.start ?? -1;
  const tagAfter = followerOf(tags);
  let passedOver = 0;
  const parser = new Parser(
    {
      ontext(data) {
        const end = parser.endIndex + 1;
        for (let from = end - data.length; from < end;) {
          const line = lineOfText(from);
          const to = Math.min(end, pieceEnd(source, line, from));
          open.enter(line, from);
          if (from > lastOfTables && isMarkdown(line, source.slice(from, to))) open.closeTable();
          addText(open.place(), source.slice(from, to), line, from === line.start, open.inBlock());
          from = to;
        }
      },
      onopentag(name, attributes) {
        if (open.stack.length >= DEEPEST) passedOver += 1;
        if (passedOver > 0) return;
        const line = lineOfTag(parser.startIndex);
        open.enter(line, parser.startIndex);
        if (name === 'table' && endsTable(open.stack, tagAfter(parser.startIndex))) return open.pass();
        open.push(elementOf(name, attributes, line, source.slice(line.start, parser.startIndex)), line);
      },
      onclosetag() {
        if (passedOver > 0) passedOver -= 1;
        else open.pop();
      },
    },
    { decodeEntities: false },
  );
  parser.end(maskOtherTags(source, tags));
  return root;
}

/** A row's end is none of what stands in it. */
function pieceEnd(source: string, line: HtmlLine, from: number): number {
  const end = rowEnd(source, line);
  return from < end ? end : line.end;
}

function rowEnd(source: string, { kind, start, end }: HtmlLine): number {
  return kind === 'row' ? start + source.slice(start, end).trimEnd().length : end;
}

const TABLE_PART = /^(?:table|t[rdh]|thead|tbody|tfoot|caption)$/;

/** The elements that a place in the text stands in. Not all that the parser holds for open are: a row ends what stands in it, whether that says so or not. */
function openElements(root: HtmlNode[], source: string) {
  const stack: Element[] = [];
  const held: (Element | undefined)[] = [];
  const inRow = new Map<Element, HtmlLine>();
  const place = (): HtmlNode[] => stack.at(-1)?.children ?? root;
  const close = (element: Element | undefined): void => {
    const index = element ? stack.lastIndexOf(element) : -1;
    if (index !== -1) stack.length = index;
  };
  const closeRow = (but?: HtmlLine): void => {
    for (const [element, row] of inRow) {
      if (row === but) continue;
      inRow.delete(element);
      close(element);
    }
  };
  const closeTable = (): void => close(stack.find(({ name }) => name === 'table'));
  return {
    stack,
    place,
    closeTable,
    inBlock: (): boolean => stack.some(({ name }) => convertedBlocks.has(name)),
    /** Goes on at a position of a line. */
    enter: (line: HtmlLine, position: number): void =>
      closeRow(position < rowEnd(source, line) ? line : undefined),
    /** Passes over an element that ends the table it stands in. */
    pass: (): void => {
      close(stack.findLast(({ name }) => name === 'table'));
      held.push(undefined);
    },
    push: (element: Element, line: HtmlLine): void => {
      place().push(element);
      if (element.block) markAround(stack);
      stack.push(element);
      held.push(element);
      if (element.inRow) inRow.set(element, line);
    },
    pop: (): void => close(held.pop()),
  };
}

/** Says whether a node is text. */
export function isText(node: HtmlNode): node is Text {
  return 'text' in node;
}

/** Returns what gives the tag after the one at a position. */
function followerOf(tags: readonly Tag[]): (start: number) => Tag | undefined {
  const after = new Map(tags.map(({ start }, index) => [start, tags[index + 1]]));
  return (start) => after.get(start);
}

/** Whether a table that begins right in another's rows is that one's end, misspelt; else there'd be rows in it. */
function endsTable(stack: readonly Element[], next: Tag | undefined): boolean {
  const around = stack.findLast(({ name }) => /^(?:table|t[dh]|caption)$/.test(name));
  const hasRows = next !== undefined && !next.closing && next.name !== 'table' && TABLE_PART.test(next.name);
  return around?.name === 'table' && around.children.length > 0 && !hasRows;
}

function maskOtherTags(source: string, tags: readonly Tag[]): string {
  const starts = new Set(tags.flatMap(({ name, start }) => (known.has(name) ? start : [])));
  return source.replaceAll('<', (tag, position: number) => (starts.has(position) ? tag : NO_TAG));
}

function elementOf(
  name: string,
  attributes: Record<string, string>,
  line: HtmlLine,
  before: string,
): Element {
  return {
    name,
    attributes,
    children: [],
    block: blocks.has(name),
    inRow: line.kind === 'row',
    inCell: line.cells,
    prefix: line.nested ? prefixOf(before) : '',
  };
}

/** Marks of quotes and lists at the start of a line: a quote's are repeated, a list's become spaces. */
function prefixOf(before: string): string {
  const marks = /^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])(?=[ \t>])[ \t]*)*/.exec(before)?.[0] ?? '';
  return marks.replace(/[^>\t]/g, ' ');
}

/** What stands on its own can't stand in bold or in a span: those around it stand on their own too. A link can. */
function markAround(stack: readonly Element[]): void {
  for (const element of stack.toReversed()) {
    if (element.block || element.name === 'a') return;
    element.block = true;
  }
}

/** What begins below a table that nothing ends any more is none of its. */
function isMarkdown(line: HtmlLine, text: string): boolean {
  return !isRaw(line) && text.trim() !== '';
}

function isRaw({ kind }: HtmlLine): boolean {
  return kind === 'html' || kind === 'indented';
}

/** The marks of a quote around HTML are no text of it. */
function addText(
  into: HtmlNode[],
  piece: string,
  line: HtmlLine,
  startsLine: boolean,
  inBlock: boolean,
): void {
  const raw = isRaw(line);
  const unquoted = raw && line.nested && startsLine ? piece.replace(/^[ \t]*(?:>[ \t]?)+/, '') : piece;
  const text = inBlock || unquoted.trim() === '' ? unquoted : piece;
  const last = into.at(-1);
  if (last && isText(last) && last.raw === raw) last.text += text;
  else into.push({ text, raw, startsLine });
}

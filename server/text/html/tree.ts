/** Markdown with HTML in it, read as a tree of elements around stretches of text. */
import { Parser } from 'htmlparser2';
import { blocks, convertedBlocks, known } from './elements.ts';
import { lineFinder, readLines, type HtmlLine } from './lines.ts';
import { findTags } from './tags.ts';

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
  const [lineOfText, lineOfTag] = [lineFinder(lines), lineFinder(lines)];
  const root: HtmlNode[] = [];
  const stack: Element[] = [];
  const place = (): HtmlNode[] => stack.at(-1)?.children ?? root;
  let passedOver = 0;
  const parser = new Parser(
    {
      ontext(data) {
        const inBlock = stack.some(({ name }) => convertedBlocks.has(name));
        const end = parser.endIndex + 1;
        for (let from = end - data.length; from < end;) {
          const line = lineOfText(from);
          const to = Math.min(end, line.end);
          addText(place(), source.slice(from, to), line, from === line.start, inBlock);
          from = to;
        }
      },
      onopentag(name, attributes) {
        if (stack.length >= DEEPEST) passedOver += 1;
        if (passedOver > 0) return;
        const line = lineOfTag(parser.startIndex);
        const element = elementOf(name, attributes, line, source.slice(line.start, parser.startIndex));
        place().push(element);
        if (element.block) markAround(stack);
        stack.push(element);
      },
      onclosetag() {
        if (passedOver > 0) passedOver -= 1;
        else stack.pop();
      },
    },
    { decodeEntities: false },
  );
  parser.end(maskOtherTags(source, lines));
  return root;
}

/** Says whether a node is text. */
export function isText(node: HtmlNode): node is Text {
  return 'text' in node;
}

function maskOtherTags(source: string, lines: readonly HtmlLine[]): string {
  const starts = new Set(
    findTags(source, lines).flatMap(({ name, start }) => (known.has(name) ? start : [])),
  );
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

/** The marks of a quote around HTML are no text of it. */
function addText(
  into: HtmlNode[],
  piece: string,
  line: HtmlLine,
  startsLine: boolean,
  inBlock: boolean,
): void {
  const raw = line.kind === 'html' || line.kind === 'indented';
  const unquoted = raw && line.nested && startsLine ? piece.replace(/^[ \t]*(?:>[ \t]?)+/, '') : piece;
  const text = inBlock || unquoted.trim() === '' ? unquoted : piece;
  const last = into.at(-1);
  if (last && isText(last) && last.raw === raw) last.text += text;
  else into.push({ text, raw, startsLine });
}

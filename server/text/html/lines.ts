/** What each line of a Markdown text is, by CommonMark: in some, `<` is no tag; in some, a line can't be broken. */
import MarkdownIt from 'markdown-it';
import { withoutLinkBars } from '../markdown/wiki-links.ts';

/**
 * `fence` and `indented` are code, `html` is raw HTML, `row` is a heading or a table row, which end with their line,
 * and `text` is everything else.
 */
export type LineKind = 'text' | 'html' | 'fence' | 'indented' | 'row';

export interface HtmlLine {
  readonly start: number;
  readonly end: number;
  kind: LineKind;
  /** Whether it's a row of a table. */
  cells: boolean;
  /** Whether the line stands in a list or a quote. */
  nested: boolean;
  /** Whether the line goes on with the paragraph of the line before. */
  continues: boolean;
  /** Where the block that it's a line of ends, without white space. */
  blockEnd: number;
}

const KINDS: Record<string, LineKind> = {
  html_block: 'html',
  fence: 'fence',
  code_block: 'indented',
  heading_open: 'row',
  table_open: 'row',
};

const blockParser = new MarkdownIt('commonmark').enable('table');
blockParser.core.ruler.enableOnly(['normalize', 'block']);

/** Returns the lines of a text, in order; together, they are the text. */
export function readLines(source: string): HtmlLine[] {
  const lines = cutLines(source);
  for (const { type, map, level } of blockParser.parse(source, {})) {
    const kind = KINDS[type];
    if (!map || (kind === undefined && type !== 'paragraph_open')) continue;
    const own = lines.slice(...map);
    const blockEnd = own.length > 0 ? trimmedEnd(source, own.at(-1)!) : 0;
    for (const [index, line] of own.entries()) {
      line.kind = kind ?? 'text';
      line.cells = type === 'table_open';
      line.nested = level > 0;
      line.continues = index > 0 && kind === undefined;
      line.blockEnd = kind === 'row' ? trimmedEnd(source, line) : blockEnd;
    }
  }
  return lines;
}

/** Returns what finds the line of a position, for positions that never go back. */
export function lineFinder(lines: readonly HtmlLine[]): (position: number) => HtmlLine {
  let index = 0;
  return (position) => {
    while (index < lines.length - 1 && lines[index]!.end <= position) index += 1;
    return lines[index]!;
  };
}

/**
 * Returns what finds where that ends which begins at a position of a line and can't go on beyond its cell, its heading or its
 * block; positions never go back.
 */
export function placeFinder(source: string): (line: HtmlLine, position: number) => number {
  let row: { readonly line: HtmlLine; readonly text: string } | undefined;
  return (line, position) => {
    if (!line.cells) return Math.max(position, line.blockEnd);
    if (row?.line !== line) row = { line, text: withoutLinkBars(source.slice(line.start, line.end), ' ') };
    const bar = new RegExp(BAR);
    const from = (bar.lastIndex = position - line.start);
    return position + row.text.slice(from, bar.exec(row.text)?.index).trimEnd().length;
  };
}

const BAR = /(?<!\\)\|/g;

function trimmedEnd(source: string, { start, end }: HtmlLine): number {
  return start + source.slice(start, end).trimEnd().length;
}

function cutLines(source: string): HtmlLine[] {
  const lines: HtmlLine[] = [];
  let start = 0;
  for (const match of source.matchAll(/\r\n|\r|\n|$/g)) {
    const end = match.index + match[0].length;
    if (end > start || lines.length === 0) {
      lines.push({ start, end, kind: 'text', cells: false, nested: false, continues: false, blockEnd: end });
    }
    start = end;
  }
  return lines;
}

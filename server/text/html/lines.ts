/** What each line of a Markdown text is, by CommonMark: in some, `<` is no tag; in some, a line can't be broken. */
import MarkdownIt from 'markdown-it';

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
    for (const [index, line] of lines.slice(...map).entries()) {
      line.kind = kind ?? 'text';
      line.cells = type === 'table_open';
      line.nested = level > 0;
      line.continues = index > 0 && kind === undefined;
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

function cutLines(source: string): HtmlLine[] {
  const lines: HtmlLine[] = [];
  let start = 0;
  for (const match of source.matchAll(/\r\n|\r|\n|$/g)) {
    const end = match.index + match[0].length;
    if (end > start || lines.length === 0) {
      lines.push({ start, end, kind: 'text', cells: false, nested: false, continues: false });
    }
    start = end;
  }
  return lines;
}

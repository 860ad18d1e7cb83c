/** Where the cells of a table stand in its source. */
import { LINK_BAR } from '../cells.ts';
import { withoutLinkBars } from '../wiki-links.ts';
import { isBlank, trimmed as trimmedOf, type SourceSpan } from './spans.ts';

/** A row as the parser read it. */
export interface TableRow {
  readonly cells: readonly string[];
  readonly isHead: boolean;
}

/**
 * Returns the cells of a row that stands on a line, in order, also those beyond the columns of its table; undefined where
 * they aren't those that the parser read. A bar behind a backslash is no edge, nor is that of a link to an article.
 */
export function cellsIn(
  source: string,
  line: SourceSpan,
  { cells, isHead }: TableRow,
): SourceSpan[] | undefined {
  const { from, to } = trimmed(source, line);
  const found = betweenBars(source, { from, to });
  if (found.at(-1)!.from === to) found.pop();
  const first = found[0] ?? { from, to };
  const head = isHead
    ? first.to - lengthBefore(source, first.to, cells[0] ?? '')
    : behindQuotes(source, first);
  const opens = isHead ? found.length > cells.length : head === first.to;
  if (opens) found.shift();
  else found[0] = { from: Math.max(head, from), to: first.to };
  return cells.every((cell, i) => isAt(source, found[i], cell)) ? found : undefined;
}

/** Returns what stands before, between and behind the bars of a row, each without the white space around it. */
function betweenBars(source: string, { from, to }: SourceSpan): SourceSpan[] {
  const found: SourceSpan[] = [];
  const row = withoutLinkBars(source.slice(from, to), LINK_BAR);
  let start = 0;
  for (let bar = row.indexOf('|'); bar !== -1; bar = row.indexOf('|', bar + 1)) {
    if (row[bar - 1] === '\\') continue;
    found.push(trimmed(source, { from: from + start, to: from + bar }));
    start = bar + 1;
  }
  found.push(trimmed(source, { from: from + start, to }));
  return found;
}

/** Tells whether a cell, as it was read, stands at a place. */
function isAt(source: string, { from, to } = NOWHERE, cell: string): boolean {
  const text = source.slice(from, to);
  return text === cell || text.replaceAll('\\|', '|') === cell;
}

const NOWHERE: SourceSpan = { from: 0, to: 0 };

/** Returns where a text begins behind the marks of the quotes that it stands in. */
function behindQuotes(source: string, { from, to }: SourceSpan): number {
  while (from < to && ' \t>'.includes(source[from]!)) from++;
  return from;
}

/** Returns how long a cell, as it was read, is in its source, which it ends in at a place: a bar may have a backslash before it. */
function lengthBefore(source: string, end: number, cell: string): number {
  let at = end;
  for (let i = cell.length - 1; i >= 0; i--) {
    at--;
    if (cell[i] === '|' && source[at - 1] === '\\') at--;
  }
  return end - at;
}

/** Returns a place without the white space at its ends, of whatever kind, as the parser trims a row and its cells. */
function trimmed(source: string, place: SourceSpan): SourceSpan {
  return trimmedOf(source, place, isWhite);
}

function isWhite(code: number): boolean {
  return isBlank(code) || (code >= 160 && String.fromCharCode(code).trim() === '');
}

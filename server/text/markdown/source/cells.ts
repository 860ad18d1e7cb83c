/** Where the cells of a table stand in its source. */
import { isBlank, trimmed as trimmedOf, type SourceSpan } from './spans.ts';

/** A row as the parser read it. */
export interface TableRow {
  readonly cells: readonly string[];
  readonly isHead: boolean;
}

/**
 * Returns the cells of a row that stands on a line, in order, also those beyond the columns of its table; undefined where
 * they aren't those that the parser read. A bar behind a backslash is no edge.
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
  const head = isHead ? first.to - written(cells[0] ?? '').length : behindQuotes(source, first);
  const opens = isHead ? found.length > cells.length : head === first.to;
  if (opens) found.shift();
  else found[0] = { from: Math.max(head, from), to: first.to };
  return cells.every((cell, i) => isAt(source, found[i], cell)) ? found : undefined;
}

/** Returns what stands before, between and behind the bars of a row, each without the white space around it. */
function betweenBars(source: string, { from, to }: SourceSpan): SourceSpan[] {
  const found: SourceSpan[] = [];
  const row = source.slice(from, to);
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
  const text = written(cell);
  return to - from === text.length && source.startsWith(text, from);
}

const NOWHERE: SourceSpan = { from: 0, to: 0 };

/** Returns where a text begins behind the marks of the quotes that it stands in. */
function behindQuotes(source: string, { from, to }: SourceSpan): number {
  while (from < to && ' \t>'.includes(source[from]!)) from++;
  return from;
}

/** The text of a cell as its source has it. */
function written(cell: string): string {
  return cell.includes('|') ? cell.replaceAll('|', '\\|') : cell;
}

/** Returns a place without the white space at its ends, of whatever kind, as the parser trims a row and its cells. */
function trimmed(source: string, place: SourceSpan): SourceSpan {
  return trimmedOf(source, place, isWhite);
}

function isWhite(code: number): boolean {
  return isBlank(code) || (code >= 160 && String.fromCharCode(code).trim() === '');
}

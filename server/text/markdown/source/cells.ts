/** Where the cells of a table stand in its source. */
import { trimmed, type Span } from './spans.ts';

/** A row as the parser read it. */
export interface Row {
  readonly cells: readonly string[];
  readonly isHead: boolean;
}

/**
 * Returns the cells of a row that stands on a line, in order, also those beyond the columns of its table; undefined where
 * they aren't those that the parser read. A bar behind a backslash is no edge.
 */
export function cellsIn(source: string, line: Span, { cells, isHead }: Row): Span[] | undefined {
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
function betweenBars(source: string, { from, to }: Span): Span[] {
  const found: Span[] = [];
  let start = from;
  for (const cell of source.slice(from, to).split(BAR)) {
    const end = start + cell.length;
    found.push(trimmed(source, { from: start, to: end }));
    start = end + 1;
  }
  return found;
}

const BAR = /(?<!\\)\|/;

/** Tells whether a cell, as it was read, stands at a place. */
function isAt(source: string, { from, to } = NOWHERE, cell: string): boolean {
  const text = written(cell);
  return to - from === text.length && source.startsWith(text, from);
}

const NOWHERE: Span = { from: 0, to: 0 };

/** Returns where a text begins behind the marks of the quotes that it stands in. */
function behindQuotes(source: string, { from, to }: Span): number {
  while (from < to && ' \t>'.includes(source[from]!)) from++;
  return from;
}

/** The text of a cell as its source has it. */
function written(cell: string): string {
  return cell.includes('|') ? cell.replaceAll('|', '\\|') : cell;
}

/** Where code stands in a Markdown text: fences, indented code and code spans. A tag in code is no tag. */
import type { HtmlLine } from './lines.ts';

export interface CodeRange {
  readonly start: number;
  readonly end: number;
  /** Whether only its indentation makes it code. */
  readonly indented: boolean;
}

const BLOCK_TAG = /<\/?(?:p|li|[uo]l|t[drh]|table|div|section|blockquote|h[1-6])\b/i;

/** Returns the ranges of code, in order. */
export function codeRanges(source: string, lines: readonly HtmlLine[]): CodeRange[] {
  const ranges: CodeRange[] = [];
  let from = 0;
  while (from < lines.length) {
    let to = from + 1;
    while (lines[to]?.continues) to += 1;
    const { kind, start } = lines[from]!;
    const end = lines[to - 1]!.end;
    if (kind === 'fence' || kind === 'indented') ranges.push({ start, end, indented: kind === 'indented' });
    else ranges.push(...codeSpans(source.slice(start, end), start, kind === 'html'));
    from = to;
  }
  return ranges;
}

/** A run of backticks is closed by the next as long. In raw HTML it is only taken for code where it holds no block. */
function codeSpans(text: string, offset: number, raw: boolean): CodeRange[] {
  const runs = [...text.matchAll(/\\`|`+/g)].filter(([run]) => run !== '\\`');
  const closers = closersOf(runs.map(([run]) => run.length));
  const spans: CodeRange[] = [];
  for (let index = 0; index < runs.length; index += 1) {
    const closer = runs[closers[index]!];
    if (!closer) continue;
    const [start, end] = [runs[index]!.index, closer.index + closer[0].length];
    if (raw && BLOCK_TAG.test(text.slice(start, end))) continue;
    spans.push({ start: offset + start, end: offset + end, indented: false });
    index = closers[index]!;
  }
  return spans;
}

/** For each length the index of the next equal one, or -1. */
function closersOf(lengths: readonly number[]): number[] {
  const next = new Map<number, number>();
  const closers = lengths.map(() => -1);
  for (let index = lengths.length - 1; index >= 0; index -= 1) {
    closers[index] = next.get(lengths[index]!) ?? -1;
    next.set(lengths[index]!, index);
  }
  return closers;
}

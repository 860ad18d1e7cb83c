/**
 * The blocks of a Markdown body, the units that readers think in: paragraph, heading, list item, table row, code line.
 * Every character belongs to exactly one block, so the texts and gaps of the blocks, joined, are the body. They are cut by
 * how their own lines look, so that a change far off cuts none of them anew, as diffs and merges need it; what a page
 * really shows of a text is told by `markdown/source/units.ts`.
 */

/** `rule` is a line across the page or the edge of a container; `start` stands first and is empty. */
export type BlockKind = 'start' | 'paragraph' | 'heading' | 'item' | 'quote' | 'row' | 'code' | 'rule';

export interface Block {
  readonly kind: BlockKind;
  /** The source of the block without its last line end. */
  readonly text: string;
  /** What stands up to the next block: the line end and any blank lines. */
  readonly gap: string;
  /** The line that the block starts on, from 1. */
  readonly line: number;
}

/**
 * Returns the blocks of a body in order. The first is always the empty `start`, whose gap is the blank lines that the
 * body opens with. A blank line inside fenced code is a code line of its own.
 */
export function blocks(body: string): Block[] {
  const found: BlockStretch[] = [{ kind: 'start', line: 1, from: 0, to: 0 }];
  let open: BlockStretch | undefined;
  let fence: string | undefined;
  let line = 1;
  for (let from = 0, to; from < body.length; from = to + 1, line++) {
    to = lineEnd(body, from);
    const text = body.slice(from, to);
    const wasFenced = fence !== undefined;
    fence = fenceAfter(text, fence);
    const role = wasFenced || fence !== undefined ? 'code' : roleOf(text, open?.kind);
    if (role === 'blank') {
      open = undefined;
    } else if (role === 'more' || role === 'underline') {
      open!.to = to;
      if (role === 'underline') open!.kind = 'heading';
    } else {
      if (role === 'delimiter') open!.kind = 'row';
      found.push((open = { kind: role === 'delimiter' ? 'row' : role, line, from, to }));
    }
  }
  return found.map(({ kind, line, from, to }, i) => ({
    kind,
    text: body.slice(from, to),
    gap: body.slice(to, found[i + 1]?.from),
    line,
  }));
}

/** Returns the last heading of a text without its marks, or undefined when it has none. */
export function lastHeading(body: string): string | undefined {
  const heading = blocks(body).findLast(({ kind }) => kind === 'heading');
  return heading?.text.replace(/^ {0,3}#{1,6}(?=[ \t]|$)|\n.*|(?<=[ \t])#+[ \t]*$/gs, '').trim();
}

interface BlockStretch {
  kind: BlockKind;
  readonly line: number;
  readonly from: number;
  to: number;
}

/** What a line does: opens a block of a kind, goes on with the open one, or as said here. */
type LineRole =
  | BlockKind
  | 'more'
  | 'blank'
  /** Makes a heading of the paragraph above. */
  | 'underline'
  /** The second line of a table, which tells that the paragraph above is its first row. */
  | 'delimiter';

const OPENERS: readonly (readonly [BlockKind, RegExp])[] = [
  // As in CommonMark, only spaces and tabs are white space behind a mark.
  ['heading', /^ {0,3}#{1,6}(?:[ \t]|$)/],
  ['item', /^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/],
  ['row', /^\s*\|/],
  ['quote', /^ {0,3}>/],
  ['rule', /^ {0,3}:{3}/],
  ['paragraph', /^ {0,3}\[[^\]]+\]:/],
];
const RULE = /^ {0,3}(?:={2,}|-{2,})\s*$/;
const DELIMITER = /^(?=.*-)(?=.*\|)[\s:|-]+$/;
const FENCE = /^\s*(`{3,}(?=[^`]*$)|~{3,})/;
// As in CommonMark: a wrapped line that happens to begin with »21. november« opens no list.
const LATE_NUMBER = /^\s*(?!1[.)])\d/;

// What stands so far in goes on with the paragraph above, whatever it begins with.
const DEEP = /^(?: {4}| {0,3}\t)/;

function roleOf(line: string, open: BlockKind | undefined): LineRole {
  if (line.trim() === '') return 'blank';
  if (RULE.test(line)) return open === 'paragraph' ? 'underline' : 'rule';
  if (open === 'paragraph' && DELIMITER.test(line)) return 'delimiter';
  const opener = OPENERS.find(([, pattern]) => pattern.test(line))?.[0];
  if (goesOn(line, opener, open)) return 'more';
  return opener ?? (open === 'row' && line.includes('|') ? 'row' : 'paragraph');
}

function goesOn(line: string, opener: BlockKind | undefined, open: BlockKind | undefined): boolean {
  if (opener === undefined) return open === 'paragraph' || open === 'item' || open === 'quote';
  if (opener === 'item') return open === 'paragraph' && (LATE_NUMBER.test(line) || DEEP.test(line));
  return opener === 'quote' && open === 'quote';
}

/** Returns the fence that is open after a line, given the one that was open before it. */
function fenceAfter(line: string, fence: string | undefined): string | undefined {
  if (fence === undefined) return FENCE.exec(line)?.[1];
  const marks = line.trim();
  const closes = marks.startsWith(fence) && marks.replaceAll(fence[0]!, '') === '';
  return closes ? undefined : fence;
}

function lineEnd(body: string, from: number): number {
  const end = body.indexOf('\n', from);
  return end === -1 ? body.length : end;
}

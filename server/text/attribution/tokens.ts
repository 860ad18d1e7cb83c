/**
 * What of a body is credited: its words and its signs, for a sign can say the opposite of what stood there. White space,
 * plain emphasis and the marks that only lay a text out (of headings, items, rules and tables) are nobody's. A character
 * is itself however it's written, as an entity or behind a backslash.
 */
import { blocks, type Block } from '../blocks.ts';
import { decodeEntities } from '../html/escape.ts';
import { isWord } from '../words.ts';
import { emphasisIn, unmarked } from './layout.ts';

/** A word, a bracket, or a run of another sign; `text` is what a reader sees, `start` and `end` are places in what it was cut from. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Returns what is credited of a body, in order, with its places in the body. */
export function tokensOf(body: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  for (const block of blocks(body)) {
    for (const token of tokensIn(block, at)) found.push(token);
    at += block.text.length + block.gap.length;
  }
  return found;
}

/** Returns what is credited of a block, in order, with its places in a text that the block begins at a place of. */
export function tokensIn(block: Block, at = 0): Token[] {
  const { kind, text } = block;
  if (kind === 'code') return cut(text, at, AS_IT_STANDS);
  const rest = unmarked(block);
  if (!/[*_\x60]/.test(rest)) return cut(rest, at, MARKED_UP);
  const spans = codeSpans(rest).map(({ from, to, isCode }) => ({
    isCode,
    tokens: cut(rest.slice(from, to), at + from, isCode ? AS_IT_STANDS : MARKED_UP),
  }));
  const marked = spans.flatMap(({ isCode, tokens }) => (isCode ? [] : tokens));
  const emphasis = emphasisIn(rest, at, marked);
  return spans.flatMap(({ tokens }) => tokens.filter((token) => !emphasis.has(token)));
}

/** Returns a token as it is compared: the place in a sentence decides the case of its first letter, and of no other. */
export function folded(word: string): string {
  const lower = word.toLowerCase();
  if (lower === word) return word;
  const first = String.fromCodePoint(word.codePointAt(0)!);
  return first.toLowerCase() + word.slice(first.length);
}

// Repetitions end somewhere, since the search remembers each: an import may hold a word of megabytes, which is cut then.
const SIGN = String.raw`(?:[\p{Ps}\p{Pe}]|(?<sign>[^\p{L}\p{M}\p{N}\s])\k<sign>{0,9999})\p{M}*`;
const ENTITY = String.raw`&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});`;
const TASK = String.raw`\[[ xX]\](?=\s)`;
const ESCAPED = String.raw`\\[!-\/:-@\[-\x60\{-~]`;

const AS_IT_STANDS = new RegExp(String.raw`[\p{L}\p{M}\p{N}]+|${SIGN}`, 'gu');
const MARKED_UP = new RegExp(
  String.raw`(?:[\p{L}\p{M}\p{N}]{1,1000}|${ENTITY}){1,100}|${TASK}|${ESCAPED}|${SIGN}`,
  'gu',
);
const PART = new RegExp(String.raw`[\p{L}\p{M}\p{N}]+|${ENTITY}`, 'gu');

function cut(text: string, at: number, pattern: RegExp): Token[] {
  const found: Token[] = [];
  let next = 0;
  // White space alone stands between two tokens, so that each is where it's found next.
  for (const own of text.match(pattern) ?? []) {
    const start = text.indexOf(own, next);
    next = start + own.length;
    if (pattern === MARKED_UP && own.length > 1) add(found, own, at + start);
    else found.push({ text: own, start: at + start, end: at + next });
  }
  return found;
}

/** Adds a token as a reader sees it; one with entities may be several. */
function add(found: Token[], own: string, start: number): void {
  if (own.includes('&') && own.includes(';')) addDecoded(found, own, start);
  else found.push({ text: own.startsWith('\\') ? own[1]! : own, start, end: start + own.length });
}

function addDecoded(found: Token[], own: string, start: number): void {
  const first = found.length;
  for (const { 0: part, index } of own.matchAll(PART)) {
    const text = decodeEntities(part);
    const token = { text, start: start + index, end: start + index + part.length };
    const before = found.length > first ? found.at(-1) : undefined;
    if (text === part && part.startsWith('&')) found.push(...cut(part, token.start, AS_IT_STANDS));
    else if (before?.end === token.start && isWord(before.text) && isWord(text)) {
      found[found.length - 1] = { text: before.text + text, start: before.start, end: token.end };
    } else if (text.trim() !== '') found.push(token);
  }
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly isCode: boolean;
}

/** Divides a text at what stands between backticks, as many before as after. */
function codeSpans(text: string): Span[] {
  const ticks = [...text.matchAll(/`+/g)].map(({ 0: run, index }) => ({ index, end: index + run.length }));
  const next = nextAlike(ticks);
  const spans: Span[] = [];
  let from = 0;
  for (let i = 0; i < ticks.length; i++) {
    const { index, end } = ticks[i]!;
    if (next[i] === undefined || text[index - 1] === '\\') continue;
    const close = ticks[next[i]!]!;
    spans.push({ from, to: end, isCode: false }, { from: end, to: close.index, isCode: true });
    from = close.index;
    i = next[i]!;
  }
  return [...spans, { from, to: text.length, isCode: false }];
}

/** Returns, for each run, the next one of the same length. */
function nextAlike(runs: readonly { index: number; end: number }[]): (number | undefined)[] {
  const last = new Map<number, number>();
  const next: (number | undefined)[] = Array.from({ length: runs.length });
  for (let i = runs.length - 1; i >= 0; i--) {
    const length = runs[i]!.end - runs[i]!.index;
    next[i] = last.get(length);
    last.set(length, i);
  }
  return next;
}

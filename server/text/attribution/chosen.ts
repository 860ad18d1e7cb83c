/** Words that somebody chose on a page, or typed as they stand on one, and where they stand in the body: signs and case don't count. */
import { FOOTNOTE } from '../markdown/source/marks.ts';
import { isWord, words } from '../words.ts';
import { inPageOrder, readUnits } from './page-order.ts';
import { seenOf, type Token } from './tokens.ts';

/** How many characters words may have that somebody chose. */
export const LONGEST_PASSAGE = 1000;

/** Tokens of a body, from one place up to another. */
export interface TokenSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * Returns which tokens of a body are words that a page shows in a row: behind those `before` them, if they stand there, and else the first
 * that are the same; undefined when there are none. The cost is linear in both texts.
 */
export function findWords(body: string, chosen: string, before = ''): TokenSpan | undefined {
  return findShown(readShown(body), chosen, before);
}

/** Returns the same of a body that was read before, at the cost of a search in a text. */
export function findShown(page: WordsShown, chosen: string, before: string): TokenSpan | undefined {
  const { said } = page;
  const wanted = saying(words(chosen));
  if (wanted === saying([])) return undefined;
  const lead = saying(words(before)).slice(0, -1);
  const behind = lead === '' ? -1 : said.indexOf(lead + wanted);
  const at = behind === -1 ? said.indexOf(wanted) : behind + lead.length;
  if (at === -1) return undefined;
  // Each word has a blank before it.
  const first = said.slice(0, at).split(' ').length - 1;
  const last = first + words(chosen).length - 1;
  const [from, end] = [page.places[first]!, page.places[last]!];
  if (end < from) return undefined;
  return { from, to: endBehind(page.tokens, end, chosen) };
}

/** Returns what a page shows of tokens in a row, on one line. */
export function showTokens(tokens: readonly Token[]): string {
  let text = '';
  for (const { isShown, isClose, seen, text: own } of tokens) {
    if (!isShown || seen === FOOTNOTE) continue;
    text += (text === '' || isClose ? '' : ' ') + (seen ?? own);
  }
  return text;
}

/** Words in a row, each with a blank before and behind it. */
function saying(all: readonly string[]): string {
  return [...all.map((word) => ` ${word.toLowerCase()}`), ' '].join('');
}

/** What a page shows of a body: all that is credited by its place, and its words in the page's order, as one text, with the place of each. */
export interface WordsShown {
  readonly tokens: readonly Token[];
  readonly said: string;
  readonly places: readonly number[];
}

/** Returns what a page shows of a body. */
export function readShown(body: string): WordsShown {
  const units = readUnits(body, Infinity);
  const shown = { words: [] as string[], places: [] as number[] };
  for (const { tokens, first } of inPageOrder(units)) {
    for (const [k, token] of tokens.entries()) {
      if (!token.isShown) continue;
      for (const text of seenOf(token)) {
        if (isWord(text)) shown.places[shown.words.push(text) - 1] = first + k;
      }
    }
  }
  return { tokens: units.flatMap(({ tokens }) => tokens), said: saying(shown.words), places: shown.places };
}

/** A sign that was chosen with the last word is of it. */
function endBehind(tokens: readonly Token[], last: number, chosen: string): number {
  const next = tokens[last + 1];
  const isSign = next?.isShown === true && next.isClose && !isWord(next.text) && next.seen === undefined;
  return isSign && chosen.trimEnd().endsWith(next.text) ? last + 2 : last + 1;
}

/** Of a passage so much must be left, or so many words and signs in a row, that the rest doesn't stand there by itself. */
const LEFT = 0.25;
const IN_A_ROW = 8;

/** Returns what is left of a passage in a later version, given the places in the earlier one of all that stands there; nothing where that is hardly any. */
export function leftOf(passage: readonly TokenSpan[], places: Int32Array): TokenSpan[] {
  const spans: { from: number; to: number }[] = [];
  const first = Math.min(...passage.map(({ from }) => from));
  const end = Math.max(...passage.map(({ to }) => to));
  for (let place = 0; place < places.length; place++) {
    const before = places[place]!;
    // Of a long text most places are outside of a passage.
    if (before < first || before >= end) continue;
    if (!passage.some(({ from, to }) => from <= before && before < to)) continue;
    const last = spans.at(-1);
    if (last?.to === place) last.to++;
    else spans.push({ from: place, to: place + 1 });
  }
  const isLeft = lengthOf(spans) >= LEFT * lengthOf(passage);
  return isLeft || spans.some((span) => lengthOf([span]) >= IN_A_ROW) ? spans : [];
}

/** Returns how many words and signs stand in some spans. */
export function lengthOf(spans: readonly TokenSpan[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

/**
 * How close a word or a sign stands to what a page shows beside it. A space says nothing by itself, but `2, 5` is two figures
 * and `2,5` is one, `10 - 5` is a stretch and `-5` is below zero, and `leder. Net` becomes an address without its space: so a
 * sign is the same only where it's as close, and a word only where it isn't made one with the word before it.
 */
import type { SourceUnit } from '../markdown/source/units.ts';
import { isWord } from '../words.ts';
import { isAddress, type Token } from './tokens.ts';

/** A sign stands right behind something, or a word right behind another; and a sign right before a word. */
const [BEHIND, BEFORE] = [1, 2] as const;

/** What follows a token where it's compared, by how close it stands: tokens hold no space, but for addresses, which have nothing behind them. */
export const CLOSENESS = ['', ' behind', ' before', ' between'] as const;

/** Returns how close each token of a unit stands to those beside it, as places in `CLOSENESS`. */
export function closenessOf(tokens: readonly Token[], { source }: SourceUnit): Uint8Array {
  const found = new Uint8Array(tokens.length);
  let last = -1;
  for (const [place, token] of tokens.entries()) {
    if (!token.isShown) continue;
    if (last >= 0 && touches(tokens, [last, place], source)) note(found, tokens, [last, place]);
    last = place;
  }
  return found;
}

function note(found: Uint8Array, tokens: readonly Token[], [last, place]: readonly [number, number]): void {
  const [before, token] = [kindOf(tokens[last]!), kindOf(tokens[place]!)];
  if (before === 'other' || token === 'other') return;
  if (token === 'sign' || before === 'word') found[place]! |= BEHIND;
  if (before === 'sign' && token === 'word') found[last]! |= BEFORE;
}

function kindOf({ text, seen }: Token): 'word' | 'sign' | 'other' {
  if (seen !== undefined || isAddress(text)) return 'other';
  return isWord(text) ? 'word' : 'sign';
}

/** What follows the text of a link, without what it leads to and says: that stands between brackets of its own. */
const LINK_TAIL = /\](?:\([^()]*\)|\[[^[\]]*\])/g;
/** The brackets of a link to an article, without the article, and the white space in them. */
const ARTICLE_LINK = /\[\[\s*(?:\\?\|\s*)?|(?<!\s)\s+\]\]/g;

/** Tells whether a page shows nothing at all between two tokens of a unit that are shown, those between them not. */
function touches(tokens: readonly Token[], [from, to]: readonly [number, number], source: string): boolean {
  let { end } = tokens[from]!;
  if (end === tokens[to]!.start) return true;
  let marks = '';
  for (let place = from + 1; place <= to; place++) {
    const { start, end: next } = tokens[place]!;
    marks += source.slice(end, start);
    end = next;
  }
  return !/[\s|]/.test(marks) || (/[\][]/.test(marks) && !/[\s|]/.test(withoutLinks(marks)));
}

function withoutLinks(marks: string): string {
  return marks.replace(LINK_TAIL, '').replace(ARTICLE_LINK, '');
}

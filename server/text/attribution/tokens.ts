/**
 * What of a body is credited: its words, and the signs that a page shows, for a sign can say the opposite of what stood
 * there. White space, and signs that the parser reads as marks, are nobody's, but a token tells whether any is shown before it. A
 * character is itself however it's written, as an entity or behind a backslash.
 *
 * An address is one word, in which each character counts, since each decides where it leads: whoever changes one has written
 * the whole of it. So is what leads to an address or an article or a footnote: the label of a link, of a definition, of a
 * footnote, what a link to an article names beside its text, and brackets that alone make a link of theirs. Only the case of a
 * scheme and of a host says nothing. The title of a link is words and signs, as text is; and so is an address without a scheme that
 * stands in a text, since all of it is shown.
 */
import { asWritten } from '../clean.ts';
import { decodeEntities } from '../html/escape.ts';
import { isShown, type SaidPiece } from '../markdown/source/pieces.ts';
import { saidIn, unitsOf, type SourceUnit } from '../markdown/source/units.ts';
import { parser } from '../markdown/parser.ts';
import { areOneWord, EMOJI, LETTERS, LONGEST_JOINED, WIDE_WORD, WORD } from '../words.ts';
import { joined, withParts, withWords } from './joined.ts';
import { isAddress, LONGEST_RUN, type Token } from './token.ts';

export { isAddress, type Token };

/** Returns what is credited of a body, in order. */
export function tokensOf(body: string): Token[] {
  const found: Token[] = [];
  for (const unit of unitsOf(body)) for (const token of tokensIn(unit)) found.push(token);
  return found;
}

/** Returns what is credited of a unit, in order. */
export function tokensIn(unit: SourceUnit): Token[] {
  const { source, at, text } = unit;
  const found: Token[] = [];
  let [last, isClose] = [at, false];
  for (const piece of saidIn(unit)) {
    const { from, to } = piece;
    if (last < from) cut(found, 'unshown', source.slice(last, from), last);
    if (piece.isApart) isClose = false;
    addPiece(found, piece, source, isClose);
    if (isShown(piece)) isClose = found.at(-1)?.end === to;
    last = to;
  }
  const end = at + text.length;
  if (last < end) cut(found, 'unshown', source.slice(last, end), last);
  const whole = EMPHASIS_IN_WORD.test(text) ? withWords(found, source) : found;
  return OTHERWISE.test(text) ? withParts(whole, source) : whole;
}

/** Adds what is credited of a piece, which stands close to what is shown before it or doesn't. */
function addPiece(
  found: Token[],
  { from, to, kind, seen }: SaidPiece,
  source: string,
  isClose: boolean,
): void {
  const own = source.slice(from, to);
  if (kind === 'symbol') found.push({ text: own, start: from, end: to, isShown: true, isClose, seen });
  else if (kind === 'address') found.push(addressToken(own, from, seen, isClose));
  else if (kind === 'brackets') found.push(bracketsToken(own, from));
  else cut(found, kind, own, from, isClose);
}

/** Returns what a page shows of a token, cut as a page is. */
export function seenOf({ text, seen }: Token): string[] {
  return seen === undefined ? [text] : (seen.match(CREDITED.literal) ?? []);
}

/** The scheme and the host of an address, or the host of one without a scheme. */
const HOST = /^(?:[a-z][a-z\d+.-]*:)?(?:\/\/[^/?#@]*(?=[/?#]|$))?/i;

function addressToken(own: string, start: number, seen: string | undefined, isClose: boolean): Token {
  const isShown = seen !== undefined;
  const address = isShown ? own : parser.utils.unescapeAll(own);
  const text = address.replace(HOST, (host) => host.toLowerCase()).replace(/\s+/g, ' ');
  return { text: `<${text}>`, start, end: start + own.length, isShown, isClose: isShown && isClose, seen };
}

/** What stands for the brackets of a link that nothing else of it says the address of: around a label, and an article's title. */
const [LABEL, TITLE] = ['<[]>', '<[[]]>'];

function bracketsToken(own: string, start: number): Token {
  const text = own.startsWith('[') ? TITLE : LABEL;
  return { text, start, end: start + own.length, isShown: false, isClose: false };
}

/** Tells whether a token stands for brackets alone, given how it's written. */
export function isOfBrackets({ text, isShown }: Token, written: string): boolean {
  return !isShown && (text === LABEL || text === TITLE) && text !== `<${written}>`;
}

/** Returns a token as it is compared: the place in a sentence decides the case of its first letter, and of no other. */
export function folded(word: string): string {
  const lower = word.toLowerCase();
  if (lower === word) return word;
  const first = String.fromCodePoint(word.codePointAt(0)!);
  return first.toLowerCase() + word.slice(first.length);
}

const SIGN = String.raw`(?:[\p{Ps}\p{Pe}]|(?<sign>${EMOJI}|[^\p{L}\p{M}\p{N}\s])\k<sign>{0,${LONGEST_RUN - 1}})\p{M}*`;
const ENTITY = String.raw`&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});`;
const ESCAPED = String.raw`\\[!-\/:-@\[-\x60\{-~]\p{M}*`;

const IS_ESCAPED = new RegExp(`^${ESCAPED}$`, 'u');
const LEADING_MARKS = /^\p{M}*/u;
const PART = new RegExp(String.raw`${LETTERS}|${ENTITY}`, 'gv');

/** What is credited of a piece, by its kind, and of what isn't shown. */
const CREDITED: Record<'text' | 'literal' | 'title' | 'unshown', RegExp> = {
  text: new RegExp(String.raw`(?:${LETTERS}|${ENTITY}){1,100}|${WIDE_WORD}|${ESCAPED}|${SIGN}`, 'gv'),
  literal: new RegExp(String.raw`${WORD}|${SIGN}`, 'gv'),
  title: new RegExp(String.raw`${WORD}|${SIGN}`, 'gv'),
  unshown: new RegExp(WORD, 'gv'),
};

const EMPHASIS_IN_WORD = /[\p{L}\p{M}\p{N};][*_]+[\p{L}\p{M}\p{N}&]/u;
/** What a sign written otherwise begins with. */
const OTHERWISE = /[\\&]/;

/** Adds what is credited of a text that begins at a place, close to what is before it or not. */
function cut(found: Token[], kind: keyof typeof CREDITED, text: string, at: number, isClose = false): void {
  const isShown = kind !== 'unshown' && kind !== 'title';
  let [next, last] = [0, isClose ? at : -1];
  // What stands between two tokens holds neither, so that each is where it's found next.
  for (const own of text.match(CREDITED[kind]) ?? []) {
    const start = text.indexOf(own, next);
    next = start + own.length;
    const isNext = at + start === last;
    if (kind === 'text' && own.length > 1) {
      add(found, own, at + start, isNext);
      last = found.at(-1)?.end ?? -1;
    } else {
      last = at + next;
      found.push(new OwnToken(own, at + start, last, isShown, isNext));
    }
  }
}

/** A token as it's written. A body may hold a quarter of a million: made so, they take half the time that literals do. */
class OwnToken implements Token {
  constructor(
    readonly text: string,
    readonly start: number,
    readonly end: number,
    readonly isShown: boolean,
    readonly isClose: boolean,
  ) {}
}

/** Adds a token as a reader sees it; one with entities may be several. */
function add(found: Token[], own: string, start: number, isClose: boolean): void {
  if (own.includes('&') && own.includes(';')) return addDecoded(found, own, start, isClose);
  const text = IS_ESCAPED.test(own) ? own.slice(1) : own;
  found.push({ text, start, end: start + own.length, isShown: true, isClose });
}

function addDecoded(found: Token[], own: string, start: number, isFirstClose: boolean): void {
  for (const { 0: part, index } of own.matchAll(PART)) {
    const from = start + index;
    const before = found.at(-1);
    const isBeside = before?.isShown === true && before.end === from && before.text.length < LONGEST_JOINED;
    const text = isBeside ? writtenBehind(before.text, decoded(part)) : asWritten(decoded(part));
    const isClose = index === 0 ? isFirstClose : before?.end === from;
    if (text === part && part.startsWith('&')) cut(found, 'literal', part, from, isClose);
    else if (isBeside)
      addBeside(found, { text, start: from, end: from + part.length, isShown: true, isClose });
    else if (text.trim() !== '')
      found.push({ text, start: from, end: from + part.length, isShown: true, isClose });
  }
}

/** Adds a token to the one that it stands right behind, as far as a reader sees one. */
function addBeside(found: Token[], token: Token): void {
  const before = found.at(-1)!;
  if (token.text === '') {
    found[found.length - 1] = { ...before, end: token.end };
    return;
  }
  const isOne = areOneWord(before.text, token.text);
  const marks = isOne ? token.text : LEADING_MARKS.exec(token.text)![0];
  const rest = token.text.slice(marks.length);
  const at = rest === '' ? token.end : token.start + marks.length;
  if (marks !== '') found[found.length - 1] = joined([before, { ...token, text: marks, end: at }]);
  if (rest.trim() !== '') found.push({ ...token, text: rest, start: at, isClose: true });
}

/** Returns what a text adds to one that it stands right behind: what gives shapes does so there alone. */
function writtenBehind(before: string, text: string): string {
  const whole = asWritten(before + text);
  return whole.startsWith(before) ? whole.slice(before.length) : asWritten(text);
}

/** Returns the characters that a part of a text stands for; a number that stands for none is shown as lost. */
function decoded(part: string): string {
  const text = decodeEntities(part);
  return text === part && part.startsWith('&#') ? '\uFFFD' : text;
}

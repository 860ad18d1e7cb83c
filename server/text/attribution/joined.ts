/** What is one token, though it's written in parts: a word with emphasis in it, and what may be written as entities or behind backslashes. */
import { areOneWord, EMOJI, isWord, LONGEST_JOINED } from '../words.ts';
import { isAddress, LONGEST_RUN, type Token } from './token.ts';

/** Makes one token of others that stand in a row. */
export function joined(tokens: readonly Token[]): Token {
  return { ...tokens[0]!, text: tokens.map(({ text }) => text).join(''), end: tokens.at(-1)!.end };
}

/** Makes one token of a word that emphasis begins or ends in. */
export function withWords(tokens: Token[], source: string): Token[] {
  let count = 0;
  for (const token of tokens) {
    const before = tokens[count - 1];
    if (before && isOneWord(before, token, source)) tokens[count - 1] = joined([before, token]);
    else tokens[count++] = token;
  }
  tokens.length = count;
  return tokens;
}

/** Tells whether only emphasis stands between two tokens of a word. What is shown would be a token of its own. */
function isOneWord(before: Token, token: Token, source: string): boolean {
  return (
    before.end < token.start &&
    token.isClose &&
    before.isShown &&
    before.text.length < LONGEST_JOINED &&
    areOneWord(before.text, token.text) &&
    /^[*_]+$/.test(source.slice(before.end, token.start))
  );
}

/** Makes one token of the parts of a figure or an emoji, and of signs that are the same, in whatever way each is written. */
export function withParts(tokens: readonly Token[], source: string): Token[] {
  const whole = joinedTo(joinedTo(tokens, endOfFigure), endOfEmoji);
  return joinedTo(whole, (all, from) => endOfRun(all, from, source));
}

function joinedTo(
  tokens: readonly Token[],
  endFrom: (all: readonly Token[], from: number) => number,
): Token[] {
  const found: Token[] = [];
  for (let from = 0, to; from < tokens.length; from = to) {
    to = endFrom(tokens, from);
    found.push(to - from === 1 ? tokens[from]! : joined(tokens.slice(from, to)));
  }
  return found;
}

/** The most tokens that the parts of a figure or an emoji are. */
const MOST_PARTS = 30;

function endOfFigure(tokens: readonly Token[], from: number): number {
  let end = from + 1;
  while (end < from + MOST_PARTS && isSeparated(tokens, end)) end += 2;
  return end;
}

/** Tells whether at a place a separator stands between two digits. */
function isSeparated(tokens: readonly Token[], place: number): boolean {
  const [before, separator, after] = [tokens[place - 1]!, tokens[place], tokens[place + 1]];
  return (
    separator?.start === before.end &&
    after?.start === separator.end &&
    /^[.,:]$/.test(separator.text) &&
    /\p{Nd}$/u.test(before.text) &&
    /^\p{Nd}/u.test(after.text)
  );
}

const WHOLE_EMOJI = new RegExp(`^(?:${EMOJI})$`, 'u');

function endOfEmoji(tokens: readonly Token[], from: number): number {
  let [end, text] = [from + 1, tokens[from]!.text];
  if (!WHOLE_EMOJI.test(text) && !/^\p{RI}$/u.test(text)) return end;
  for (let to = from + 1; to < from + MOST_PARTS && isNextSign(tokens[to - 1]!, tokens[to]); to++) {
    text += tokens[to]!.text;
    if (WHOLE_EMOJI.test(text)) end = to + 1;
  }
  return end;
}

function isNextSign({ end }: Token, token: Token | undefined): boolean {
  return token?.start === end && token.isShown && !isWord(token.text) && !isAddress(token.text);
}

function endOfRun(tokens: readonly Token[], from: number, source: string): number {
  let to = from + 1;
  while (to < tokens.length && to - from < LONGEST_RUN && goesOn(tokens[to - 1]!, tokens[to]!, source)) to++;
  return to;
}

function goesOn(before: Token, token: Token, source: string): boolean {
  const sign = String.fromCodePoint(token.text.codePointAt(0)!);
  // In a cell, a bar has a backslash before it that isn't its own.
  const isNext = before.end === token.start || source.slice(before.end, token.start) === '\\';
  const isOfAddress = isAddress(before.text) || isAddress(token.text);
  return isNext && before.text.endsWith(sign) && !ALONE.test(sign) && !isOfAddress;
}

/** What is no run: a word, a bracket, and half of a flag. */
const ALONE = /[\p{L}\p{M}\p{N}\p{Ps}\p{Pe}\p{RI}]/u;

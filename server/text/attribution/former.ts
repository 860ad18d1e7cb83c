/**
 * What an earlier wiki credited, as this one does: it credited words alone; then the words and signs of what it showed, and of
 * addresses the words alone; then addresses, but not the brackets that alone make a link; then each part of a figure by itself,
 * and Chinese in a row as one word; and it took items for the same that differ in signs. Only what an erasure left of that can't
 * be made anew, and is taken over.
 */
import { createHash } from 'node:crypto';
import { isWord } from '../words.ts';
import type { Attribution } from './draft.ts';
import { isAddress, isOfBrackets, seenOf, tokensOf, type Token } from './tokens.ts';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Returns the attribution of a body given that of its words alone: a sign goes with the word before it, as it did. */
export function withSigns(body: string, ofWords: Attribution): Attribution {
  const starts = Array.from(body.matchAll(WORD), ({ index }) => index);
  let last = 0;
  return Uint32Array.from(tokensOf(body), ({ end }) => {
    while (last + 1 < starts.length && starts[last + 1]! < end) last++;
    return ofWords[last] ?? 0;
  });
}

/** Tells whether an attribution is of a body, as it's told apart now or was told apart once. */
export function isOfBody(body: string, former: Attribution): boolean {
  return sum(countsOf(body, former)) === former.length;
}

/**
 * Returns the attribution of a body, given one that may have been made when its words were told apart in another way: an address
 * goes to whoever wrote something of it last, and a sign of a title, and brackets, with what stands before them.
 */
export function withAddresses(body: string, former: Attribution): Attribution {
  let [at, last] = [0, former[0] ?? 0];
  return Uint32Array.from(countsOf(body, former), (count) => {
    const own = former.subarray(at, (at += count));
    return (last = own.length > 0 ? Math.max(...own) : last);
  });
}

/** Of how many words and signs one that there is now was made, in each way that there was, the latest first. */
const WAYS: readonly ((token: Token, before: Token | undefined, written: string) => number)[] = [
  () => 1,
  partsOf,
  (token, before, written) => (isOfBrackets(token, written) ? 0 : partsOf(token, before)),
  (token, before, written) => {
    if (!token.isShown) return written.match(WORD)?.length ?? 0;
    const isAddressSeen = isAddress(token.text) && token.seen === written;
    return isAddressSeen ? seenOf(token).length : partsOf(token, before);
  },
];

const WORD_OR_SIGN = /[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]/gu;

/** Of how many one is made that was no word of its own: a figure was cut at its separators, and Chinese only where it ended. */
function partsOf(token: Token, before: Token | undefined): number {
  const { text } = token;
  if (isAddress(text) || !isWord(text)) return 1;
  const goesOn = before?.end === token.start && before.isShown === token.isShown && isWord(before.text);
  return (text.match(WORD_OR_SIGN)?.length ?? 1) - (goesOn ? 1 : 0);
}

/** Returns, for each word and sign of a body, how many an attribution has instead, in the latest way that fits it. */
function countsOf(body: string, { length }: Attribution): number[] {
  const tokens = tokensOf(body);
  const ways = WAYS.map((countIn) =>
    tokens.map((token, i) => countIn(token, tokens[i - 1], body.slice(token.start, token.end))),
  );
  return ways.find((counts) => sum(counts) === length) ?? ways.at(-1)!;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}

/** Returns the 48 bits, in hex, that an item was once filed by. */
export function formerItemHash(name: string, values: readonly string[]): string {
  const essences = [name, ...values.map(essence)].join('\n');
  return createHash('sha256').update(essences).digest('hex').slice(0, 12);
}

const PARTS = /\p{N}(?:[\p{N}\p{P}\p{S}]*\p{N})?|[\p{L}\p{M}\p{N}]+/gu;

function essence(value: string): string {
  if (/^\w+:/.test(value)) return value;
  return value.toLowerCase().match(PARTS)?.join(' ') ?? value;
}

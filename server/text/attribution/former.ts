/**
 * What an earlier wiki credited, as this one does: it credited words alone, later the words and signs of what it showed and of
 * addresses the words alone, and took items for the same that differ in signs. Only what an erasure left of that can't be made
 * anew, and is taken over.
 */
import { createHash } from 'node:crypto';
import type { Attribution } from './draft.ts';
import { isAddress, seenOf, tokensOf, type Token } from './tokens.ts';

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

/** Tells whether an attribution is of a body, as it's told apart now or was before addresses were one word. */
export function isOfBody(body: string, { length }: Attribution): boolean {
  const tokens = tokensOf(body);
  return (
    length === tokens.length || length === formerCounts(body, tokens).reduce((sum, count) => sum + count, 0)
  );
}

/**
 * Returns the attribution of a body, given one that may have been made before addresses were one word: then each goes to whoever
 * wrote something of it last, and a sign of a title goes with what stands before it.
 */
export function withAddresses(body: string, former: Attribution): Attribution {
  const tokens = tokensOf(body);
  if (tokens.length === former.length) return former;
  let [at, last] = [0, former[0] ?? 0];
  return Uint32Array.from(formerCounts(body, tokens), (count) => {
    const own = former.subarray(at, (at += count));
    return (last = own.length > 0 ? Math.max(...own) : last);
  });
}

/** Returns of how many words and signs each of a body's was made before addresses were one. */
function formerCounts(body: string, tokens: readonly Token[]): number[] {
  return tokens.map((token) => {
    const written = body.slice(token.start, token.end);
    if (!token.isShown) return written.match(WORD)?.length ?? 0;
    return isAddress(token.text) && token.seen === written ? seenOf(token).length : 1;
  });
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

/**
 * What an earlier wiki credited, as this one does: it credited words alone, and took items for the same that differ in
 * signs. Only what an erasure left of that can't be made anew, and is taken over.
 */
import { createHash } from 'node:crypto';
import type { Attribution } from './draft.ts';
import { tokensOf } from './tokens.ts';

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

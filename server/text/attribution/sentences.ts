/** The sentences of a body as credit sees them: their words, lower-cased, so that case and markup don't count. */
import { createHash } from 'node:crypto';
import type { Block } from '../blocks.ts';
import { sentences, words } from '../words.ts';

export interface Sentence {
  readonly words: readonly string[];
  /** The words with a space between them: equal for sentences that are the same. */
  readonly key: string;
  /** How many words of the body stand before it. */
  readonly start: number;
}

/** Returns the sentences of a row of blocks, those without a word left out; `start` words stand before the first. */
export function sentencesOf(blocks: readonly Block[], start = 0): Sentence[] {
  const found: Sentence[] = [];
  for (const text of blocks.flatMap((block) => sentences(block.text))) {
    const own = words(text.toLowerCase());
    if (own.length > 0) found.push({ words: own, key: own.join(' '), start });
    start += own.length;
  }
  return found;
}

/** Returns 48 bits of the SHA-256 of a text as a whole number: short in an index, and exact in JavaScript. */
export function hashOf(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}

/** What stands beside the body: title, lead, topics, sources and facts, each credited as one. */
import { hashOf } from './sentences.ts';

/**
 * Returns the hash of an item: its values, under the name of what it is. Case, white space and punctuation don't count,
 * but within numbers and addresses, where they decide what is meant. No sentence has the hash of an item.
 */
export function itemHash(name: string, values: readonly string[]): number {
  return hashOf([name, ...values.map(essence)].join('\n'));
}

// A number with what stands between its digits, or a word.
const PARTS = /\p{N}(?:[\p{N}\p{P}\p{S}]*\p{N})?|[\p{L}\p{M}\p{N}]+/gu;

function essence(value: string): string {
  if (/^\w+:/.test(value)) return value;
  return value.toLowerCase().match(PARTS)?.join(' ') ?? value;
}

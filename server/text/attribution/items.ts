/** Who wrote what stands beside the body: title, lead, topics, sources and facts, each credited as one. */
import { words } from '../words.ts';
import { hashOf } from './sentences.ts';

/**
 * Returns the hash of an item: a value, under the name of what it is a value of. Case, white space and punctuation don't
 * count, unless there are no words. No sentence has the hash of an item.
 */
export function itemHash(name: string, value: string): number {
  const own = words(value.toLowerCase());
  return hashOf(`${name}\n${own.length > 0 ? own.join(' ') : value}`);
}

/**
 * Returns the sequence that each item of an edit is credited to: the first whose article held it, as looked up by its
 * hash, else the edit's own.
 */
export function attributeItems(
  hashes: readonly number[],
  held: ReadonlyMap<number, number>,
  sequence: number,
): number[] {
  return hashes.map((hash) => held.get(hash) ?? sequence);
}

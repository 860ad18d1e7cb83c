/** What stands beside the body: title, lead, topics, sources and facts, each credited as one. */
import { createHash } from 'node:crypto';
import { words } from '../words.ts';
import { folded } from './tokens.ts';

/**
 * Returns the key of an item, the SHA-256, in hex, of its values under the name of what it is: nobody can make two items
 * that have one. Their signs count, and capitals but the first of a word; white space doesn’t count, but in an address all does.
 */
export function itemKey(name: string, values: readonly string[]): string {
  const essences = JSON.stringify([name, ...values.map(essence)]);
  return createHash('sha256').update(essences).digest('hex');
}

/** Returns how many words an item has, by its values: an address is one, and no item has none. */
export function itemWords(values: readonly string[]): number {
  const count = values.reduce((sum, value) => sum + (ADDRESS.test(value) ? 1 : words(value).length), 0);
  return Math.max(1, count);
}

const ADDRESS = /^\w+:\S*$/;

function essence(value: string): string {
  if (ADDRESS.test(value)) return value;
  return value
    .replace(/[\p{L}\p{M}\p{N}]+/gu, folded)
    .replace(/\s+/g, ' ')
    .trim();
}

import type { MemoryWiki } from './memory.js';

export interface Tally {
  words: number;
  strict: number;
  undisputed: number;
  rightly: number;
  lenient: number;
}
export function score(
  seeds: readonly number[],
  length: number,
  open: () => MemoryWiki,
): Promise<{ all: Tally; kinds: Map<string, Tally>; histories: (Tally & { seed: number })[] }>;

/** Whether what is sealed is what was sealed: there with its salt and fitting its digest, or gone as an erasure in the log tells. */
import type { Erasable } from '../../acts.ts';
import { digestOf } from '../../history/seal.ts';
import type { Finding, Findings } from './findings.ts';

/** Words as stored beside their digest; no digest means that none were ever written. */
export interface Sealed {
  salt: Buffer | null;
  words: string | Buffer | null;
  digest: Buffer | null;
}

/** What the log accounts for, and where erasures are counted. */
export interface Lawful {
  erasures: Record<Erasable, ReadonlySet<number>>;
  result: Findings;
}

/** Checks sealed words, counts those that were erased by law, and returns what is wrong, if anything. */
export function checkSealed(
  what: Erasable,
  id: number,
  { salt, words, digest }: Sealed,
  { erasures, result }: Lawful,
): Finding['code'] | undefined {
  if (salt !== null && words !== null) {
    if (erasures[what].has(id)) return `${what}-stands`;
    return digest !== null && digestOf(salt, words).equals(digest) ? undefined : what;
  }
  if (digest === null) return undefined;
  if (!erasures[what].has(id)) return `${what}-gone`;
  result.erased[what]++;
  return undefined;
}

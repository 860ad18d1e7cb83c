/**
 * What the law may order erased is sealed: the lasting row keeps SHA-256(salt ‖ stored bytes), and the words stand
 * beside it with their random salt, so that once both are gone nobody can guess the words back from the digest.
 */
import { randomBytes } from 'node:crypto';
import { sha256 } from './digest.ts';

/** Words ready to be stored: their 16-byte salt and the 32-byte digest that vouches for them. */
export interface Seal {
  salt: Buffer;
  digest: Buffer;
}

/** Returns a fresh seal of the words. */
export function seal(words: string | Buffer): Seal {
  const salt = randomBytes(16);
  return { salt, digest: digestOf(salt, words) };
}

/** Returns SHA-256(salt ‖ words in UTF-8), 32 bytes. */
export function digestOf(salt: Buffer, words: string | Buffer): Buffer {
  return sha256(salt, words);
}

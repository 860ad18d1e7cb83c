/** The digest that everything of the wiki is told by, SHA-256, and how bytes are written where they're read. */
import { createHash } from 'node:crypto';

/** Returns the SHA-256 of some parts in a row, 32 bytes. */
export function sha256(...parts: (Uint8Array | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Returns bytes in hex, and a dash for none. */
export function hex(bytes: Buffer | null): string {
  return bytes === null ? '-' : bytes.toString('hex');
}

/** SHA-256, the wiki's one digest, and bytes as hex. */
import { createHash } from 'node:crypto';

/** Returns the SHA-256 of some parts in a row, 32 bytes. */
export function sha256(...parts: (NodeJS.ArrayBufferView | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Returns bytes in hex, and a dash for none. */
export function hex(bytes: Buffer | null): string {
  return bytes === null ? '-' : bytes.toString('hex');
}

/** The last line of a backup: the SHA-256 of all that stands before it. Neither engine reads so far, so that the file is still one of theirs. */
import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';

const MARK = '\ninnovationswiki-backup sha256 ';
const LENGTH = MARK.length + 64 + 1;

/** Ends a file with its digest. */
export async function addDigest(file: string): Promise<void> {
  appendFileSync(file, `${MARK}${await digestOf(file, statSync(file).size)}\n`);
}

/**
 * Returns how many bytes of a file its digest covers; undefined where it has none, as those of older versions. Throws an
 * Error with a sentence when they aren't what it was made of, or when something has become of the digest itself.
 */
export async function coveredBytes(file: string): Promise<number | undefined> {
  const covered = statSync(file).size - LENGTH;
  const end = endOf(file, covered);
  // Of a line that is damaged, or cut short by less than that, one half is left.
  const half = MARK.length >> 1;
  if (![MARK.slice(0, half), MARK.slice(half)].some((part) => end.includes(part))) return undefined;
  if (end === `${MARK}${await digestOf(file, covered)}\n`) return covered;
  throw new Error(
    `${file} is damaged or cut short: it isn’t what the digest on its last line was made of. Restore another backup.`,
  );
}

function endOf(file: string, from: number): string {
  const bytes = Buffer.alloc(LENGTH);
  const opened = openSync(file, 'r');
  try {
    return bytes.toString('latin1', 0, readSync(opened, bytes, 0, LENGTH, Math.max(from, 0)));
  } finally {
    closeSync(opened);
  }
}

async function digestOf(file: string, length: number): Promise<string> {
  const hash = createHash('sha256');
  if (length > 0)
    for await (const piece of createReadStream(file, { end: length - 1 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

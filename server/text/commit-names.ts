/** The names of commits, in as few bytes as they take. */

/** How long the hashes are that git has, in bytes. */
const HASHES = [20, 32];

/** Returns a commit's name as it's stored: a hash by its bytes, anything else as it's written, with a sign behind it where that is as long. */
export function commitBytes(commit: string): Buffer {
  const bytes = Buffer.from(commit, 'hex');
  if (HASHES.includes(bytes.length) && bytes.toString('hex') === commit) return bytes;
  const text = Buffer.from(commit);
  return HASHES.includes(text.length) ? Buffer.concat([text, Buffer.of(0)]) : text;
}

/** Returns the name of a commit that is stored so. */
export function commitIn(bytes: Buffer): string {
  if (HASHES.includes(bytes.length)) return bytes.toString('hex');
  return bytes.toString().replace(/\0$/, '');
}

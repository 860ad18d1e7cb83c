/** Bytes that don't say what they are, as text: nothing of them is lost, and nothing becomes a sign for what couldn't be read. */
import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

/** A text, and how its bytes were read where they weren't UTF-8. */
export interface Decoded {
  text: string;
  encoding?: Encoding;
}

export type Encoding = 'UTF-16' | 'windows-1252';

/** A letter of UTF-8 beyond ASCII, in bytes as Latin-1; else, a byte that is no part of one. */
const BEYOND_ASCII =
  /((?:[\xC2-\xDF]|\xE0(?=[\xA0-\xBF])[\x80-\xBF]|\xED(?=[\x80-\x9F])[\x80-\xBF]|[\xE1-\xEC\xEE\xEF][\x80-\xBF]|\xF0(?=[\x90-\xBF])[\x80-\xBF]{2}|\xF4(?=[\x80-\x8F])[\x80-\xBF]{2}|[\xF1-\xF3][\x80-\xBF]{2})[\x80-\xBF])|[\x80-\xFF]/g;

/** What windows-1252 has where Latin-1 has control characters; the decoder of Node leaves them. */
const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ';

/**
 * Returns bytes as text: UTF-8, else UTF-16 where they begin with its mark, else windows-1252. A few bytes that stand
 * wrong in much that is UTF-8 spoil no other. Undefined stands for what is no text: it holds NUL, and isn't UTF-16.
 */
export function decode(bytes: Buffer): Decoded | undefined {
  const mark = bytes.toString('latin1', 0, 2);
  if (mark === '\xFF\xFE') return { text: sixteen(bytes, 'utf-16le'), encoding: 'UTF-16' };
  if (mark === '\xFE\xFF') return { text: sixteen(bytes, 'utf-16be'), encoding: 'UTF-16' };
  if (bytes.includes(0)) return undefined;
  if (isUtf8(bytes)) return { text: bytes.toString('utf8').replace(/^\uFEFF/, '') };
  return { text: isMostlyUtf8(bytes) ? mended(bytes) : windows(bytes), encoding: 'windows-1252' };
}

/** Half a letter is none. */
function sixteen(bytes: Buffer, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes).replaceAll('\uFFFD', '');
}

/** Returns bytes of windows-1252, or of Latin-1, as text. */
export function windows(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\x80-\x9F]/g, (letter) => WINDOWS[letter.charCodeAt(0) - 0x80]!);
}

function isMostlyUtf8(bytes: Buffer): boolean {
  if (bytes.toString('latin1', 0, 3) === '\xEF\xBB\xBF') return true;
  let letters = 0;
  let strays = 0;
  for (const [, letter] of bytes.toString('latin1').matchAll(BEYOND_ASCII)) {
    if (letter === undefined) strays += 1;
    else letters += 1;
  }
  return letters > strays;
}

function mended(bytes: Buffer): string {
  const text = bytes.toString('latin1').replace(BEYOND_ASCII, (each, letter?: string) => {
    const one = Buffer.from(each, 'latin1');
    return letter === undefined ? windows(one) : one.toString('utf8');
  });
  return text.replace(/^\uFEFF/, '');
}

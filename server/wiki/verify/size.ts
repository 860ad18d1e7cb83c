/** The size of a text as its revision tells it, counted without reading the text, since a verification counts them all. */

const BODY = Buffer.from(',"body":"');
/** Escapes that don't stand for one code point by one backslash. */
const OTHER_ESCAPES = [Buffer.from('\\\\'), Buffer.from('\\u')];
const BACKSLASH = 0x5c;

/** Returns how many code points the body in a canonical text has: its bytes but for those that go on with one, and backslashes. */
export function sizeOf(text: Buffer): number {
  const start = text.lastIndexOf(BODY) + BODY.length;
  const end = text.length - 2;
  if (OTHER_ESCAPES.some((escape) => text.indexOf(escape, start) >= 0)) {
    return [...(JSON.parse(`"${text.toString('utf8', start, end)}"`) as string)].length;
  }
  let uncounted = 0;
  const count = (from: number, to: number) => {
    for (let at = from; at < to; at++) if (isUncounted(text[at]!)) uncounted++;
  };
  const first = Math.min(end, start + ((4 - ((text.byteOffset + start) % 4)) % 4));
  const words = new Int32Array(text.buffer, text.byteOffset + first, (end - first) >> 2);
  count(start, first);
  // Four bytes at once: the highest bit of each says whether it's uncounted.
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const zeroWhere = word ^ (BACKSLASH * 0x01010101);
    const isOther = ((zeroWhere & 0x7f7f7f7f) + 0x7f7f7f7f) | zeroWhere;
    const marks = (~isOther | (word & ~(word << 1))) & 0x80808080;
    uncounted += Math.imul(marks >>> 7, 0x01010101) >>> 24;
  }
  count(first + 4 * words.length, end);
  return end - start - uncounted;
}

function isUncounted(byte: number): boolean {
  return (byte & 0xc0) === 0x80 || byte === BACKSLASH;
}

/** The size of a text as its revision tells it: counted from what a delta changes, since a verification counts them all. */
import { partsChanged } from '../../../text/delta.ts';

const BODY = Buffer.from(',"body":"');
/** Escapes that don't stand for one code point by one backslash. */
const OTHER_ESCAPES = [Buffer.from('\\\\'), Buffer.from('\\u')];
const BACKSLASH = 0x5c;

/** Returns how many of some bytes begin a code point: all but those that go on with one, and backslashes, which escape one. */
export function countPoints(bytes: Buffer, end = bytes.length): number {
  let points = 0;
  for (let at = 0; at < end; at++) {
    const byte = bytes[at]!;
    if ((byte & 0xc0) !== 0x80 && byte !== BACKSLASH) points++;
  }
  return points;
}

/** Returns the points of the text that a delta makes of a parent with so many. */
export function pointsAfter(points: number, parent: Buffer, delta: Buffer): number {
  return partsChanged(parent, delta).reduce(
    (sum, { removed, added }) => sum - countPoints(removed) + countPoints(added),
    points,
  );
}

/** Returns how many code points the body in a canonical text has, given the points of the whole of it. */
export function sizeOf(text: Buffer, points = countPoints(text)): number {
  const start = text.lastIndexOf(BODY) + BODY.length;
  if (OTHER_ESCAPES.every((escape) => text.indexOf(escape, start) < 0)) {
    return points - countPoints(text, start) - '"}'.length;
  }
  const body = text.toString('utf8', start, text.length - '"}'.length);
  return [...(JSON.parse(`"${body}"`) as string)].length;
}

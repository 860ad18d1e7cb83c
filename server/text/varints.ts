/** Whole numbers in as few bytes as they need: seven bits a byte, the lowest first, as in LEB128. */

/** Where reading has come to in some bytes. */
export interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

/** Adds a whole number from 0 to 2^53 - 1 to a list of bytes. */
export function writeVarint(bytes: number[], value: number): void {
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  bytes.push(value);
}

/** Returns the number at the cursor and moves past it. Throws a RangeError when the bytes end in the middle of it. */
export function readVarint(cursor: Cursor): number {
  let value = 0;
  for (let unit = 1; ; unit *= 128) {
    const byte = cursor.bytes[cursor.at++];
    if (byte === undefined) throw new RangeError('The bytes end in the middle of a number');
    value += (byte % 128) * unit;
    if (byte < 128) return value;
  }
}

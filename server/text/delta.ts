/**
 * Texts stored as what they change of another, so that a long history costs what was written in it, whatever the length
 * of the text. Reading a delta costs little more than copying the text, for nothing but a large addition is deflated.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { sharedText } from './ends.ts';
import { align } from './sequence.ts';
import { readVarint, writeVarint } from './varints.ts';
import { tokens } from './words.ts';

// The first byte of a delta.
const PLAIN = 0;
const DEFLATED = 1;

/**
 * Returns what must be stored of a text when its parent is kept: for each change how many bytes are kept since the one
 * before, how many of the parent's are left out, how many are put in, and those; all of it deflated when that saves much.
 */
export function encodeDelta(parent: Buffer, text: Buffer): Buffer {
  const changes = changesFrom(parent.toString('latin1'), text.toString('latin1')).flatMap((change) => {
    const counts: number[] = [];
    for (const count of [change.kept, change.removed.length, change.added.length]) writeVarint(counts, count);
    return [Buffer.from(counts), Buffer.from(change.added, 'latin1')];
  });
  const plain = Buffer.concat([Buffer.of(PLAIN), ...changes]);
  if (plain.length < FEWEST_DEFLATED) return plain;
  const deflated = Buffer.concat([Buffer.of(DEFLATED), deflateRawSync(plain.subarray(1), { level: 9 })]);
  return deflated.length < plain.length * WORTH_INFLATING ? deflated : plain;
}

/** Returns the text that a delta was made of. Throws a RangeError when it can't have been made with this parent. */
export function decodeDelta(parent: Buffer, delta: Buffer): Buffer {
  return decodeDeltas(parent, [delta]);
}

/** Returns the text at the end of a chain: the first delta was made with the full text, each other with the one before. */
export function decodeDeltas(full: Buffer, deltas: readonly Buffer[]): Buffer {
  let text = full;
  // Memory costs more than copying, so two buffers are written by turns.
  let [next, spare] = [Buffer.alloc(0), Buffer.alloc(0)];
  for (const delta of deltas) {
    const { bytes, splices, growth } = read(delta);
    const length = text.length + growth;
    if (next.length < length) next = Buffer.allocUnsafe(length + ROOM);
    write(next, text, bytes, splices);
    text = next.subarray(0, length);
    [next, spare] = [spare, next];
  }
  return text;
}

/** Returns what a delta takes out of its parent and what it puts in, change by change, as parts of the two. */
export function partsChanged(parent: Buffer, delta: Buffer): { removed: Buffer; added: Buffer }[] {
  const { bytes, splices } = read(delta);
  let at = 0;
  return splices.map(({ kept, removed, from, to }) => {
    const start = at + kept;
    at = start + removed;
    return { removed: parent.subarray(start, at), added: bytes.subarray(from, to) };
  });
}

/** Returns all that a delta puts in, with what stands between in its bytes. */
export function bytesAdded(delta: Buffer): Buffer {
  return delta[0] === DEFLATED ? inflateRawSync(delta.subarray(1)) : delta.subarray(1);
}

// Inflating costs as much time as reading ten deltas, so it must save more than a little.
const FEWEST_DEFLATED = 128;
const WORTH_INFLATING = 0.75;
const BUDGET = 1_000_000;
// It takes more bytes to tell of a change than to write these out.
const SHORTEST_KEPT = 4;
// For a text to grow into.
const ROOM = 4096;

/** A stretch replaced by another. Texts are Latin-1: a letter for each byte. */
interface ByteChange {
  /** How many bytes stand between the change before and this one. */
  readonly kept: number;
  readonly removed: string;
  readonly added: string;
}

function changesFrom(before: string, after: string): ByteChange[] {
  const { head, tail } = sharedText(before, after);
  const from = tokens(before.slice(head, before.length - tail));
  const to = tokens(after.slice(head, after.length - tail));
  const changes: ByteChange[] = [];
  let [i, kept] = [0, head];
  for (const hunk of align(from, to, { steps: BUDGET }).hunks) {
    const between = from.slice(i, hunk.beforeStart).join('');
    const removed = from.slice(hunk.beforeStart, hunk.beforeEnd).join('');
    const added = to.slice(hunk.afterStart, hunk.afterEnd).join('');
    const above = between.length < SHORTEST_KEPT ? changes.pop() : undefined;
    changes.push(
      above
        ? { ...above, removed: above.removed + between + removed, added: above.added + between + added }
        : { kept: kept + between.length, removed, added },
    );
    [i, kept] = [hunk.beforeEnd, 0];
  }
  return changes;
}

/** A change as a delta tells it: what is put in stands in the delta's bytes. */
interface Splice {
  readonly kept: number;
  readonly removed: number;
  readonly from: number;
  readonly to: number;
}

function read(delta: Buffer): { bytes: Buffer; splices: Splice[]; growth: number } {
  const isDeflated = delta[0] === DEFLATED;
  const bytes = isDeflated ? inflateRawSync(delta.subarray(1)) : delta;
  const cursor = { bytes, at: isDeflated ? 0 : 1 };
  const splices: Splice[] = [];
  let growth = 0;
  while (cursor.at < bytes.length) {
    const kept = readVarint(cursor);
    const removed = readVarint(cursor);
    const added = readVarint(cursor);
    splices.push({ kept, removed, from: cursor.at, to: cursor.at + added });
    cursor.at += added;
    growth += added - removed;
  }
  if (cursor.at > bytes.length) throw new RangeError('The delta is cut short');
  return { bytes, splices, growth };
}

function write(target: Buffer, parent: Buffer, bytes: Buffer, splices: readonly Splice[]): void {
  let [at, end] = [0, 0];
  for (const { kept, removed, from, to } of splices) {
    end += parent.copy(target, end, at, at + kept);
    end += bytes.copy(target, end, from, to);
    at += kept + removed;
  }
  if (at > parent.length) throw new RangeError('The delta has another parent');
  parent.copy(target, end, at);
}

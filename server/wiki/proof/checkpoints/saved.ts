/** Checkpoints as anyone may keep them: JSON, every byte in hex. What is read back is just what was published. */
import { z } from 'zod';
import type { Checkpoint } from './record.ts';

const bytes = z.codec(z.string().regex(/^([\da-f]{2})+$/), z.instanceof(Buffer), {
  decode: (hex) => Buffer.from(hex, 'hex'),
  encode: (buffer) => buffer.toString('hex'),
});
const count = z.number().int().nonnegative();
const part = z.object({ count, root: bytes });
const checkpoint = z.object({
  number: count,
  previous: bytes.nullable(),
  madeAt: z.string().regex(/^[\d.:TZ-]+$/),
  revisions: count,
  articles: part,
  bylines: part,
  entries: part,
  publicKey: bytes,
  hash: bytes,
  signature: bytes,
});
const file = z.union([z.object({ checkpoints: z.array(checkpoint).min(1) }), checkpoint]);

/** A checkpoint as published. */
export type SavedCheckpoint = z.input<typeof checkpoint>;

/** Returns a checkpoint as it's published. */
export function publish(made: Checkpoint): SavedCheckpoint {
  return z.encode(checkpoint, made as z.output<typeof checkpoint>);
}

/**
 * Reads what somebody kept: `/checkpoints.json` as saved, one checkpoint out of it, or either on each line; each checkpoint
 * once. Throws an Error with a sentence when it's something else.
 */
export function readCheckpoints(text: string): Checkpoint[] {
  const read = readAll([text]) ?? readAll(text.split('\n').filter((line) => line.trim() !== '')) ?? [];
  if (read.length === 0) throw new Error('The file holds no checkpoint as /checkpoints.json gives them.');
  return onceEach(read);
}

/** Returns each of some checkpoints once. */
export function onceEach(checkpoints: readonly Checkpoint[]): Checkpoint[] {
  return [...new Map(checkpoints.map((one) => [one.hash.toString('hex'), one])).values()];
}

function readAll(texts: readonly string[]): Checkpoint[] | undefined {
  const parts = texts.map((text) => file.safeParse(jsonIn(text)));
  if (!parts.every(({ success }) => success)) return undefined;
  return parts.flatMap(({ data }) => ('checkpoints' in data! ? data.checkpoints : [data!]));
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Attributions as bytes: each as what it changes of its parent's, so that one can be kept for every revision. */
import { sharedEnds } from '../ends.ts';
import { align } from '../sequence.ts';
import { readVarint, writeVarint } from '../varints.ts';
import type { Attribution } from './draft.ts';

const NOTHING: Attribution = new Uint32Array();

/**
 * Returns the bytes of a revision's attribution, to be read with the attribution that is given as its parent's; with
 * none, they can be read by themselves. For each change they tell how many words are kept since the one before, how many
 * of the parent's are left out, and how many runs are put in; and for each run, its words and how much earlier than the
 * revision they were written.
 */
export function encodeAttribution(
  attribution: Attribution,
  sequence: number,
  parent: Attribution = NOTHING,
): Buffer {
  const { head, tail } = sharedEnds(
    parent.length,
    attribution.length,
    (i, j) => parent[i] === attribution[j],
  );
  const middle = (all: Attribution) => all.subarray(head, all.length - tail);
  const { hunks } = align(middle(parent), middle(attribution), { steps: BUDGET });
  const bytes: number[] = [];
  let last = -head;
  for (const { beforeStart, beforeEnd, afterStart, afterEnd } of hunks) {
    const runs = runsIn(attribution.subarray(head + afterStart, head + afterEnd));
    for (const count of [beforeStart - last, beforeEnd - beforeStart, runs.length]) writeVarint(bytes, count);
    for (const { words, origin } of runs) {
      writeVarint(bytes, words);
      writeVarint(bytes, sequence - origin);
    }
    last = beforeEnd;
  }
  return Buffer.from(bytes);
}

/** Returns the attribution that was encoded for the revision of a sequence, given the same parent. Throws a RangeError when it's broken. */
export function decodeAttribution(
  bytes: Uint8Array,
  sequence: number,
  parent: Attribution = NOTHING,
): Attribution {
  const { changes, growth } = read(bytes);
  if (growth > MOST_WORDS) throw new RangeError('The attribution has more words than any body');
  const attribution = new Uint32Array(parent.length + growth);
  let [at, end] = [0, 0];
  for (const { kept, removed, runs } of changes) {
    attribution.set(parent.subarray(at, at + kept), end);
    at += kept + removed;
    end += kept;
    for (const { words, age } of runs) attribution.fill(sequence - age, end, (end += words));
  }
  attribution.set(parent.subarray(at), end);
  return attribution;
}

/** A change as it is encoded; `age` is how much earlier than the revision the words of a run were written. */
interface OriginChange {
  readonly kept: number;
  readonly removed: number;
  readonly runs: readonly { readonly words: number; readonly age: number }[];
}

function read(bytes: Uint8Array): { changes: OriginChange[]; growth: number } {
  const cursor = { bytes, at: 0 };
  const changes: OriginChange[] = [];
  let growth = 0;
  while (cursor.at < bytes.length) {
    const kept = readVarint(cursor);
    const removed = readVarint(cursor);
    const runs = Array.from({ length: readVarint(cursor) }, () => ({
      words: readVarint(cursor),
      age: readVarint(cursor),
    }));
    growth += runs.reduce((sum, { words }) => sum + words, -removed);
    changes.push({ kept, removed, runs });
  }
  return { changes, growth };
}

const BUDGET = 1_000_000;
// A body is bounded; what says more is broken, and must not take the memory with it.
const MOST_WORDS = 1_000_000;

interface OriginRun {
  words: number;
  readonly origin: number;
}

function runsIn(origins: Attribution): OriginRun[] {
  const runs: OriginRun[] = [];
  for (const origin of origins) {
    const last = runs.at(-1);
    if (last?.origin === origin) last.words++;
    else runs.push({ words: 1, origin });
  }
  return runs;
}

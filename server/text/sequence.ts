/**
 * Compares two sequences of strings (words, sentences, blocks) and tells which stretches differ. Time and memory are
 * bounded: what the budget can't pay for counts as different, and the answer says so.
 */
import type { Budget } from './budget.ts';
import { anchors, boxesBetween, shortestPath, type Box } from './sequence/paths.ts';

/** A stretch of one sequence replaced by a stretch of the other; either may be empty. Ends are exclusive. */
export interface Hunk {
  readonly beforeStart: number;
  readonly beforeEnd: number;
  readonly afterStart: number;
  readonly afterEnd: number;
}

export interface Alignment {
  /** What differs, in order. All that stands between the hunks is equal. */
  readonly hunks: readonly Hunk[];
  /** False when the search was cut short, so that a hunk may be larger than it need be. */
  readonly complete: boolean;
}

/**
 * Returns the hunks that turn one sequence into the other, with few changed tokens while the budget lasts. An addition
 * or a removal that could stand in several places stands in the last of them.
 */
export function align(before: readonly string[], after: readonly string[], budget: Budget): Alignment {
  const head = sharedHead(before, after);
  const tail = sharedTail(before, after, head);
  const beforeEnd = before.length - tail;
  const afterEnd = after.length - tail;
  const [from, to] = numbered(before.slice(head, beforeEnd), after.slice(head, afterEnd));
  const { partners, complete } = search(from.ids, to.ids, budget);

  const hunks: Hunk[] = [];
  let beforeStart = head;
  let afterStart = head;
  const stopAt = (i: number, j: number) => {
    if (i > beforeStart || j > afterStart) {
      hunks.push({ beforeStart, beforeEnd: i, afterStart, afterEnd: j });
    }
    beforeStart = i + 1;
    afterStart = j + 1;
  };
  partners.forEach((partner, i) => {
    if (partner !== NONE) stopAt(head + from.places[i]!, head + to.places[partner]!);
  });
  stopAt(beforeEnd, afterEnd);
  return { hunks: settled(hunks, before, after), complete };
}

/** Returns the empty hunk at the end of two sequences, for loops that have something to do after the last. */
export function endOf(before: readonly unknown[], after: readonly unknown[]): Hunk {
  const [beforeStart, afterStart] = [before.length, after.length];
  return { beforeStart, beforeEnd: beforeStart, afterStart, afterEnd: afterStart };
}

const NONE = -1;

function sharedHead(before: readonly string[], after: readonly string[]): number {
  const most = Math.min(before.length, after.length);
  let length = 0;
  while (length < most && before[length] === after[length]) length++;
  return length;
}

function sharedTail(before: readonly string[], after: readonly string[], head: number): number {
  const most = Math.min(before.length, after.length) - head;
  let length = 0;
  while (length < most && before.at(-1 - length) === after.at(-1 - length)) length++;
  return length;
}

interface Numbered {
  readonly ids: number[];
  /** Where each of the ids stood in the sequence. */
  readonly places: number[];
}

/** Numbers what both sequences hold, equal tokens alike. A token of only one of them can't be matched and is left out. */
function numbered(before: readonly string[], after: readonly string[]): [Numbered, Numbered] {
  const held = new Set(before);
  const ids = new Map<string, number>();
  for (const token of after) if (held.has(token) && !ids.has(token)) ids.set(token, ids.size);
  const kept = (tokens: readonly string[]): Numbered => {
    const places = [...tokens.keys()].filter((place) => ids.has(tokens[place]!));
    return { places, ids: places.map((place) => ids.get(tokens[place]!)!) };
  };
  return [kept(before), kept(after)];
}

/**
 * Finds the partner in `b` of each place in `a`: by the shortest path where that is short, else by cutting at what
 * stands once on both sides (as patience diff does), else along the path as far as it was found.
 */
function search(a: number[], b: number[], budget: Budget): { partners: Int32Array; complete: boolean } {
  const partners = new Int32Array(a.length).fill(NONE);
  const boxes: Box[] = [{ aFrom: 0, aTo: a.length, bFrom: 0, bTo: b.length }];
  let complete = true;
  for (let box = boxes.pop(); box; box = boxes.pop()) {
    if (box.aFrom === box.aTo || box.bFrom === box.bTo) continue;
    if (budget.steps <= 0) {
      complete = false;
      continue;
    }
    const path = shortestPath(a, b, box, budget);
    const cuts = path.rest ? anchors(a, b, box, budget) : [];
    for (const { i, j, length } of cuts.length > 0 ? cuts : path.runs) {
      for (let k = 0; k < length; k++) partners[i + k] = j + k;
    }
    if (cuts.length > 0) {
      for (const between of boxesBetween(cuts, box)) boxes.push(between);
    } else if (path.rest) {
      boxes.push(path.rest);
      complete = false;
    }
  }
  return { partners, complete };
}

/** Moves each pure addition or removal down as far as it goes, joining it with the hunk below if it gets there. */
function settled(hunks: readonly Hunk[], before: readonly string[], after: readonly string[]): Hunk[] {
  const result: Hunk[] = [];
  for (const hunk of hunks.toReversed()) {
    const below = result.at(-1);
    const moved = shifted(hunk, room(hunk, before, after, below?.beforeStart ?? before.length));
    if (below && moved.beforeEnd === below.beforeStart) {
      result[result.length - 1] = { ...below, beforeStart: moved.beforeStart, afterStart: moved.afterStart };
    } else {
      result.push(moved);
    }
  }
  return result.reverse();
}

function room(hunk: Hunk, before: readonly string[], after: readonly string[], limit: number): number {
  const { beforeStart, beforeEnd, afterStart, afterEnd } = hunk;
  const pure = beforeStart === beforeEnd || afterStart === afterEnd;
  if (!pure) return 0;
  const [tokens, start, end] =
    afterStart === afterEnd ? [before, beforeStart, beforeEnd] : [after, afterStart, afterEnd];
  let by = 0;
  while (beforeEnd + by < limit && tokens[start + by] === tokens[end + by]) by++;
  return by;
}

function shifted(hunk: Hunk, by: number): Hunk {
  return {
    beforeStart: hunk.beforeStart + by,
    beforeEnd: hunk.beforeEnd + by,
    afterStart: hunk.afterStart + by,
    afterEnd: hunk.afterEnd + by,
  };
}

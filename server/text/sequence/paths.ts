/**
 * The search behind `sequence.ts`, over numbered tokens: the shortest edit path through a box, and where to cut a box
 * that is too large for it.
 */
import type { Budget } from '../budget.ts';

/** Two sequences of tokens that are numbers, equal ones alike, from 0 up to, not including, `count`. */
export interface SequencePair {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly count: number;
  readonly budget: Budget;
}

/** A stretch of each sequence; ends are exclusive. */
export interface Box {
  readonly aFrom: number;
  readonly aTo: number;
  readonly bFrom: number;
  readonly bTo: number;
}

/** A run of equal tokens: `a[i + k] === b[j + k]` for each k under the length. */
export interface EqualStretch {
  readonly i: number;
  readonly j: number;
  readonly length: number;
}

export interface Path {
  readonly runs: readonly EqualStretch[];
  /** What lies beyond the furthest point that was reached, when that isn't the end of the box. */
  readonly rest?: Box;
}

// The memory of a path is the square of this, in numbers.
const MOST_CHANGES = 256;
/** What `reach` was in each round of the search that is at work, one behind the other. */
const rounds = new Int32Array(roundAt(MOST_CHANGES + 1));

/** Returns where a round begins that so many changes went before: one of so many changes has two places more than the one before it. */
function roundAt(changes: number): number {
  return changes * (changes + 2);
}

/**
 * Returns a shortest path through a box (Myers, "An O(ND) Difference Algorithm", 1986), or as much as was found of one
 * when it takes over 256 changes or more than the budget.
 */
export function shortestPath({ a, b, budget }: SequencePair, box: Box): Path {
  const width = box.aTo - box.aFrom;
  const height = box.bTo - box.bFrom;
  const most = Math.min(width + height, MOST_CHANGES);
  const middle = most + 1;
  // reach[middle + k]: how far along `a` the best path goes that ends on diagonal k = x - y.
  const reach = new Int32Array(2 * most + 3).fill(-1);
  reach[middle + 1] = 0;
  for (let changes = 0; ; changes++) {
    rounds.set(reach.subarray(middle - changes - 1, middle + changes + 2), roundAt(changes));
    const lowest = -changes + 2 * Math.max(0, changes - height);
    const highest = changes - 2 * Math.max(0, changes - width);
    let furthest = { x: -1, y: -1 };
    for (let k = lowest; k <= highest; k += 2) {
      const from = step(reach, middle + k);
      let x = from;
      while (x < width && x - k < height && a[box.aFrom + x] === b[box.bFrom + x - k]) x++;
      const y = x - k;
      budget.steps -= 1 + x - from;
      reach[middle + k] = x;
      if (x + y > furthest.x + furthest.y && x <= width && y <= height) furthest = { x, y };
    }
    const arrived = furthest.x === width && furthest.y === height;
    if (!arrived && changes < most && budget.steps > 0) continue;
    const runs = walkBack(changes, furthest, box);
    return arrived
      ? { runs }
      : { runs, rest: { ...box, aFrom: box.aFrom + furthest.x, bFrom: box.bFrom + furthest.y } };
  }
}

/** Returns the tokens that stand once on each side of a box, the longest row of them that keeps its order. */
export function anchors({ a, b, budget }: SequencePair, { aFrom, aTo, bFrom, bTo }: Box): EqualStretch[] {
  budget.steps -= 8 * (aTo - aFrom + bTo - bFrom);
  const inB = loners(b, bFrom, bTo);
  const shared: EqualStretch[] = [];
  for (const [id, i] of loners(a, aFrom, aTo)) {
    const j = i === REPEATED ? undefined : inB.get(id);
    if (j !== undefined && j !== REPEATED) shared.push({ i, j, length: 1 });
  }
  return longestRise(shared.map(({ j }) => j)).map((index) => shared[index]!);
}

/** Returns the boxes that cuts leave of a box: before, between and after them. */
export function boxesBetween(cuts: readonly EqualStretch[], box: Box): Box[] {
  const ends = [...cuts, { i: box.aTo, j: box.bTo, length: 0 }];
  let [aFrom, bFrom] = [box.aFrom, box.bFrom];
  return ends.map(({ i, j, length }) => {
    const between = { aFrom, aTo: i, bFrom, bTo: j };
    [aFrom, bFrom] = [i + length, j + length];
    return between;
  });
}

/** Returns the indexes of a longest strictly rising subsequence. */
export function longestRise(values: readonly number[]): number[] {
  const ends: number[] = [];
  const previous = new Int32Array(values.length);
  values.forEach((value, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[ends[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = ends[low - 1] ?? -1;
    ends[low] = index;
  });
  const rise: number[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index]!) rise.push(index);
  return rise.reverse();
}

/** Takes one change more onto a diagonal: down from the one above, or right from the one below, whichever gets further. */
function step(reach: Int32Array, at: number): number {
  const right = reach[at - 1]! + 1;
  const down = reach[at + 1]!;
  return right > down ? right : down;
}

/** Returns the runs on the way to where a search of so many changes ended. */
function walkBack(last: number, end: { x: number; y: number }, box: Box): EqualStretch[] {
  const runs: EqualStretch[] = [];
  let { x, y } = end;
  for (let changes = last; changes >= 0; changes--) {
    const k = x - y;
    const at = roundAt(changes) + changes + 1 + k;
    const from = step(rounds, at);
    if (x > from) runs.push({ i: box.aFrom + from, j: box.bFrom + from - k, length: x - from });
    const down = rounds[at + 1] === from;
    x = down ? from : from - 1;
    y = down ? from - k - 1 : from - k;
  }
  return runs.reverse();
}

/** Stands for the place of what stands in several. */
const REPEATED = -1;

/** Returns the places of some tokens, in their order. */
function loners(ids: readonly number[], from: number, to: number): Map<number, number> {
  const places = new Map<number, number>();
  for (let i = from; i < to; i++) places.set(ids[i]!, places.has(ids[i]!) ? REPEATED : i);
  return places;
}

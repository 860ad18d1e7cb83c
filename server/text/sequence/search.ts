/** Finds which tokens of two sequences are one another's partners, by the way that suits the size of what is compared. */
import type { Budget } from '../budget.ts';
import { pairMost, stepsOf } from './bits.ts';
import {
  anchors,
  boxesBetween,
  shortestPath,
  type Box,
  type EqualStretch,
  type SequencePair,
} from './paths.ts';

/** The partner of a token that has none. */
export const NONE = -1;

export interface Partners {
  /** For each place of the one sequence, that of its partner in the other, or NONE. Partners are equal and keep their order. */
  readonly places: Int32Array;
  /** False when the search was cut short. */
  readonly complete: boolean;
}

/**
 * Finds partners for as many tokens as the budget pays for. The tokens are numbers, equal ones alike, from 0 up to, not
 * including, `count`.
 */
export function findPartners(
  a: readonly number[],
  b: readonly number[],
  count: number,
  budget: Budget,
): Partners {
  // A token that only one of them holds can't be paired, and would only lengthen the search.
  const [from, to] = [sharedWith(b, a, count), sharedWith(a, b, count)];
  const search: Search = {
    a: from.map((i) => a[i]!),
    b: to.map((j) => b[j]!),
    count,
    budget,
    partners: new Int32Array(from.length).fill(NONE),
    complete: true,
  };
  const boxes: Box[] = [{ aFrom: 0, aTo: from.length, bFrom: 0, bTo: to.length }];
  for (let box = boxes.pop(); box; box = boxes.pop()) {
    for (const left of searchBox(search, box)) boxes.push(left);
  }
  const places = new Int32Array(a.length).fill(NONE);
  for (let i = 0; i < from.length; i++) {
    const partner = search.partners[i]!;
    if (partner !== NONE) places[from[i]!] = to[partner]!;
  }
  return { places, complete: search.complete };
}

interface Search extends SequencePair {
  readonly partners: Int32Array;
  complete: boolean;
}

/** Returns the places of a sequence whose tokens another holds too. */
function sharedWith(other: readonly number[], own: readonly number[], count: number): number[] {
  const isHeld = new Uint8Array(count);
  for (const token of other) isHeld[token] = 1;
  const places: number[] = [];
  own.forEach((token, place) => {
    if (isHeld[token] === 1) places.push(place);
  });
  return places;
}

// In how few steps each token of a box is compared with each at once; and in how many, when its shortest path is long.
const FEW_STEPS = 2500;
const MOST_STEPS = 500_000;

/**
 * Pairs tokens of a box, and returns the boxes that it leaves: each token with each where they are few; else along the
 * shortest path where that is short, else what stands once on both sides (as patience diff does).
 */
function searchBox(search: Search, box: Box): readonly Box[] {
  if (box.aFrom === box.aTo || box.bFrom === box.bTo) return [];
  const { budget, partners } = search;
  const steps = stepsOf(box);
  if (budget.steps <= 0) {
    search.complete = false;
    return [];
  }
  if (steps <= FEW_STEPS) {
    pairMost(search, box, partners);
    return [];
  }
  const { runs, rest } = shortestPath(search, box);
  const cuts = rest ? anchors(search, box) : [];
  if (cuts.length > 0) {
    pairRuns(partners, cuts);
    return boxesBetween(cuts, box);
  }
  if (rest && steps <= Math.min(MOST_STEPS, budget.steps)) {
    pairMost(search, box, partners);
    return [];
  }
  pairRuns(partners, runs);
  if (!rest) return [];
  search.complete = false;
  return [rest];
}

function pairRuns(partners: Int32Array, runs: readonly EqualStretch[]): void {
  for (const { i, j, length } of runs) {
    for (let k = 0; k < length; k++) partners[i + k] = j + k;
  }
}

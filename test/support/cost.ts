/** What a piece of work costs, on a machine that others use too: processor time, not time by the clock. */
import { expect } from '@jest/globals';

const TRIES = 9;

/**
 * Returns the milliseconds of processor time that some work takes: the least of several tries, since whatever else goes on
 * only ever adds. It stops trying once one has cost less than `bound`. What costs more is counted as of the machine that
 * the bounds were set on, if this one is slower just then: each try is held against ordinary work right behind it.
 */
export function costOf(work: () => void, bound = 0): number {
  let least = Infinity;
  for (let left = TRIES; left > 0 && least >= bound; left--) {
    const cost = timed(work);
    least = Math.min(least, bound === 0 || cost < bound ? cost : cost / slowness());
  }
  return least;
}

/**
 * Expects some work to cost less than a bound, as of the machine that the bounds were set on, or less than so many times
 * what an ordinary article does. They are measured by turns, since a machine may be slow for a while, and one turn in which
 * it holds is enough.
 */
export function expectCost(work: () => void, bound: number, times: number, ordinary: () => void): void {
  let share = Infinity;
  for (let left = TRIES; left > 0 && share >= 1; left--) {
    const cost = timed(work);
    const most = cost < bound ? bound : Math.max(bound * slowness(), times * timed(ordinary));
    share = Math.min(share, cost / most);
  }
  expect(share).toBeLessThan(1);
}

/** What ordinary work cost, in milliseconds, on the machine that the bounds were set on. */
const ORDINARY = 140;

/** Returns how many times slower ordinary work is just now than on the machine that the bounds were set on; at least 1. */
export function slowness(): number {
  const cost = timed(ordinaryWork);
  if (cost <= ORDINARY) return 1;
  return Math.max(1, Math.min(cost, timed(ordinaryWork)) / ORDINARY);
}

/** Cuts a text into words, counts and sorts them: as all that is measured does, and none of it ours. */
function ordinaryWork(): void {
  const text = Array.from({ length: 150_000 }, (_, i) => `ord${(i * 48_271) % 50_021}`).join(' ');
  const counts = new Map<string, number>();
  for (const { 0: word } of text.matchAll(/[\p{L}\p{N}]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  [...counts].map(([word, count]) => ({ word, count })).sort((a, b) => (a.word < b.word ? -1 : 1));
}

function timed(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

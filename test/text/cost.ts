/** What a piece of work costs, on a machine that others use too: processor time, not time by the clock. */

const TRIES = 3;

/**
 * Returns the milliseconds of processor time that some work takes: the least of three tries, since whatever else goes on
 * only ever adds. It stops trying once one has cost less than `bound`.
 */
export function costOf(work: () => void, bound = 0): number {
  let least = Infinity;
  for (let left = TRIES; left > 0 && least >= bound; left--) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** What a piece of work costs, on a machine that others use too: processor time, not time by the clock. */

/** Returns the milliseconds of processor time that some work takes. */
export function costOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

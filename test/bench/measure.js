/** How things are measured: beside their reference by turns, or by the processor time that they take. */

/**
 * Measures a thing and its reference by turns, and returns the round whose ratio is the median, so that a ratio and the
 * two figures beside it belong together. `ratio` is of the wiki's figure and the reference's.
 */
export async function byTurns(rounds, wiki, reference, ratio = (a, b) => a / b) {
  const all = [];
  for (let round = 0; round < rounds; round++) {
    const each = { wiki: await wiki(), reference: await reference() };
    all.push({ ...each, ratio: ratio(each.wiki, each.reference) });
  }
  return medianBy(({ ratio }) => ratio, all);
}

export function median(values) {
  return medianBy((value) => value, values);
}

/** Returns the milliseconds of processor time that a piece of work takes in this process. */
export async function cpuOf(work) {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function medianBy(figure, values) {
  return [...values].sort((a, b) => figure(a) - figure(b))[Math.floor(values.length / 2)];
}

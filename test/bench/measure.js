/** How things are measured: beside their reference by turns, or by the processor time that they take. */
import { execFileSync } from 'node:child_process';

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

/** Returns the milliseconds of processor time that a command takes, and what it starts. */
export function cpuOfCommand([command, ...args], env) {
  const output = execFileSync('sh', ['-c', '"$0" "$@" > /dev/null && times', command, ...args], {
    env,
    encoding: 'utf8',
  });
  // The shell's second line is what its children took, user and system: "0m0.290s 0m0.010s".
  const children = output.trim().split('\n')[1];
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, s]) => Number(m) * 60 + Number(s));
  return seconds.reduce((sum, each) => sum + each, 0) * 1000;
}

function medianBy(figure, values) {
  return [...values].sort((a, b) => figure(a) - figure(b))[Math.floor(values.length / 2)];
}

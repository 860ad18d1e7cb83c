/** Databases bound how many values one statement may hold: a long list goes into several. */

const SLICE = 5000;

/** Yields a list in slices that a statement can hold, each thing standing for no more than six values. */
export function* slices<T>(list: readonly T[]): Generator<T[]> {
  for (let from = 0; from < list.length; from += SLICE) yield list.slice(from, from + SLICE);
}

/** Databases bound how many values one statement may hold: a long list goes into several. */

const SLICE = 5000;

/** Yields a list in slices that a statement can hold, each thing standing for no more than six values. */
export function* slices<T>(list: readonly T[]): Generator<T[]> {
  for (let from = 0; from < list.length; from += SLICE) yield list.slice(from, from + SLICE);
}

/** The lengths of which there may be several pieces. */
const LENGTHS = [512, 64, 16];

/** Yields a list in pieces of few lengths, so that a query of each piece is built, and read by the database, but once. */
export function* pieces<T>(list: readonly T[]): Generator<T[]> {
  for (let from = 0; from < list.length;) {
    const left = list.length - from;
    const to = from + (LENGTHS.find((length) => length <= left) ?? left);
    yield list.slice(from, to);
    from = to;
  }
}

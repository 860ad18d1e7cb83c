/** Long work on the whole wiki, done a little at a time: whoever wants to save meanwhile waits for a batch, not for all of it. */
import { setTimeout } from 'node:timers/promises';
import type { Db, Tx } from './schema.ts';

/** How long a batch may hold the place to write, in milliseconds. */
const BATCH = 50;
/** How long the place stands free after it, so that other processes get in, in milliseconds. */
const PAUSE = 5;

/** Does one step after another, as many as fit into a batch, until a step returns false; each batch is one transaction. */
export async function inBatches(db: Db, step: (tx: Tx) => Promise<boolean>): Promise<void> {
  const batch = (tx: Tx) => fill(() => step(tx));
  while (await db.transaction().execute(batch)) await setTimeout(PAUSE);
}

/** As `inBatches`, a step for each of a list. */
export async function forEachInBatches<T>(
  db: Db,
  list: readonly T[],
  work: (tx: Tx, each: T) => Promise<void>,
): Promise<void> {
  const left = list.values();
  await inBatches(db, async (tx) => {
    const { value, done } = left.next();
    if (!done) await work(tx, value);
    return !done;
  });
}

/** Takes steps until the time is up, and tells whether there may be more. */
async function fill(step: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + BATCH;
  while (await step()) if (performance.now() > end) return true;
  return false;
}

/**
 * Hashing a password keeps a thread busy, and the files that are served need threads too: but a few are hashed at a time,
 * and the others wait their turn, as long as they aren't too many.
 */
import { overloaded } from '../../errors.ts';

/** Half the threads that Node has for such work, so that the others are left for files. */
const AT_ONCE = 2;
/** How many may wait; on a slow machine that is some seconds. */
const MOST_WAITING = 100;

let running = 0;
const waiting: (() => void)[] = [];

/** Does some work when it's its turn, first come first served. Throws 503 at once when too much waits already. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) running++;
  else if (waiting.length < MOST_WAITING) await new Promise<void>((resolve) => waiting.push(resolve));
  else throw overloaded();
  try {
    return await work();
  } finally {
    // Whoever waits takes the place over, so that nobody slips in between.
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

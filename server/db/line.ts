/**
 * The line before a place that few may hold at once. Who came first is let in first; the line is bounded in number and in
 * time, and who holds a place never hands it on without giving others a turn of the event loop.
 */
import { databaseBusy } from '../errors.ts';

/** A place that is held: `left` tells how many milliseconds of patience remain. It's left once. */
export interface Turn {
  left(): number;
  leave(): void;
}

export interface Queue {
  /** Waits for a place. Throws 503 when too many wait already, or when the wait has been too long. */
  take(): Promise<Turn>;
  waiting(): number;
}

/** How many may wait, each for one request. */
const MOST = 100;
/** How long a writer waits at most, in milliseconds. */
const PATIENCE = 15_000;

/** Makes a line before so many places. */
export function makeLine(places = 1): Queue {
  let free = places;
  const line = new Set<() => void>();
  const leave = () => {
    const [admit] = line;
    if (admit) admit();
    else free++;
  };
  const place = (since: number): Turn => {
    const left = () => Math.max(1, Math.ceil(since + PATIENCE - performance.now()));
    return { left, leave };
  };
  const take = (): Promise<Turn> => {
    const since = performance.now();
    if (free > 0) {
      free--;
      return Promise.resolve(place(since));
    }
    if (line.size >= MOST) return Promise.reject(databaseBusy());
    return new Promise((resolve, reject) => {
      const admit = () => {
        // From here on the place is theirs: their patience can't run out before they take it.
        clearTimeout(timer);
        line.delete(admit);
        setImmediate(() => resolve(place(since)));
      };
      const timer = setTimeout(() => {
        line.delete(admit);
        reject(databaseBusy());
      }, PATIENCE);
      line.add(admit);
    });
  };
  return { take, waiting: () => line.size };
}

/** What the process holds in memory. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Returns the megabytes that are held once all that nobody needs any longer is gone. */
export function megabytesHeld(): number {
  collect();
  // What buffers held is given back beside the first; the second waits for that.
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}

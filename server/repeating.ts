/** What is asked for again and again while the wiki runs, such as whether there is mail to send. */
import type { Context } from './context.ts';

/** How often, in milliseconds; until when; and what the log says when it fails. */
interface Repeating {
  every: number;
  stopping: AbortSignal;
  trouble: string;
}

/** Does something now and from time to time, once at a time, until it's told to stop; what fails is logged, and never ends the wiki. */
export function repeat(
  { log }: Context,
  { every, stopping, trouble }: Repeating,
  work: () => Promise<void>,
): void {
  let isRunning = false;
  const run = async () => {
    if (isRunning || stopping.aborted) return;
    isRunning = true;
    await work().catch((error: unknown) => {
      if (!stopping.aborted) log.error({ err: error }, trouble);
    });
    isRunning = false;
  };
  setInterval(() => void run(), every).unref();
  void run();
}

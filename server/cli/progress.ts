/** A progress bar, shown on a terminal only. */
import type { Writable } from 'node:stream';
import { SingleBar } from 'cli-progress';

export interface ProgressBar {
  update(done: number, all: number): void;
  stop(): void;
}

/** Starts a bar on a stream; where the stream is no terminal nothing is shown. */
export function progressBar(stream: Writable & { isTTY?: boolean }, what: string): ProgressBar {
  if (!stream.isTTY) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    stream: stream as NodeJS.WritableStream,
    format: `{bar} {value} of {total} ${what}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(0, 0);
  return {
    update: (done, all) => {
      bar.setTotal(all);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}

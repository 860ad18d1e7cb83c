/** Follows what happens while the wiki runs, and tells people of it: by notices, and by the mail that they chose to have. */
import type { Context } from './context.ts';
import { queueDigests } from './wiki/following/digests.ts';
import { tellOfNews } from './wiki/following/telling.ts';

/** How often it's asked what has happened, in milliseconds. */
const ASK_EVERY = 3_000;

/** Tells people of what happens from now on, until it's told to stop; what fails is logged, and is tried again. */
export function tellNews(context: Context, stopping: AbortSignal): void {
  let running = false;
  const follow = async () => {
    if (running || stopping.aborted) return;
    running = true;
    await tellNewsNow(context, stopping).catch((error: unknown) => {
      if (!stopping.aborted) context.log.error({ err: error }, 'people could not be told of what happened');
    });
    running = false;
  };
  setInterval(() => void follow(), ASK_EVERY).unref();
  void follow();
}

/** Tells people of all that has happened until now. */
export async function tellNewsNow({ db, now }: Context, stopping?: AbortSignal): Promise<void> {
  while (!stopping?.aborted && (await tellOfNews(db, now())));
  if (!stopping?.aborted) await queueDigests(db, now());
}

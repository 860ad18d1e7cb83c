/** Follows what happens while the wiki runs, and tells people of it: by notices, and by the mail that they chose to have. */
import type { Context } from './context.ts';
import { repeat } from './repeating.ts';
import { queueDigests } from './wiki/following/digests.ts';
import { tellOfNews } from './wiki/following/telling.ts';

/** How often it's asked what has happened, in milliseconds. */
const ASK_EVERY = 3_000;

/** Tells people of what happens from now on, until it's told to stop; what fails is logged, and is tried again. */
export function tellNews(context: Context, stopping: AbortSignal): void {
  repeat(context, { every: ASK_EVERY, stopping, trouble: 'people could not be told of what happened' }, () =>
    tellNewsNow(context, stopping),
  );
}

/** Tells people of all that has happened until now. */
export async function tellNewsNow({ db, now }: Context, stopping?: AbortSignal): Promise<void> {
  while (!stopping?.aborted && (await tellOfNews(db, now())));
  if (!stopping?.aborted) await queueDigests(db, now());
}

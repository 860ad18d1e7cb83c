/** What is due from time to time while the wiki runs: old sessions, the checkpoint of the day, and an eye on the clock. */
import type { Context } from './context.ts';
import { makeDailyCheckpoint } from './wiki/proof/checkpoints.ts';
import { watchClock, writtenAhead, type Clock } from './wiki/upkeep/clock.ts';
import { deleteOldSessions } from './wiki/people/sessions.ts';

/** Does what is due, unless the wiki is being stopped; what fails is logged, and tried again the next time. */
export async function keepHouse(context: Context, stopping?: AbortSignal): Promise<void> {
  const { db, now, log, settings } = context;
  try {
    const clock = await watchClock(db, now());
    await tellOf(clock, context);
    await deleteOldSessions(db, clock);
    const checkpoint = await makeDailyCheckpoint(db, settings.dataFolder, now());
    if (checkpoint) log.info({ number: checkpoint.number }, 'made a checkpoint of the history');
  } catch (error) {
    if (!stopping?.aborted) log.error({ err: error }, 'housekeeping failed');
  }
}

/** The newest time ahead of the clock that has been told of. */
const told = new WeakMap<Context['db'], string>();

/** Says it in the log, once each time, when the clock can't be right or can't have been. */
async function tellOf({ jumped, now }: Clock, context: Context): Promise<void> {
  const { db, log } = context;
  if (jumped) log.warn(jumped, 'the clock has jumped, or the wiki was off: is the clock right?');
  const ahead = await writtenAhead(db, now);
  if (ahead === undefined || told.get(db) === ahead) return;
  told.set(db, ahead);
  log.warn(
    { newest: ahead, now },
    'what was written last is dated ahead of the clock: it was wrong then, or it is now',
  );
}

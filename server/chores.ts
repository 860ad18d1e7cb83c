/** What happens from time to time while the wiki runs: a table of what, and how often. Of several processes one does each. */
import type { Context, Db } from './context.ts';
import { mergeOwed } from './wiki/erasure/owed.ts';
import { deleteOldWords, writeCounted } from './wiki/figures/reading.ts';
import { deleteOldNotices } from './wiki/following/notices.ts';
import { deleteOldMail } from './wiki/mail/outbox.ts';
import { deleteOldTokens, deleteTokensAhead } from './wiki/mail/tokens.ts';
import { deleteOldJourneys } from './wiki/people/journeys.ts';
import { deleteOldEvents } from './wiki/people/events.ts';
import { deleteOldBrowsers } from './wiki/people/known-browsers.ts';
import { deleteOldSessions } from './wiki/people/sessions.ts';
import { deleteOldWholeNames } from './wiki/people/vouching.ts';
import { makeDailyCheckpoint } from './wiki/proof/checkpoints.ts';
import { deleteOldReports } from './wiki/reports/reports.ts';
import { giveTurnBack, takeTurn } from './wiki/upkeep/due.ts';
import { isSteady, readClock, watchClock, writtenAhead } from './wiki/upkeep/clock.ts';

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;

/**
 * Something that is due once in so many milliseconds; 0 is whenever it's asked, in every process. What forgets for good
 * waits until the clock can be believed.
 */
interface Chore {
  readonly name: string;
  readonly every: number;
  readonly forgets?: true;
  work(context: Context): Promise<void>;
}

/** In the order in which they are done when several are due. */
const chores: readonly Chore[] = [
  { name: 'clock', every: HOUR, work: lookAtClock },
  {
    name: 'sessions',
    every: HOUR,
    work: async ({ db, now }) => deleteOldSessions(db, await readClock(db, now())),
  },
  { name: 'links', every: HOUR, work: ({ db, now }) => deleteOldTokens(db, now()) },
  { name: 'journeys', every: HOUR, work: ({ db, now }) => deleteOldJourneys(db, now()) },
  ...Object.entries({
    mail: deleteOldMail,
    'links ahead': deleteTokensAhead,
    events: deleteOldEvents,
    browsers: deleteOldBrowsers,
    names: deleteOldWholeNames,
    reports: deleteOldReports,
    notices: deleteOldNotices,
    words: deleteOldWords,
  }).map(([name, forget]): Chore => ({
    ...{ name, every: HOUR, forgets: true },
    work: ({ db, now }) => forget(db, now()),
  })),
  { name: 'checkpoint', every: HOUR, work: makeCheckpoint },
  // It may take long, and nothing else waits for it.
  { name: 'index', every: 5 * MINUTE, work: ({ db }) => mergeOwed(db) },
];

/** How often it's asked what is due, in milliseconds. */
export const ASK_EVERY = MINUTE;

/** Each process has counted what it was asked for itself, so that none does it for the others. */
const reading: Chore = { name: 'reading', every: 0, work: ({ db, now }) => writeCounted(db, now()) };

/** Does what is due, unless the wiki is being stopped; what fails is logged, and is due again the next time. */
export async function doChores(context: Context, stopping?: AbortSignal): Promise<void> {
  for (const chore of [reading, ...chores]) {
    try {
      if (stopping?.aborted) return;
      await doIfDue(chore, context);
    } catch (error) {
      if (!stopping?.aborted) context.log.error({ err: error, chore: chore.name }, 'a chore failed');
    }
  }
}

async function doIfDue({ name, every, forgets, work }: Chore, context: Context): Promise<void> {
  const { db } = context;
  const now = context.now();
  if (every === 0) return work(context);
  if (forgets && !(await isSteady(db, now))) return;
  if (!(await takeTurn(db, { name, every }, now))) return;
  try {
    await work(context);
  } catch (error) {
    await giveTurnBack(db, name, now);
    throw error;
  }
}

async function makeCheckpoint({ db, settings, now, log }: Context): Promise<void> {
  const checkpoint = await makeDailyCheckpoint(db, settings.dataFolder, now());
  if (checkpoint) log.info({ number: checkpoint.number }, 'made a checkpoint of the history');
}

/** The newest time ahead of the clock that has been told of. */
const told = new WeakMap<Db, string>();

/** Says it in the log, once each time, when the clock can't be right or can't have been. */
async function lookAtClock({ db, now: read, log }: Context): Promise<void> {
  const { jumped, now } = await watchClock(db, read());
  if (jumped) log.warn(jumped, 'the clock has jumped, or the wiki was off: is the clock right?');
  const ahead = await writtenAhead(db, now);
  if (ahead === undefined || told.get(db) === ahead) return;
  told.set(db, ahead);
  log.warn(
    { newest: ahead, now },
    'what was written last is dated ahead of the clock: it was wrong then, or it is now',
  );
}

/**
 * The machine's clock, which may be wrong for a while: what it says is held against what it said an hour ago and against
 * what was written last, so that nothing is thrown away, and nothing waits, because of one wrong hour.
 */
import { sql, type SqlBool } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { readSecret, writeSecret } from './secrets.ts';

const HOUR = 60 * 60 * 1000;
/** A wiki may be off for so long without its clock having jumped. */
const GAP = 7 * 24 * HOUR;
/** Somebody sees a clock that is wrong within so long, a weekend included. */
const STEADY = 3 * 24 * HOUR;
const NAME = 'clock';

/** What the clock says, since when it has gone steadily (ISO-8601 UTC), and the jump that it has made since it was last seen. */
export interface Clock {
  now: string;
  since: string;
  jumped?: { from: string; to: string };
}

/** Notes what the clock says at `now`, and returns it with what is known of it. Called once an hour. */
export async function watchClock(db: Db, now: string): Promise<Clock> {
  const clock = await readClock(db, now);
  await writeSecret(db, NAME, JSON.stringify({ since: clock.since, last: now }));
  return clock;
}

/** Returns what the clock says at `now`, with what is known of it. */
export async function readClock(db: Db, now: string): Promise<Clock> {
  const noted = await readSecret(db, NAME);
  const before = noted === undefined ? undefined : (JSON.parse(noted) as { since: string; last: string });
  const jumped = before !== undefined && isJump(before.last, now);
  const since = before === undefined || jumped || before.since > now ? now : before.since;
  return jumped ? { now, since, jumped: { from: before.last, to: now } } : { now, since };
}

/** Tells whether the clock has gone for so long without a jump that what it says is old may be forgotten. */
export async function isSteady(db: Db, now: string): Promise<boolean> {
  const { since } = await readClock(db, now);
  return Date.parse(now) - Date.parse(since) >= STEADY;
}

/** Returns when the newest revision, log entry or checkpoint says that it was made, if that is more than an hour after `now`. */
export async function writtenAhead(db: Db, now: string): Promise<string | undefined> {
  const [revision, entry, checkpoint] = await Promise.all([
    db
      .selectFrom('revision')
      .select(['written_at', 'recorded_at'])
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst(),
    db.selectFrom('log').select('recorded_at').orderBy('id', 'desc').limit(1).executeTakeFirst(),
    db.selectFrom('checkpoint').select('made_at').orderBy('number', 'desc').limit(1).executeTakeFirst(),
  ]);
  const times = [revision?.recorded_at || revision?.written_at, entry?.recorded_at, checkpoint?.made_at];
  const newest = times.reduce((a, b) => ((b ?? '') > (a ?? '') ? b : a));
  return newest !== undefined && isAhead(newest, now) ? newest : undefined;
}

/** Tells whether a time is further ahead of the clock than two machines may differ: one of the two was wrong. */
export function isAhead(time: string, now: string): boolean {
  return time > aheadOf(now);
}

/** Returns the time up to which one may be ahead of the clock, on another machine; `most` is how far ahead it may be meant to be, in milliseconds. */
export function aheadOf(now: string, most = 0): string {
  return new Date(Date.parse(now) + most + HOUR).toISOString();
}

/** What is over at `now`: a time in a column that has come, or is further ahead than any may be, `most` milliseconds, so that a wrong clock told it. */
export function isOver(column: string, now: string, most: number) {
  const at = sql.ref(column);
  return sql<SqlBool>`(${at} <= ${now} or ${at} > ${aheadOf(now, most)})`;
}

function isJump(from: string, to: string): boolean {
  return isAhead(from, to) || Date.parse(to) - Date.parse(from) > GAP;
}

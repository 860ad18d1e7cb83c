/**
 * Signed-in browsers. A session is kept under the digest of its id, so that who reads the database can't take it over;
 * it begins for one person, is only ever changed while it stands, and once ended is never made again.
 */
import { prepared } from '../../db/prepared.ts';
import type { Db } from '../../db/schema.ts';
import type { Clock } from '../upkeep/clock.ts';
import { hex, sha256 } from '../history/digest.ts';
import { forgetBrowsersOf } from './known-browsers.ts';
import { LONGEST_AGENT, noteEvent, noteSignIn } from './events.ts';

const HOUR = 60 * 60 * 1000;
/** How long a session lives after it was last used, in milliseconds. */
export const LIFETIME = 14 * 24 * HOUR;
/** How long it lives however much it's used. */
export const LONGEST = 90 * 24 * HOUR;

/** A session as it's stored: whose it is, and its data as JSON. */
export interface Session {
  personId: number;
  data: string;
}

/** A signed-in browser as its owner sees it: what it calls itself, since when, and when it was last used, to the hour. */
export interface SignedInBrowser {
  key: string;
  agent: string;
  begunAt: string;
  usedAt: string;
}

/** How many browsers a person may be signed in with at a time. */
const MOST_SESSIONS = 20;

/** Begins a session for a person, under an id that had none; of their others the ones unused for longest end beyond twenty. */
export async function beginSession(
  db: Db,
  id: string,
  { personId, data, agent = '' }: Session & { agent?: string },
  now: string,
): Promise<void> {
  const key = keyOf(id);
  const times = { begun_at: now, expires_at: endOf(now, now) };
  const row = { key, person_id: personId, data, agent: agent.slice(0, LONGEST_AGENT), ...times };
  await db.insertInto('session').values(row).execute();
  await noteSignIn(db, personId, agent, now);
  const others = await othersOf(db, personId, key);
  // One by one, so that two sign-ins at a time don't wait for each other's.
  for (const oldest of others.slice(MOST_SESSIONS - 1)) {
    await db.deleteFrom('session').where('key', '=', oldest.key).execute();
  }
}

/** Returns the keys of a person's sessions but one, the one used last first. */
export async function othersOf(db: Db, personId: number, key: string): Promise<{ key: string }[]> {
  return db
    .selectFrom('session')
    .select('key')
    .where('person_id', '=', personId)
    .where('key', '<>', key)
    .orderBy('expires_at', 'desc')
    .execute();
}

/** Returns a session, or undefined when there's none or it has run out by `now` (ISO-8601 UTC); used now, it lives on. */
export async function readSession(db: Db, id: string, now: string): Promise<Session | undefined> {
  const key = keyOf(id);
  const [row] = await sessionsAt(db, key, now);
  if (!row) return undefined;
  const end = endOf(row.begun_at, now);
  // Readers don't wait for writers: it's written now and then, and nobody asks whether it was.
  if (Date.parse(end) - Date.parse(row.expires_at) >= HOUR)
    void touch(db, key, row.expires_at, end).catch(() => undefined);
  return { personId: row.person_id, data: row.data };
}

const sessionsAt = prepared((db, key: string, now: string) =>
  db
    .selectFrom('session')
    .select(['person_id', 'data', 'begun_at', 'expires_at'])
    .where('key', '=', key)
    .where('expires_at', '>', now),
);

/** Returns the browsers that a person is signed in with, the one used last first. */
export async function browsersOf(db: Db, personId: number, now: string): Promise<SignedInBrowser[]> {
  const rows = await db
    .selectFrom('session')
    .select(['key', 'agent', 'begun_at as begunAt', 'expires_at'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .orderBy('expires_at', 'desc')
    .execute();
  return rows.map(({ expires_at, ...row }) => {
    const used = new Date(Date.parse(expires_at) - LIFETIME).toISOString();
    return { ...row, usedAt: used < row.begunAt ? row.begunAt : used };
  });
}

/** Ends one of a person's sessions for them, by its key; another's stands. */
export async function endBrowser(db: Db, personId: number, key: string, at: string): Promise<void> {
  const session = db.deleteFrom('session').where('person_id', '=', personId).where('key', '=', key);
  const ended = await session.returning('agent').executeTakeFirst();
  if (ended) await noteEvent(db, personId, { code: 'browser-ended', at, ...ended });
}

/** Ends all of a person's sessions for them, and knows no browser of theirs any more. */
export async function endAllBrowsers(db: Db, personId: number, at: string): Promise<void> {
  await deleteSessionsOf(db, personId);
  await forgetBrowsersOf(db, personId);
  await noteEvent(db, personId, { code: 'all-ended', at });
}

/** Returns the key of a session, by its id. */
export function keyOf(id: string): string {
  return hex(sha256(id));
}

/**
 * Gives a standing session the data that `change` makes of what it holds now, and lets it live on from `now`. Returns
 * whether it stands: one that has ended is not made again.
 */
export async function changeSession(
  db: Db,
  id: string,
  change: (data: string) => string,
  now: string,
): Promise<boolean> {
  const key = keyOf(id);
  for (;;) {
    const row = await db
      .selectFrom('session')
      .select(['data', 'begun_at'])
      .where('key', '=', key)
      .executeTakeFirst();
    if (!row) return false;
    const { numUpdatedRows } = await db
      .updateTable('session')
      .set({ data: change(row.data), expires_at: endOf(row.begun_at, now) })
      .where('key', '=', key)
      .where('data', '=', row.data)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) return true;
  }
}

/** Ends a session. */
export async function deleteSession(db: Db, id: string): Promise<void> {
  await db.deleteFrom('session').where('key', '=', keyOf(id)).execute();
}

/** Ends all of a person's sessions. */
export async function deleteSessionsOf(db: Db, personId: number): Promise<void> {
  await db.deleteFrom('session').where('person_id', '=', personId).execute();
}

/**
 * Removes the sessions that have run out. One that had before the clock went steadily stays until that is as long ago as
 * a session lives, since the clock may have jumped past it; only then is one that would live longer brought back to that.
 */
export async function deleteOldSessions(db: Db, { now, since }: Pick<Clock, 'now' | 'since'>): Promise<void> {
  const isTrusted = Date.parse(now) - Date.parse(since) >= LIFETIME;
  const over = db.deleteFrom('session').where('expires_at', '<=', now);
  await (isTrusted ? over : over.where('expires_at', '>', since)).execute();
  if (!isTrusted) return;
  const latest = new Date(Date.parse(now) + LIFETIME).toISOString();
  await db.updateTable('session').set({ expires_at: latest }).where('expires_at', '>', latest).execute();
}

async function touch(db: Db, key: string, seen: string, end: string): Promise<void> {
  const row = db.updateTable('session').set({ expires_at: end }).where('key', '=', key);
  await row.where('expires_at', '=', seen).execute();
}

/** When a session ends that began at one time and is used at another. */
function endOf(begunAt: string, now: string): string {
  const longest = Date.parse(begunAt) + LONGEST;
  return new Date(Math.min(Date.parse(now) + LIFETIME, longest)).toISOString();
}

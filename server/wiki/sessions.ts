/** Signed-in browsers. A session is kept under the digest of its id, so that who reads the database can't take it over. */
import { createHash } from 'node:crypto';
import type { Db } from '../db/schema.ts';

/** Returns a session's data, or undefined when there's none or it has run out by `now` (ISO-8601 UTC). */
export async function readSession(db: Db, id: string, now: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('session')
    .select('data')
    .where('key', '=', keyOf(id))
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row?.data;
}

/** Stores a session's data until it runs out. */
export async function writeSession(db: Db, id: string, data: string, expiresAt: string): Promise<void> {
  await db
    .insertInto('session')
    .values({ key: keyOf(id), data, expires_at: expiresAt })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ data, expires_at: expiresAt }))
    .execute();
}

/** Ends a session. */
export async function deleteSession(db: Db, id: string): Promise<void> {
  await db.deleteFrom('session').where('key', '=', keyOf(id)).execute();
}

/** Removes the sessions that have run out by `now`. */
export async function deleteOldSessions(db: Db, now: string): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<=', now).execute();
}

function keyOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

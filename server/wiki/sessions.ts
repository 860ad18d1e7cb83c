/** Signed-in browsers. A session is kept under the digest of its id, so that who reads the database can't take it over. */
import { createHash } from 'node:crypto';
import type { Db, Tx } from '../db/schema.ts';
import { slugOf } from '../text/slug.ts';
import type { Clock } from './clock.ts';

/** How long a session lives after it was last written, in milliseconds. */
export const LIFETIME = 30 * 24 * 60 * 60 * 1000;

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

/** Removes the drafts that wait in sessions for the forms of an article, by its slugs. */
export async function forgetDrafts(tx: Tx, slugs: readonly string[]): Promise<void> {
  const rows = await tx
    .selectFrom('session')
    .select(['key', 'data'])
    .where('data', 'like', '%"draft"%')
    .execute();
  for (const { key, data } of rows) {
    const { draft, ...rest } = JSON.parse(data) as { draft?: { path: string } };
    const slug = /^\/wiki\/([^/]+)/.exec(draft?.path ?? '')?.[1];
    if (slug === undefined || !slugs.includes(slugOf(slug))) continue;
    await tx
      .updateTable('session')
      .set({ data: JSON.stringify(rest) })
      .where('key', '=', key)
      .execute();
  }
}

function keyOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

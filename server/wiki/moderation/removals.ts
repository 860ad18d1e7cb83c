/**
 * The names that were removed, for whoever holds a copy of the wiki: whose byline, by its number and its digest, when, and how
 * many revisions stand under it. Never the name.
 */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';

/** A name that was removed. `byline` is the SHA-256 that vouched for its words. */
export interface Removal {
  id: number;
  personId: number;
  at: string;
  byline: Buffer;
  revisions: number;
}

/** Returns the newest removals, at most `limit`, those before an act's id when one is given. */
export async function listRemovals(db: Db, limit: number, before?: number): Promise<Removal[]> {
  let query = db
    .selectFrom('log')
    .innerJoin('byline', 'byline.id', 'log.erased_id')
    .select(['log.id', 'byline.person_id as personId', 'log.recorded_at as at', 'byline.digest as byline'])
    .select(
      sql<number>`(select count(*) from revision where revision.byline_id = byline.id)
        + (select count(*) from co_author where co_author.byline_id = byline.id)`.as('revisions'),
    )
    .where('log.action', '=', 'erase-byline');
  if (before !== undefined) query = query.where('log.id', '<', before);
  const rows = await query.orderBy('log.id', 'desc').limit(limit).execute();
  return rows.map((row) => ({ ...row, revisions: Number(row.revisions) }));
}

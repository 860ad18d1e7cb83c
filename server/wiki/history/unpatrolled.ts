/**
 * What awaits a moderator's look: a row for each such revision, from the transaction that saves it until somebody has looked at
 * it or taken it back, or its text is erased. Nothing waits for that: readers see the revision all along.
 */
import { sql } from 'kysely';
import { prepared } from '../../db/prepared.ts';
import type { Tx } from '../../db/schema.ts';
import type { UnpatrolledTable } from '../../db/tables/moderation.ts';
import { hostsIn } from '../../text/hosts.ts';
import type { AddedRevision, RevisionChange } from './revisions.ts';

/** Whoever has written fewer revisions here, or has been here for a shorter time, is a newcomer. */
export const NEWCOMER = { revisions: 10, days: 4 };

/** A removal takes at least so many code points of the body, and more than such a share of it. */
export const REMOVAL = { size: 500, share: 0.5 };

/**
 * Lets a revision that was just made await a look, with how it strikes the wiki now; in one query, since every save waits for it. Whose it is must not have been
 * counted yet.
 */
export async function awaitPatrol(
  tx: Tx,
  { sequence, articleId, author, action, change }: AddedRevision,
): Promise<void> {
  const row = { sequence, article_id: articleId, person_id: author.personId, minor: flag(change.minor) };
  const strikes = { removal: flag(isRemoval(change)), links: flag(addsHosts(change)) };
  const imported = flag(action === 'import');
  await insertRow(tx, { ...row, ...strikes, imported }, daysBefore(author.at, NEWCOMER.days));
}

const insertRow = prepared((db, row: Omit<UnpatrolledTable, 'newcomer'>, since: string) =>
  db.insertInto('unpatrolled').values({
    ...row,
    newcomer: sql<number>`(select count(*) from person where id = ${row.person_id} and ${row.imported} = 0
      and (revision_count < ${sql.lit(NEWCOMER.revisions)} or created_at > ${since}))`,
  }),
);

/** What a moderator's revision takes back has been looked at; what was saved meanwhile, and merged with it, hasn't. */
export async function lookedAt(
  tx: Tx,
  { articleId, number, action, fromNumber, toNumber, baseNumber }: AddedRevision,
): Promise<void> {
  if (fromNumber === null) return;
  const taken = tx
    .selectFrom('revision')
    .select('sequence')
    .where('article_id', '=', articleId)
    // A restore takes back what had been saved since the revision that it brings back, when its author looked.
    .where('number', '>=', action === 'restore' ? fromNumber + 1 : fromNumber)
    .where('number', '<=', toNumber ?? baseNumber ?? number - 1);
  await tx.deleteFrom('unpatrolled').where('sequence', 'in', taken).execute();
}

/** Of a revision whose text is erased there's nothing to look at. */
export async function nothingToPatrol(tx: Tx, sequence: number): Promise<void> {
  await tx.deleteFrom('unpatrolled').where('sequence', '=', sequence).execute();
}

function daysBefore(at: string, days: number): string {
  return new Date(Date.parse(at) - days * 86_400_000).toISOString();
}

function isRemoval({ size, sizeBefore }: RevisionChange): boolean {
  const removed = sizeBefore - size;
  return removed >= REMOVAL.size && removed > sizeBefore * REMOVAL.share;
}

function addsHosts({ text, before }: RevisionChange): boolean {
  const hosts = hostsIn(text.toString());
  if (hosts.size === 0) return false;
  const known = hostsIn(before?.toString() ?? '');
  return [...hosts].some((host) => !known.has(host));
}

function flag(is: boolean): 0 | 1 {
  return is ? 1 : 0;
}

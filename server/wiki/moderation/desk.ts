/**
 * The moderators' desk: the revisions that wait for a look, newest first, chosen by how they struck the wiki and what they're of.
 * None is of an article that is deleted.
 */
import { sql, type ExpressionBuilder } from 'kysely';
import { NO_END } from '../../db/no-end.ts';
import type { Db, Schema } from '../../db/schema.ts';
import type { Doer } from '../policy.ts';
import { saysWorkplace } from '../history/bylines.ts';
import { changesOf, type Change } from '../history/changes.ts';
import { check } from '../policy.ts';

/** How a revision may strike the wiki as it's saved. */
export const FLAGS = ['newcomer', 'imported', 'removal', 'links', 'minor'] as const;
export type Flag = (typeof FLAGS)[number];

/** What to choose revisions by; `flags` are those that all of them have, and `workplace` is any part of its name. */
export interface DeskFilter {
  flags: readonly Flag[];
  kind?: string | undefined;
  isProtected?: boolean | undefined;
  personId?: number | undefined;
  workplace?: string | undefined;
}

/** Where a page of the desk begins, how long it is, and the moment (ISO-8601 UTC) at which it's read. */
export interface DeskPage {
  limit: number;
  before?: number | undefined;
  at: string;
}

/** A revision that waits for a look. */
export type WaitingChange = Change & { flags: Flag[] };

/** Returns the newest revisions that wait for a look, at most `limit`, those before a sequence when one is given. Throws 403 to all but moderators. */
export async function listWaiting(
  db: Db,
  reader: Doer,
  filter: DeskFilter,
  { limit, before = NO_END, at }: DeskPage,
): Promise<WaitingChange[]> {
  check(reader, 'patrol');
  let query = waiting(db).where('sequence', '<', before);
  for (const flag of filter.flags) query = query.where(flag, '=', sql.lit(1));
  const { kind, isProtected, personId, workplace } = filter;
  if (personId !== undefined) query = query.where('person_id', '=', personId);
  if (kind !== undefined) query = query.where((eb) => eb.exists(articleOf(eb, kind)));
  if (isProtected) query = query.where((eb) => eb.exists(protectionOf(eb, at)));
  if (workplace !== undefined) query = query.where((eb) => eb.exists(bylineFrom(eb, workplace)));
  const rows = await query
    .select(['sequence', ...FLAGS])
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute();
  const changes = await changesOf(
    db,
    rows.map(({ sequence }) => sequence),
    reader,
  );
  return changes.map((change, i) => ({ ...change, flags: FLAGS.filter((flag) => rows[i]![flag] === 1) }));
}

/** Returns how many revisions wait for a look, or `most` when it's more. */
export async function countWaiting(db: Db, most: number): Promise<number> {
  const some = waiting(db).where('sequence', '<', NO_END).select('sequence');
  return (await some.orderBy('sequence', 'desc').limit(most).execute()).length;
}

/** Tells whether a revision, by its sequence, waits for a look. */
export async function isWaiting(db: Db, sequence: number): Promise<boolean> {
  const row = waiting(db).select('sequence').where('sequence', '=', sequence);
  return (await row.executeTakeFirst()) !== undefined;
}

const FIRST = sql.lit(1);

type Pile = ExpressionBuilder<Schema, 'unpatrolled'>;

/**
 * What is asked of a row is whether something is there, and of that the first: so both engines walk the rows in their order,
 * and neither joins, nor sorts.
 */
function waiting(db: Db) {
  return db.selectFrom('unpatrolled').where((eb) => eb.not(eb.exists(deletionOf(eb))));
}

function deletionOf({ selectFrom }: Pile) {
  return selectFrom('deletion')
    .select('deletion.act_id')
    .whereRef('deletion.article_id', '=', 'unpatrolled.article_id')
    .limit(FIRST);
}

function articleOf({ selectFrom }: Pile, kind: string) {
  return selectFrom('article')
    .select('article.id')
    .whereRef('article.id', '=', 'unpatrolled.article_id')
    .where('article.kind', '=', kind)
    .limit(FIRST);
}

function protectionOf({ selectFrom }: Pile, at: string) {
  return selectFrom('protection')
    .select('protection.act_id')
    .whereRef('protection.article_id', '=', 'unpatrolled.article_id')
    .where((eb) => eb.or([eb('protection.until', 'is', null), eb('protection.until', '>', at)]))
    .limit(FIRST);
}

/** The byline of an author from a workplace with such a part in its name. */
function bylineFrom({ selectFrom }: Pile, workplace: string) {
  return selectFrom('revision')
    .innerJoin('byline_words', 'byline_words.byline_id', 'revision.byline_id')
    .select('revision.byline_id')
    .whereRef('revision.sequence', '=', 'unpatrolled.sequence')
    .where(saysWorkplace(workplace))
    .limit(FIRST);
}

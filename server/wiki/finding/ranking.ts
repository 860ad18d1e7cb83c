/**
 * What the index itself says of a request: how many articles hold it, and which of them are the best. However many there are, no
 * question takes longer than others can wait.
 */
import { sql, type SqlBool } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { idsFound, ranksFound, type Request } from '../../db/search-index.ts';
import { isNarrowed, narrowed, type Filters } from './lists.ts';

/** An article by its id, and its rank: the lower, the better; compared within one search. */
export interface Ranked {
  id: number;
  rank: number;
}

/** How many of the best are told from the others. */
export const BEST = 500;
/** More than these aren't ranked by how often they hold what, but by where they do alone. */
export const MANY = 5000;
/** How many are counted, and no more. */
export const MOST_COUNTED = 10_000;

/** Returns how many standing articles that filters leave a request finds; of more than are counted, one more. */
export async function countFound(db: Db, request: Request, filters: Filters): Promise<number> {
  const found = idsFound(db, request).as('found');
  const left = db
    .selectFrom(found)
    .select('found.article_id')
    .where(isLeft(db, filters))
    .limit(MOST_COUNTED + 1);
  const { count } = await db
    .selectFrom(left.as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * Returns the best of `count` articles that a request finds, in order. Of many those come first that hold all of it in their titles,
 * then those that do above their bodies, and among these the newest.
 */
export async function bestFound(
  db: Db,
  request: Request,
  filters: Filters,
  count: number,
): Promise<Ranked[]> {
  if (count <= MANY) return ranked(db, request, filters);
  const best = new Map<number, Ranked>();
  for (const [within, rank] of PLACES) {
    const wanted = within ? { ...request, within } : request;
    const ids = best.size < BEST ? await newest(db, wanted, filters) : [];
    for (const { id } of ids) if (!best.has(id)) best.set(id, { id, rank });
  }
  return [...best.values()].slice(0, BEST);
}

const PLACES = [
  ['title', -3],
  ['above', -2],
  [undefined, -1],
] as const;

function ranked(db: Db, request: Request, filters: Filters): Promise<Ranked[]> {
  const found = ranksFound(db, request).as('found');
  return db
    .selectFrom(found)
    .select(['found.article_id as id', 'found.rank'])
    .where(isLeft(db, filters))
    .orderBy('found.rank')
    .orderBy('found.article_id')
    .limit(BEST)
    .execute();
}

function newest(db: Db, request: Request, filters: Filters): Promise<{ id: number }[]> {
  const found = idsFound(db, request).as('found');
  return db
    .selectFrom(found)
    .select('found.article_id as id')
    .where(isLeft(db, filters))
    .orderBy('found.article_id', 'desc')
    .limit(BEST)
    .execute();
}

/** The condition that filters leave the article that was found, and it stands. It's asked of each: they may leave far more than are found. */
function isLeft(db: Db, filters: Filters) {
  if (!isNarrowed(filters)) return sql<SqlBool>`found.article_id not in (select article_id from deletion)`;
  const article = narrowed(db, filters).clearSelect().select('article.id');
  return sql<SqlBool>`exists ${article.where(sql<SqlBool>`article.id = found.article_id`)}`;
}

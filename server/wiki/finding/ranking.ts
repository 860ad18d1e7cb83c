/**
 * What the index itself says of a request: how many articles hold it, and which of them are the best. However many there are, no
 * question takes longer than others can wait.
 */
import { sql, type SqlBool } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { aboveBody, idsFound, ranksFound, type Request } from '../../db/search-index.ts';
import { isNarrowed, narrowed, type Filters } from './lists.ts';

/** An article by its id, and its rank: the lower, the better; compared within one search. */
export interface Ranked {
  id: number;
  rank: number;
}

/** How many of the best are told from the others. */
export const BEST = 1000;
/** Of more than these only those are ranked that hold it above their bodies. */
const MANY = 2000;

/** Returns how many standing articles that filters leave a request finds. */
export async function countFound(db: Db, request: Request, filters: Filters): Promise<number> {
  const found = idsFound(db, request).as('found');
  const { count } = await db
    .selectFrom(found)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(isLeft(db, filters))
    .executeTakeFirstOrThrow();
  return count;
}

/** Returns the best of `count` articles that a request finds, in order; of many, after those that hold it above their bodies come the newest. */
export async function bestFound(
  db: Db,
  request: Request,
  filters: Filters,
  count: number,
): Promise<Ranked[]> {
  if (count <= MANY) return ranked(db, request, filters);
  const above = await ranked(db, aboveBody(request), filters);
  if (above.length === BEST) return above;
  const known = new Set(above.map(({ id }) => id));
  const others = (await newest(db, request, filters)).filter(({ id }) => !known.has(id));
  return [...above, ...others.map(({ id }) => ({ id, rank: 0 }))].slice(0, BEST);
}

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

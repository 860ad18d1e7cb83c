/** Thanks: a named act, once by each for a version of somebody else's, or for a post. */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { postHidden } from '../../errors.ts';
import { findArticle } from '../articles/articles.ts';
import { readAction } from '../acts.ts';
import type { Author } from '../history/author.ts';
import { revisionLine } from '../history/lines.ts';
import { codeInLog } from '../history/public-log.ts';
import { checkSaid } from '../people/quotas.ts';
import { check } from '../policy.ts';
import { recordAct } from '../record.ts';
import { findPost } from '../talk/posts.ts';

/** How many have thanked for a version or a post, and whether one of them is a certain person. */
export interface Thanks {
  count: number;
  byThem: boolean;
}

/**
 * Thanks whoever wrote a version, and tells whether that is new: who has done so is told nothing twice. Throws 404 when there's no
 * such article or number, 403 to who wrote it, 429 after too many.
 */
export async function thank(
  db: Db,
  performer: Author,
  { slug, number }: { slug: string; number: number },
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { id: articleId } = await findArticle(tx, slug, performer);
    const { byline } = await revisionLine(tx, articleId, number, performer);
    check(performer, 'thank', { personId: byline.personId });
    const thanks = await thanksOf(tx, articleId, performer.personId);
    if (thanks.get(number)?.byThem) return false;
    await checkSaid(tx, performer);
    await recordAct(tx, performer, 'thank', { articleId, number });
    return true;
  });
}

/**
 * Thanks whoever said something, and tells whether that is new. Throws 404 when there's no such article or post, 410 when the article
 * is deleted, 403 when the post is hidden or erased, and to who said it, 429 after too many.
 */
export async function thankForPost(
  db: Db,
  performer: Author,
  { slug, id }: { slug: string; id: number },
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { id: articleId } = await findArticle(tx, slug);
    const { byline, hidden, isErased } = await findPost(tx, articleId, id);
    if (hidden || isErased) throw postHidden();
    check(performer, 'thank-post', { personId: byline.personId });
    const thanks = await thanksForPosts(tx, [id], performer.personId);
    if (thanks.get(id)?.byThem) return false;
    await checkSaid(tx, performer);
    await recordAct(tx, performer, 'thank-post', { articleId, actId: id });
    return true;
  });
}

/** Returns the thanks for some posts, by their acts; none for those that nobody thanked for. */
export async function thanksForPosts(
  db: Db,
  posts: readonly number[],
  personId: number | undefined,
): Promise<Map<number, Thanks>> {
  if (posts.length === 0) return new Map();
  const rows = await db
    .selectFrom('log')
    .innerJoin('byline', 'byline.id', 'log.byline_id')
    .select((eb) => [
      'log.act_id as id',
      eb.fn.countAll<number>().as('count'),
      sql<number>`max(case when byline.person_id = ${personId ?? 0} then 1 else 0 end)`.as('by_them'),
    ])
    .where('log.act_id', 'in', posts)
    // In the very words of the index `log_thank_post`.
    .where(sql<boolean>`log.action = 'thank-post'`)
    .groupBy('log.act_id')
    .execute();
  return new Map(
    rows.map(({ id, count, by_them: byThem }) => [id!, { count: Number(count), byThem: byThem === 1 }]),
  );
}

/** Returns the thanks for an article's versions, by their numbers; none for those that nobody thanked for. */
export async function thanksOf(
  db: Db,
  articleId: number,
  personId: number | undefined,
): Promise<Map<number, Thanks>> {
  const rows = await db
    .selectFrom('log')
    .innerJoin('byline', 'byline.id', 'log.byline_id')
    .select((eb) => [
      'log.action',
      eb.fn.countAll<number>().as('count'),
      sql<number>`max(case when byline.person_id = ${personId ?? 0} then 1 else 0 end)`.as('by_them'),
    ])
    .where('log.article_id', '=', articleId)
    .where(codeInLog, '=', 'thank')
    .groupBy('log.action')
    .execute();
  return new Map(
    rows.flatMap(({ action, count, by_them: byThem }) => {
      const number = readAction(action)?.number;
      return number === undefined ? [] : [[number, { count, byThem: byThem === 1 }] as const];
    }),
  );
}

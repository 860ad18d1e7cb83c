/** Thanks: a named act, once by each for a version of somebody else's. */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { findArticle } from '../articles/articles.ts';
import { readAction } from '../acts.ts';
import type { Author } from '../history/author.ts';
import { revisionLine } from '../history/lines.ts';
import { codeInLog } from '../history/public-log.ts';
import { checkSaid } from '../people/quotas.ts';
import { check } from '../policy.ts';
import { recordAct } from '../record.ts';

/** How many have thanked for a version, and whether one of them is a certain person. */
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

/** Who may edit an article is limited for a while, by a moderator who says why; the log tells of it, and of its end. */
import type { Db, Tx } from '../../db/schema.ts';
import { invalid } from '../../errors.ts';
import { writeTerms } from '../acts.ts';
import { findArticle } from '../articles/articles.ts';
import type { Author } from '../history/author.ts';
import { reasonProblems } from '../history/reasons.ts';
import { protectionAt } from '../history/standing.ts';
import type { Protection } from '../policy.ts';
import { recordAct } from '../record.ts';
import { measureProblems, type Measure } from './measures.ts';

/**
 * Lets only some edit an article, in place of what protected it before. Throws 404 when there's no such article, 403 to all
 * but moderators, and 422 without a reason, or when the time is over already.
 */
export async function protectArticle(
  db: Db,
  performer: Author,
  slug: string,
  { level, ...measure }: Measure & { level: Protection['level'] },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { until, reason } = measure;
    const { id } = await findArticle(tx, slug);
    const named = writeTerms({ sets: level, until });
    const act = await recordAct(tx, performer, 'protect', { articleId: id, named, words: { reason } });
    const problems = measureProblems(measure, performer.at);
    if (problems.length > 0) throw invalid(problems);
    await forget(tx, id);
    await tx.insertInto('protection').values({ article_id: id, level, until, act_id: act }).execute();
  });
}

/**
 * Lets everybody edit an article again. Throws 404 when there's no such article, 403 to all but moderators, and 422 without a
 * reason, or when nothing protects it.
 */
export async function unprotectArticle(
  db: Db,
  performer: Author,
  slug: string,
  reason: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { id } = await findArticle(tx, slug);
    await recordAct(tx, performer, 'unprotect', { articleId: id, words: { reason } });
    const isProtected = (await protectionAt(tx, id, performer.at)) !== undefined;
    const problems = [
      ...(isProtected ? [] : [{ field: 'level', code: 'not-protected' }]),
      ...reasonProblems(reason),
    ];
    if (problems.length > 0) throw invalid(problems);
    await forget(tx, id);
  });
}

async function forget(tx: Tx, articleId: number): Promise<void> {
  await tx.deleteFrom('protection').where('article_id', '=', articleId).execute();
}

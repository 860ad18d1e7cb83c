/**
 * Deleting an article takes it from view on every way, and undeleting brings it back: its history, its words and its slugs are
 * kept all along.
 */
import type { Db } from '../../db/schema.ts';
import { invalid } from '../../errors.ts';
import { findAnyArticle, findArticle } from '../articles/articles.ts';
import type { Author } from '../history/author.ts';
import { checkReason, reasonProblems } from '../history/reasons.ts';
import { deletionOf, readWithholdings, type Withholding } from '../history/withheld.ts';
import { recordAct } from '../record.ts';

/** Deletes an article. Throws 404, 410 when it's deleted already, 403 to all but moderators, and 422 without a reason. */
export async function deleteArticle(db: Db, performer: Author, slug: string, reason: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { id } = await findArticle(tx, slug);
    const act = await recordAct(tx, performer, 'delete', { articleId: id, words: { reason } });
    checkReason(reason);
    await tx.insertInto('deletion').values({ article_id: id, act_id: act }).execute();
  });
}

/** Brings a deleted article back. Throws 404, 403 to all but moderators, and 422 without a reason, or when it isn't deleted. */
export async function undeleteArticle(
  db: Db,
  performer: Author,
  slug: string,
  reason: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { id, deletedBy } = await findAnyArticle(tx, slug);
    await recordAct(tx, performer, 'undelete', { articleId: id, words: { reason } });
    const problems = [
      ...(deletedBy === undefined ? [{ field: 'reason', code: 'not-deleted' }] : []),
      ...reasonProblems(reason),
    ];
    if (problems.length > 0) throw invalid(problems);
    await tx.deleteFrom('deletion').where('article_id', '=', id).execute();
  });
}

/** Returns who deleted an article, when and why; undefined when it isn't deleted. Throws 404 when there's none. */
export async function whoDeleted(db: Db, slug: string): Promise<Withholding | undefined> {
  const { id } = await findAnyArticle(db, slug);
  const act = await deletionOf(db, id);
  return act === undefined ? undefined : (await readWithholdings(db, [act])).get(act);
}

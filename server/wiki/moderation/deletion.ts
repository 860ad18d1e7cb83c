/**
 * Deleting an article takes it from view on every way, and undeleting brings it back: its history, its words and its slugs are
 * kept all along.
 */
import type { Db } from '../../db/schema.ts';
import { conflicting } from '../../errors.ts';
import { findAnyArticle } from '../articles/articles.ts';
import type { Author } from '../history/author.ts';
import { deletionOf, readWithholdings, type Withholding } from '../history/withheld.ts';
import { check } from '../policy.ts';
import { recordAct } from '../record.ts';
import { checkReason } from './reasons.ts';

/** Deletes an article. Throws 403 to all but moderators, 404, 409 when it's deleted already, 422 without a reason. */
export async function deleteArticle(db: Db, author: Author, slug: string, reason: string): Promise<void> {
  check(author, 'delete');
  checkReason(reason);
  await db.transaction().execute(async (tx) => {
    const { id, deletedBy } = await findAnyArticle(tx, slug);
    if (deletedBy !== undefined) throw conflicting('deleted-already');
    const act = await recordAct(tx, author, 'delete', { articleId: id, words: { reason } });
    await tx.insertInto('deletion').values({ article_id: id, act_id: act }).execute();
  });
}

/** Brings a deleted article back. Throws 403 to all but moderators, 404, 409 when it isn't deleted, 422 without a reason. */
export async function undeleteArticle(db: Db, author: Author, slug: string, reason: string): Promise<void> {
  check(author, 'undelete');
  checkReason(reason);
  await db.transaction().execute(async (tx) => {
    const { id, deletedBy } = await findAnyArticle(tx, slug);
    if (deletedBy === undefined) throw conflicting('not-deleted');
    await tx.deleteFrom('deletion').where('article_id', '=', id).execute();
    await recordAct(tx, author, 'undelete', { articleId: id, actId: deletedBy, words: { reason } });
  });
}

/** Returns who deleted an article, when and why; undefined when it isn't deleted. Throws 404 when there's none. */
export async function whoDeleted(db: Db, slug: string): Promise<Withholding | undefined> {
  const { id } = await findAnyArticle(db, slug);
  const act = await deletionOf(db, id);
  return act === undefined ? undefined : (await readWithholdings(db, [act])).get(act);
}

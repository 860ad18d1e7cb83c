/** Hiding takes the words of a post from view, all its wordings, for a reason that everybody reads; its author, time and seal stay, and moderators see it. */
import type { Db, Tx } from '../../db/schema.ts';
import { invalid } from '../../errors.ts';
import { findAnyArticle } from '../articles/articles.ts';
import { followPost } from '../copies/said.ts';
import type { Author } from '../history/author.ts';
import { reasonProblems } from '../history/reasons.ts';
import { recordAct } from '../record.ts';
import { findPost } from './posts.ts';
import type { PostPlace } from './posting.ts';

/** Hides a post, or shows it again. Throws 403 to all but moderators, 404 when there's no such post, 422 without a reason, or when it stands so already. */
export async function hideOrShowPost(
  db: Db,
  author: Author,
  deed: 'hide-post' | 'unhide-post',
  { slug, id, reason }: Pick<PostPlace, 'id'> & { slug: string; reason: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { id: articleId } = await findAnyArticle(tx, slug);
    const isHidden = (await findPost(tx, articleId, id)).hidden !== undefined;
    const isToHide = deed === 'hide-post';
    const problems = reasonProblems(reason);
    await setHidden(tx, author, { articleId, id, isToHide }, reason);
    if (isHidden === isToHide) problems.push({ field: 'reason', code: `${deed}-already` });
    if (problems.length > 0) throw invalid(problems);
  });
}

/** Enters in the log that a post is hidden, or shown again, and has it so; who may not say why yet gives no reason. Throws 403 to all but moderators. */
export async function setHidden(
  tx: Tx,
  author: Author,
  { articleId, id, isToHide }: { articleId: number; id: number; isToHide: boolean },
  reason?: string,
): Promise<void> {
  const words = reason === undefined ? {} : { words: { reason } };
  const act = await recordAct(tx, author, isToHide ? 'hide-post' : 'unhide-post', {
    ...{ articleId, actId: id },
    ...words,
  });
  await tx.deleteFrom('post_hiding').where('post_id', '=', id).execute();
  if (isToHide) await tx.insertInto('post_hiding').values({ post_id: id, act_id: act }).execute();
  await followPost(tx, id);
}

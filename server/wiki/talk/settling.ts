/** A thread is settled, by anybody who writes, when nothing is left to say in it, and opened again when something is. */
import type { Db } from '../../db/schema.ts';
import { invalid } from '../../errors.ts';
import { findArticle } from '../articles/articles.ts';
import type { Author } from '../history/author.ts';
import { reasonProblems } from '../history/reasons.ts';
import { checkSaid } from '../people/quotas.ts';
import { recordAct } from '../record.ts';
import { findThread } from './threads.ts';

/**
 * Settles a thread of an article, or opens it again, with a note for all to read if one is given. Throws 404 when there's no such
 * thread, 410 when the article is deleted, 403 to who may not write, 422 when it stands so already, or the note is too long, and 429
 * after too many.
 */
export async function settleOrReopen(
  db: Db,
  author: Author,
  deed: 'settle' | 'reopen',
  { slug, threadId, note }: { slug: string; threadId: number; note: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { id: articleId } = await findArticle(tx, slug);
    const isSettled = (await findThread(tx, articleId, threadId)).settled !== undefined;
    await checkSaid(tx, author);
    const words = note === '' ? {} : { words: { reason: note } };
    const act = await recordAct(tx, author, deed, { articleId, actId: threadId, ...words });
    const problems = note === '' ? [] : reasonProblems(note);
    if (isSettled === (deed === 'settle')) problems.push({ field: 'reason', code: `${deed}-already` });
    if (problems.length > 0) throw invalid(problems);
    const settledBy = deed === 'settle' ? act : null;
    await tx.updateTable('thread').set({ settled_by: settledBy }).where('id', '=', threadId).execute();
  });
}

/**
 * A title that an article had once and that holds nothing but the way to it may be set free for another article, by a
 * moderator who says why. The old address then tells so, and the history of the article stays as it is.
 */
import type { Db } from '../../db/schema.ts';
import { invalid } from '../../errors.ts';
import { slugOf } from '../../text/slug.ts';
import { findAnyArticle } from '../articles/articles.ts';
import { formerHolder, slugsOf } from '../articles/slugs.ts';
import type { Author } from '../history/author.ts';
import { reasonProblems } from '../history/reasons.ts';
import { readWithholdings, type Withholding } from '../history/withheld.ts';
import { recordAct } from '../record.ts';

/**
 * Sets a slug free that leads to where an article has moved. Throws 404 when none has it, 403 to all but moderators, and 422
 * without a reason, or when it's the article's present one.
 */
export async function freeTitle(db: Db, performer: Author, slug: string, reason: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const freed = slugOf(slug);
    const article = await findAnyArticle(tx, freed);
    const words = { slug: freed, reason };
    const act = await recordAct(tx, performer, 'free-title', { articleId: article.id, words });
    const problems = [
      ...(article.slug === freed ? [{ field: 'reason', code: 'title-in-use' }] : []),
      ...reasonProblems(reason),
    ];
    if (problems.length > 0) throw invalid(problems);
    await tx.deleteFrom('slug').where('slug', '=', freed).execute();
    await tx.insertInto('freed_slug').values({ slug: freed, article_id: article.id, act_id: act }).execute();
  });
}

/** Returns the slugs that lead to where an article is now, in their order; none to it itself. */
export async function oldSlugs(db: Db, { id, slug }: { id: number; slug: string }): Promise<string[]> {
  return (await slugsOf(db, id)).filter((each) => each !== slug).sort();
}

/** Returns who set a slug free, when and why, and the article that it led to, unless that is deleted; undefined when nobody did. */
export async function whoFreed(
  db: Db,
  slug: string,
): Promise<{ who: Withholding; article?: { slug: string; title: string } } | undefined> {
  const holder = await formerHolder(db, slugOf(slug));
  const who = holder && (await readWithholdings(db, [holder.act])).get(holder.act);
  if (!who) return undefined;
  const { title, slug: now, isDeleted } = holder;
  return { who, ...(!isDeleted && { article: { title, slug: now } }) };
}

/** Returns the article that the address of another led to until it was set free, unless that is deleted. */
export async function formerlyAt(
  db: Db,
  { id, slug }: { id: number; slug: string },
): Promise<{ slug: string; title: string } | undefined> {
  const holder = await formerHolder(db, slug, id);
  return holder && !holder.isDeleted ? { slug: holder.slug, title: holder.title } : undefined;
}

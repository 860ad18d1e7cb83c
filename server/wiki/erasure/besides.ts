/**
 * Where an article's erased words stand beside its contents and their copies: its slugs, drafts, the paths that an import
 * knows and the log's words. None of them holds the words after. What people said about it is theirs, and is hidden or erased for itself.
 */
import type { Tx } from '../../db/schema.ts';
import { slugOf } from '../../text/slug.ts';
import type { Article } from '../articles/articles.ts';
import type { Author } from '../history/author.ts';
import { standingContents } from '../history/contents.ts';
import { hidePaths } from '../exchange/records.ts';
import { forgetDrafts } from '../people/drafts.ts';
import { releaseSlugs, slugsFreedOf, slugsOf } from '../articles/slugs.ts';
import { writeErasure, type Cause } from './account.ts';

/** Takes erased contents out of all that, and the slugs of `titles` that no standing content has. */
export async function eraseBesides(
  tx: Tx,
  performer: Author,
  article: Article,
  titles: readonly string[],
  cause: Cause,
): Promise<void> {
  const { id } = article;
  // One that waits at a slug that is another's by now may be from before, and is rather lost than kept.
  await forgetDrafts(tx, [...(await slugsOf(tx, id)), ...(await slugsFreedOf(tx, id))]);
  const slugs = await slugsGone(tx, article.id, titles);
  if (slugs.size === 0) return;
  await releaseSlugs(tx, article.id, [...slugs]);
  const holdsSlug = (text: string) => [...slugs].some((slug) => `-${slugOf(text)}-`.includes(`-${slug}-`));
  await hidePaths(tx, article.id, holdsSlug);
  await eraseLogWords(tx, performer, article.id, holdsSlug, cause);
}

async function slugsGone(tx: Tx, articleId: number, titles: readonly string[]): Promise<Set<string>> {
  const slugs = new Set(titles.map(slugOf));
  for await (const { title } of standingContents(tx, articleId)) {
    slugs.delete(slugOf(title));
    if (slugs.size === 0) break;
  }
  return slugs;
}

async function eraseLogWords(
  tx: Tx,
  performer: Author,
  articleId: number,
  holdsSlug: (text: string) => boolean,
  cause: Cause,
): Promise<void> {
  const entries = await tx
    .selectFrom('log')
    .innerJoin('log_words', 'log_words.log_id', 'log.id')
    .select(['log.id', 'log_words.words'])
    .where('log.article_id', '=', articleId)
    .where('log.action', 'not in', ['post', 'reword'])
    .orderBy('log.id')
    .execute();
  for (const { id } of entries.filter(({ words }) => holdsSlug(words))) {
    await tx.deleteFrom('log_words').where('log_id', '=', id).execute();
    await writeErasure(tx, performer, ['log', id], { ...cause, articleId });
  }
}

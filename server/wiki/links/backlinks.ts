/** What links to an article, by whatever title it had. None of it is told of an article that is deleted. */
import type { Db } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import type { Article } from '../articles/articles.ts';
import { slugsOf } from '../articles/slugs.ts';
import { linkingArticles, type LinkingArticle } from './linking.ts';

/** An article that links to another; `formerly` are the titles by which it does, of those that only lead on, each with its slug. */
export interface Backlink extends LinkingArticle {
  formerly: { slug: string; name: string }[];
}

/** Returns a page of the other articles that link to one, those that were begun first before others, from the one after `after` (an id). */
export async function listBacklinks(
  db: Db,
  { id, slug }: Pick<Article, 'id' | 'slug'>,
  limit: number,
  after = 0,
): Promise<Backlink[]> {
  const slugs = await slugsOf(db, id);
  const ids = await idsLinkingTo(db, slugs, id)
    .where('article_id', '>', after)
    .orderBy('article_id')
    .limit(limit)
    .execute();
  const articles = await linkingArticles(
    db,
    ids.map((row) => row.article_id),
  );
  const former = await namesOf(db, [...articles.keys()], butFor(slugs, slug));
  return [...articles.values()].map((article) => ({ ...article, formerly: former.get(article.id) ?? [] }));
}

/**
 * Returns the articles that link to one by a title that only leads on now, of all or of those with some ids, at most `limit`, and how
 * many there are in all.
 */
export async function listOutdated(
  db: Db,
  { id, slug }: Pick<Article, 'id' | 'slug'>,
  { limit, among }: { limit: number; among?: readonly number[] },
): Promise<{ articles: LinkingArticle[]; count: number }> {
  const former = butFor(await slugsOf(db, id), slug);
  if (former.length === 0 || among?.length === 0) return { articles: [], count: 0 };
  const all = idsLinkingTo(db, former, id).orderBy('article_id');
  const ids = await (among ? all.where('article_id', 'in', among) : all).execute();
  const some = ids.slice(0, limit).map((row) => row.article_id);
  return { articles: [...(await linkingArticles(db, some)).values()], count: ids.length };
}

/** Tells whether another article links to one by a title that only leads on now. */
export async function isOutdatedSomewhere(db: Db, article: Pick<Article, 'id' | 'slug'>): Promise<boolean> {
  return (await listOutdated(db, article, { limit: 0 })).count > 0;
}

function idsLinkingTo(db: Db, slugs: readonly string[], butFor: number) {
  return db
    .selectFrom('link')
    .select('article_id')
    .distinct()
    .where('heading', '=', '')
    .where('slug', 'in', slugs)
    .where('article_id', '<>', butFor)
    .where('article_id', 'not in', db.selectFrom('deletion').select('deletion.article_id'));
}

async function namesOf(
  db: Db,
  ids: readonly number[],
  slugs: readonly string[],
): Promise<Map<number, Backlink['formerly']>> {
  const found = new Map<number, Backlink['formerly']>();
  if (slugs.length === 0) return found;
  for (const slice of slices(ids)) {
    const rows = await db
      .selectFrom('link')
      .select(['article_id', 'slug', 'name'])
      .where('heading', '=', '')
      .where('slug', 'in', slugs)
      .where('article_id', 'in', slice)
      .orderBy('slug')
      .execute();
    for (const { article_id: id, slug, name } of rows) {
      found.set(id, [...(found.get(id) ?? []), { slug, name: name || titleFrom(slug) }]);
    }
  }
  return found;
}

/** Returns a title that gives a slug, as well as that tells. */
export function titleFrom(slug: string): string {
  const words = slug.replaceAll('-', ' ');
  return words.replace(/^./u, (letter) => letter.toUpperCase());
}

function butFor(slugs: readonly string[], slug: string): string[] {
  return slugs.filter((each) => each !== slug);
}

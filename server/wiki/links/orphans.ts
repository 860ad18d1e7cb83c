/** Articles that no other article links to: a reader finds them by a search or a list alone. */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { comesAfter } from '../articles/articles.ts';
import type { LinkingArticle } from './linking.ts';

/** Returns a page of them in Danish alphabetical order, from the one after `after` (an article's id). */
export async function listOrphans(db: Db, limit: number, after?: number): Promise<LinkingArticle[]> {
  const deleted = db.selectFrom('deletion').select('deletion.article_id');
  let query = db
    .selectFrom('article')
    .select(['article.id', 'article.slug', 'article.title', 'article.lead', 'article.kind'])
    .where('article.id', 'not in', deleted)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('slug')
            .select('slug.slug')
            .whereRef('slug.article_id', '=', 'article.id')
            // Asked of each slug by itself: joined, all links of the wiki would be gone through for each article.
            .where((slug) =>
              slug.exists(
                slug
                  .selectFrom('link')
                  .select('link.article_id')
                  .whereRef('link.slug', '=', 'slug.slug')
                  .where('link.heading', '=', '')
                  .whereRef('link.article_id', '<>', 'slug.article_id')
                  .where('link.article_id', 'not in', deleted)
                  .limit(sql.lit(1)),
              ),
            )
            // The first will do, so that PostgreSQL asks of each row in turn and stops with the page.
            .limit(sql.lit(1)),
        ),
      ),
    );
  if (after !== undefined) query = query.where(comesAfter(after));
  return query.orderBy('article.sort_key').orderBy('article.id').limit(limit).execute();
}

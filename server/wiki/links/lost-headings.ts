/** Links to headings that their article has no longer, nor had under another name: they lead to the top of it instead. */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { linkingArticles, type LinkingArticle } from './linking.ts';

/** A link to a heading that isn't there: what it calls that, and the article that it leads to. */
export interface LostLink {
  heading: string;
  target: { slug: string; title: string };
}

/** An article with such links. */
export interface LostIn extends LinkingArticle {
  links: LostLink[];
}

/** Returns a page of the articles that hold such links, those that were begun first before others, from the one after `after` (an id). */
export async function listLostHeadings(db: Db, limit: number, after = 0): Promise<LostIn[]> {
  const ids = await lost(db)
    .select('link.article_id')
    .distinct()
    .where('link.article_id', '>', after)
    .orderBy('link.article_id')
    .limit(limit)
    .execute();
  if (ids.length === 0) return [];
  const wanted = ids.map((row) => row.article_id);
  const rows = await lost(db)
    .select(['link.article_id', 'link.heading', 'link.name', 'target.slug', 'target.title'])
    .where('link.article_id', 'in', wanted)
    .orderBy('target.sort_key')
    .orderBy('link.heading')
    .execute();
  const articles = await linkingArticles(db, wanted);
  return [...articles.values()].map((article) => ({
    ...article,
    links: rows
      .filter((row) => row.article_id === article.id)
      .map(({ heading, name, slug, title }) => ({ heading: name || heading, target: { slug, title } })),
  }));
}

/** Returns articles that hold such links, at most `limit`, as the first few links tell. */
export async function someLostHeadings(db: Db, limit: number): Promise<LinkingArticle[]> {
  const rows = await lost(db)
    .select('link.article_id')
    .orderBy('link.heading')
    .orderBy('link.slug')
    .orderBy('link.article_id')
    .limit(limit)
    .execute();
  if (rows.length === 0) return [];
  const articles = await linkingArticles(db, [...new Set(rows.map((row) => row.article_id))]);
  return [...articles.values()];
}

/** The links to headings of articles that stand, in such, that no heading answers to. */
function lost(db: Db) {
  const deleted = db.selectFrom('deletion').select('deletion.article_id');
  return db
    .selectFrom('link')
    .leftJoin('slug', 'slug.slug', 'link.slug')
    .innerJoin('article as target', (join) =>
      join.on('target.id', '=', (eb) =>
        eb.fn.coalesce(
          'slug.article_id',
          eb.case().when('link.slug', '=', '').then(eb.ref('link.article_id')).end(),
        ),
      ),
    )
    .where('link.heading', '>', '')
    .where('link.article_id', 'not in', deleted)
    .where('target.id', 'not in', deleted)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('heading')
            .select('heading.id')
            .whereRef('heading.article_id', '=', 'target.id')
            .whereRef('heading.id', '=', 'link.heading')
            // The first will do, so that PostgreSQL asks of each row in turn and stops with the page.
            .limit(sql.lit(1)),
        ),
      ),
    );
}

/** The names that an article's headings had and still answer to: as long as something in the wiki links to them. */
import { prepared } from '../../db/prepared.ts';
import type { Db } from '../../db/schema.ts';

/** Returns the ids that headings of an article had and that are linked to, by the id that each has now; most articles have none. */
export async function formerHeadings(db: Db, articleId: number): Promise<Map<string, string[]>> {
  const former = new Map<string, string[]>();
  for (const { id, now } of await linkedFormer(db, articleId)) {
    former.set(now, [...(former.get(now) ?? []), id]);
  }
  return former;
}

const linkedFormer = prepared((db, articleId: number) =>
  db
    .selectFrom('heading')
    .select(['heading.id', 'heading.now'])
    .where('heading.article_id', '=', articleId)
    .whereRef('heading.id', '<>', 'heading.now')
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('slug')
            .select('slug.slug')
            .whereRef('slug.article_id', '=', 'heading.article_id')
            // Asked of each slug by itself: joined, all links to headings so called would be gone through.
            .where((slug) =>
              slug.exists(
                slug
                  .selectFrom('link')
                  .select('link.article_id')
                  .whereRef('link.slug', '=', 'slug.slug')
                  .whereRef('link.heading', '=', 'heading.id'),
              ),
            ),
        ),
        exists(
          selectFrom('link')
            .select('link.article_id')
            .whereRef('link.article_id', '=', 'heading.article_id')
            .whereRef('link.heading', '=', 'heading.id')
            .where('link.slug', '=', ''),
        ),
      ]),
    )
    .orderBy('heading.id'),
);

/** Text that came from one article into another. */
import type { Db } from '../db/schema.ts';

/** Returns, for each of some revisions, by its sequence, that isn't of an article, the id of the article that it is of. */
export async function articlesElsewhere(
  db: Db,
  articleId: number,
  sequences: readonly number[],
): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('revision')
    .select(['sequence', 'article_id'])
    .where('sequence', 'in', sequences)
    .where('article_id', '!=', articleId)
    .execute();
  return new Map(rows.map((row) => [row.sequence, row.article_id]));
}

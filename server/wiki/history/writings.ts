/** Who wrote each revision, its author and those who wrote it with them alike. */
import type { Db } from '../../db/schema.ts';

/** Returns the query of who wrote each revision of an article, and when: each of several by themself. */
export function writings(db: Db, articleId: number) {
  const own = db
    .selectFrom('revision')
    .select(['number', 'written_at', 'byline_id', 'person_id'])
    .where('article_id', '=', articleId);
  const others = db
    .selectFrom('revision')
    .innerJoin('co_author', 'co_author.sequence', 'revision.sequence')
    .innerJoin('byline', 'byline.id', 'co_author.byline_id')
    .select(['revision.number', 'revision.written_at', 'co_author.byline_id', 'byline.person_id'])
    .where('revision.article_id', '=', articleId);
  return db.selectFrom(own.unionAll(others).as('writing'));
}

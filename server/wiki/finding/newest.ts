/** The articles that fit a search, the newest changed first: for those who follow it from elsewhere. */
import type { Db } from '../../db/schema.ts';
import { holdsSought } from '../../db/search-index.ts';
import { readQuery } from '../../text/finding/query.ts';
import { toArticle, type Article } from '../articles/articles.ts';
import { bylineColumns, toByline, type Byline } from '../history/bylines.ts';
import { coAuthorsOn } from '../history/co-authors.ts';
import { filtersFiledAs, type AskedSearch } from './asked.ts';
import { expand, wholly } from './expanding.ts';
import { narrowed } from './lists.ts';

/** An article as it stands, and who changed it last, with whom, and when (ISO-8601 UTC). */
export interface NewestArticle {
  article: Article;
  byline: Byline;
  at: string;
}

/** Returns the articles that hold all that was asked for, at most `limit`, those first that were changed last. */
export async function newestFitting(db: Db, asked: AskedSearch, limit: number): Promise<NewestArticle[]> {
  const query = readQuery(asked.typed);
  if (asked.typed !== '' && query.terms.length === 0) return [];
  let fitting = narrowed(db, await filtersFiledAs(db, asked));
  if (query.terms.length > 0) {
    fitting = fitting.where(holdsSought(db, 'article.id', wholly(await expand(db, query))));
  }
  const rows = await fitting
    .innerJoin('revision', 'revision.sequence', 'article.sequence')
    .innerJoin('byline', 'byline.id', 'revision.byline_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .select(bylineColumns)
    .select(['revision.written_at', 'revision.recorded_at'])
    .orderBy('article.sequence', 'desc')
    .limit(limit)
    .execute();
  const articles = rows.map(toArticle);
  const withCoAuthors = await coAuthorsOn(
    db,
    articles.map(({ sequence }) => sequence),
  );
  return rows.map((row, i) => ({
    article: articles[i]!,
    byline: withCoAuthors(articles[i]!.sequence, toByline(row)),
    at: row.recorded_at || row.written_at,
  }));
}

/** What a list says of each of its articles beside the head: where it was and how it goes, and who improved it last. */
import type { Db } from '../../db/schema.ts';
import { unindexed } from '../../db/unindexed.ts';
import { placesWithin } from '../../kinds/places.ts';
import type { Article } from '../articles/articles.ts';
import { bylineColumns, toByline, type Byline } from '../history/bylines.ts';
import { coAuthorsOn } from '../history/co-authors.ts';

/** An article as a list shows it. */
export interface ListedArticle {
  article: Article;
  /** The codes of its places, without those that it's filed under for lying in them, and of its status. */
  places: readonly string[];
  statuses: readonly string[];
  /** Who wrote it or improved it last, with whom, and when (ISO-8601 UTC). */
  last: { at: string; byline: Byline };
}

/** Returns articles as lists show them, in the same order. */
export async function asListed(db: Db, articles: readonly Article[]): Promise<ListedArticle[]> {
  if (articles.length === 0) return [];
  const filed = await filedAs(db, articles);
  const last = await lastImprovements(db, articles);
  return articles.map((article) => {
    const values = (name: string) =>
      filed.filter((row) => row.article_id === article.id && row.name === name).map(({ value }) => value);
    const places = values('place');
    const wider = new Set(places.flatMap((code) => placesWithin(code).slice(1)));
    return {
      article,
      places: places.filter((code) => !wider.has(code)),
      statuses: values('status'),
      last: last.get(article.sequence)!,
    };
  });
}

function filedAs(db: Db, articles: readonly Article[]) {
  const ids = articles.map(({ id }) => id);
  return db
    .selectFrom('facet')
    .select(['article_id', 'name', 'value'])
    .where('article_id', 'in', ids)
    .where(unindexed('name'), 'in', ['place', 'status'])
    .orderBy('value')
    .execute();
}

async function lastImprovements(
  db: Db,
  articles: readonly Article[],
): Promise<Map<number, ListedArticle['last']>> {
  const sequences = articles.map(({ sequence }) => sequence);
  const rows = await db
    .selectFrom('revision')
    .innerJoin('byline', 'byline.id', 'revision.byline_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .select(['revision.sequence', 'revision.written_at', ...bylineColumns])
    .where('revision.sequence', 'in', sequences)
    .execute();
  const withCoAuthors = await coAuthorsOn(db, sequences);
  return new Map(
    rows.map((row) => [
      row.sequence,
      { at: row.written_at, byline: withCoAuthors(row.sequence, toByline(row)) },
    ]),
  );
}

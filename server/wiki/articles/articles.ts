/** An article is one entry of the wiki at one slug. Here it's read by that; `finding/` lists many, `edits.ts` makes and changes one. */
import { sql, type SqlBool } from 'kysely';
import { prepared } from '../../db/prepared.ts';
import type { Db } from '../../db/schema.ts';
import { deleted, freed, notFound } from '../../errors.ts';
import { slugOf } from '../../text/slug.ts';
import { seesHidden, type Reader } from '../policy.ts';
import { formerHolder } from './slugs.ts';

/** An article's head: who it is and where it stands. `number` and `sequence` are its current revision's; `deletedBy` is the act that deleted it, as long as it is. */
export interface Article {
  id: number;
  uid: Buffer;
  slug: string;
  title: string;
  lead: string;
  kind: string;
  licence: string;
  number: number;
  sequence: number;
  sections: { done: number; total: number };
  deletedBy?: number;
}

const columns = [
  'article.id',
  'article.uid',
  'article.slug',
  'article.title',
  'article.lead',
  'article.kind',
  'article.licence',
  'article.revision_count',
  'article.sequence',
  'article.sections_done',
  'article.sections_total',
  'deletion.act_id as deleted_by',
] as const;

type ArticleRow = Awaited<ReturnType<ReturnType<typeof articles>['execute']>>[number];

/**
 * Returns the article that holds or has held a slug, in whatever spelling; its own `slug` tells where it is now.
 * Throws 404 when there's none, 410 when it's deleted, unless for a reader who sees that.
 */
export async function findArticle(db: Db, slug: string, reader?: Reader): Promise<Article> {
  const article = await findAnyArticle(db, slug);
  if (article.deletedBy !== undefined && !seesHidden(reader)) throw deleted(slug);
  return article;
}

/** As `findArticle`, whether the article is deleted or not: for what is done with deleted ones, too. Throws 410 when the slug was set free. */
export async function findAnyArticle(db: Db, slug: string): Promise<Article> {
  const [row] = await articlesAt(db, slugOf(slug));
  if (row) return toArticle(row);
  throw (await formerHolder(db, slugOf(slug))) ? freed(slug) : notFound('no-such-article');
}

/** Returns the number of articles of each kind, by the kind's code. */
export async function countByKind(db: Db): Promise<Map<string, number>> {
  const rows = await standingArticles(db)
    .clearSelect()
    .select((eb) => ['kind', eb.fn.countAll<number>().as('count')])
    .groupBy('kind')
    .execute();
  return new Map(rows.map((row) => [row.kind, row.count]));
}

function articles(db: Db) {
  return db.selectFrom('article').leftJoin('deletion', 'deletion.article_id', 'article.id').select(columns);
}

/** Returns the query of articles as lists show them, none of the deleted ones; `toArticle` takes its rows. */
export function standingArticles(db: Db) {
  return articles(db).where('deletion.act_id', 'is', null);
}

/** Returns the condition that an article stands after another, by its id, in Danish alphabetical order: where a page of a list begins. */
export function comesAfter(id: number) {
  return sql<SqlBool>`(article.sort_key, article.id) >
    (select last.sort_key, last.id from article as last where last.id = ${id})`;
}

const articlesAt = prepared((db, slug: string) =>
  articles(db).innerJoin('slug', 'slug.article_id', 'article.id').where('slug.slug', '=', slug),
);

/** Returns the article in a row of such a query. */
export function toArticle(row: ArticleRow): Article {
  const { id, uid, slug, title, lead, kind, licence, sequence } = row;
  const sections = { done: row.sections_done, total: row.sections_total };
  const head = { id, uid, slug, title, lead, kind, licence, number: row.revision_count, sequence, sections };
  return row.deleted_by === null ? head : { ...head, deletedBy: row.deleted_by };
}

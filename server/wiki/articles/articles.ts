/** An article is one entry of the wiki at one slug. Here it's found, counted and listed; `edits.ts` makes and changes it. */
import { prepared } from '../../db/prepared.ts';
import type { Db } from '../../db/schema.ts';
import { deleted, freed, notFound } from '../../errors.ts';
import { slugOf } from '../../text/slug.ts';
import { articlesWithHiddenText } from '../history/withheld.ts';
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

const danish = new Intl.Collator('da');

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

/** What a list of articles is narrowed to; all that are given must hold. */
export interface Filters {
  kind?: string | undefined;
  /** By facet, any of these values. */
  facets?: Readonly<Record<string, readonly string[]>>;
  /** Only those with sections that nobody has written yet. */
  unfinished?: boolean;
}

/** Returns a page of articles in Danish alphabetical order, from the one after `after` (an article's id). */
export async function listArticles(
  db: Db,
  filters: Filters,
  limit: number,
  after?: number,
): Promise<Article[]> {
  let query = filtered(db, filters);
  if (after !== undefined) {
    const last = db.selectFrom('article as last').where('last.id', '=', after);
    query = query.where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('article.sort_key', 'article.id'),
        '>',
        selectFrom(last.select(['last.sort_key', 'last.id']).as('place'))
          .select(['place.sort_key', 'place.id'])
          .$asTuple('sort_key', 'id'),
      ),
    );
  }
  const rows = await query.orderBy('article.sort_key').orderBy('article.id').limit(limit).execute();
  return rows.map(toArticle);
}

/** Returns how many articles a filter leaves. */
export async function countArticles(db: Db, filters: Filters): Promise<number> {
  const { count } = await filtered(db, filters)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Returns the number of articles of each kind, by the kind's code. */
export async function countByKind(db: Db): Promise<Map<string, number>> {
  const rows = await standing(db)
    .clearSelect()
    .select((eb) => ['kind', eb.fn.countAll<number>().as('count')])
    .groupBy('kind')
    .execute();
  return new Map(rows.map((row) => [row.kind, row.count]));
}

/**
 * Returns the articles one of whose titles, now or earlier, begins with what was typed, at most `limit`. Where the text of
 * a version is hidden, so may an earlier title be, and the one of today alone counts.
 */
export async function searchTitles(db: Db, typed: string, limit: number): Promise<Article[]> {
  const prefix = slugOf(typed);
  if (prefix === '') return [];
  const found = await db
    .selectFrom('slug')
    .innerJoin('article', 'article.id', 'slug.article_id')
    .select('slug.article_id')
    .where('slug.slug', '>=', prefix)
    .where('slug.slug', '<', prefix + '\u{10FFFF}')
    .where(({ or, eb }) =>
      or([
        eb('slug.slug', '=', eb.ref('article.slug')),
        eb('slug.article_id', 'not in', articlesWithHiddenText(db)),
      ]),
    )
    .where('slug.article_id', 'not in', (eb) => eb.selectFrom('deletion').select('article_id'))
    .orderBy('slug.slug')
    .limit(limit)
    .execute();
  const ids = [...new Set(found.map((row) => row.article_id))];
  if (ids.length === 0) return [];
  const rows = await standing(db).where('article.id', 'in', ids).execute();
  return rows.map(toArticle).sort((a, b) => danish.compare(a.title, b.title));
}

function articles(db: Db) {
  return db.selectFrom('article').leftJoin('deletion', 'deletion.article_id', 'article.id').select(columns);
}

/** Articles as lists show them: none of the deleted ones. */
function standing(db: Db) {
  return articles(db).where('deletion.act_id', 'is', null);
}

const articlesAt = prepared((db, slug: string) =>
  articles(db).innerJoin('slug', 'slug.article_id', 'article.id').where('slug.slug', '=', slug),
);

function filtered(db: Db, { kind, facets = {}, unfinished }: Filters) {
  let query = standing(db);
  if (kind) query = query.where('article.kind', '=', kind);
  if (unfinished) query = query.whereRef('article.sections_done', '<', 'article.sections_total');
  for (const [name, values] of Object.entries(facets)) {
    query = query.where('article.id', 'in', (eb) =>
      eb.selectFrom('facet').select('article_id').where('name', '=', name).where('value', 'in', values),
    );
  }
  return query;
}

function toArticle(row: ArticleRow): Article {
  const { id, uid, slug, title, lead, kind, licence, sequence } = row;
  const sections = { done: row.sections_done, total: row.sections_total };
  const head = { id, uid, slug, title, lead, kind, licence, number: row.revision_count, sequence, sections };
  return row.deleted_by === null ? head : { ...head, deletedBy: row.deleted_by };
}

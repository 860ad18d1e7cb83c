/**
 * Searching: what somebody typed, and the articles that hold all of it, or most of it where that finds few, the best first. What
 * is deleted is never found, and what is hidden or erased isn't in the index.
 */
import type { Db } from '../../db/schema.ts';
import { holdsSought, ranksFound, type Request } from '../../db/search-index.ts';
import { readQuery } from '../../text/finding/query.ts';
import { foldedWords, stemOf } from '../../text/finding/stems.ts';
import { markedPieces, snippetOf, type Piece } from '../../text/finding/snippets.ts';
import { proseOf } from '../../text/markdown/prose.ts';
import { slugOf } from '../../text/slug.ts';
import { toArticle, type Article } from '../articles/articles.ts';
import { readContent } from '../history/contents.ts';
import { articlesWithHiddenText } from '../history/withheld.ts';
import { expand, type Expanded } from './expanding.ts';
import { narrowed, type Filters } from './lists.ts';
import { scored } from './scoring.ts';

export type { Request } from '../../db/search-index.ts';

/** The orders that articles may be found in, the usual one first. */
export const SORTS = ['best', 'newest', 'complete'] as const;
export type Sort = (typeof SORTS)[number];

export interface Searching {
  typed: string;
  filters: Filters;
  sort: Sort;
  /** How many of what is found are passed over. */
  offset: number;
  limit: number;
}

/** An article that was found, and where it shows that: its title and a few lines, in pieces. */
export interface FoundArticle {
  article: Article;
  title: Piece[];
  snippet: Piece[];
}

export interface SearchResult {
  found: FoundArticle[];
  count: number;
  /** How many of them hold all that was asked for. */
  whole: number;
  /** What was looked for, to count what it would be narrowed to; undefined when nothing could be. */
  request: Request | undefined;
}

/** Fewer are filled up with articles that hold most of what was asked for. */
const FEW = 10;
/** How many of the best by the index are put in order by their titles and leads, too. */
const BEST = 200;

/** Finds articles. */
export async function search(db: Db, asked: Searching): Promise<SearchResult> {
  const query = readQuery(asked.typed);
  if (query.terms.length === 0) return { found: [], count: 0, whole: 0, request: undefined };
  const expanded = await expand(db, query);
  const { request, count, whole, isAll } = await requestFor(db, expanded, asked.filters);
  const articles = await articlesFor(db, { ...asked, request, expanded, isAll });
  const found = await Promise.all(articles.map((article) => show(db, article, expanded)));
  return { found, count, whole, request };
}

/** Returns how many articles a request finds. */
export async function countFound(db: Db, request: Request, filters: Filters): Promise<number> {
  const { count } = await narrowed(db, filters)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(holdsSought(db, 'article.id', request))
    .executeTakeFirstOrThrow();
  return count;
}

interface Settled {
  request: Request;
  count: number;
  whole: number;
  /** The request for all terms, where the other finds more than that. */
  isAll: Request | undefined;
}

async function requestFor(db: Db, { all, most, without }: Expanded, filters: Filters): Promise<Settled> {
  const strict = { sought: all, without };
  const whole = await countFound(db, strict, filters);
  if (whole >= FEW || !most) return { request: strict, count: whole, whole, isAll: undefined };
  const request = { sought: { any: [all, most] }, without };
  return { request, count: await countFound(db, request, filters), whole, isAll: strict };
}

interface Selecting extends Searching, Omit<Settled, 'count' | 'whole'> {
  expanded: Expanded;
}

async function articlesFor(db: Db, choice: Selecting): Promise<Article[]> {
  const { sort, offset, limit } = choice;
  if (sort === 'best' && offset < BEST) return (await best(db, choice)).slice(offset, offset + limit);
  const query = narrowed(db, choice.filters).innerJoin(
    ranksFound(db, choice.request).as('found'),
    'found.article_id',
    'article.id',
  );
  const ordered = {
    best: () => query.orderBy('found.rank'),
    newest: () => query.orderBy('article.sequence', 'desc'),
    complete: () =>
      query
        .orderBy((eb) => eb('article.sections_done', '-', eb.ref('article.sections_total')), 'desc')
        .orderBy('article.sections_done', 'desc'),
  }[sort]();
  const rows = await ordered.orderBy('article.id').offset(offset).limit(limit).execute();
  return rows.map(toArticle);
}

/** The best by the index, and those one of whose titles was typed, in order. */
async function best(db: Db, { typed, filters, request, isAll, expanded }: Selecting): Promise<Article[]> {
  const rows = await narrowed(db, filters)
    .innerJoin(ranksFound(db, request).as('found'), 'found.article_id', 'article.id')
    .select('found.rank')
    .orderBy('found.rank')
    .limit(BEST)
    .execute();
  const ofAll =
    isAll &&
    new Set(
      (
        await narrowed(db, filters)
          .clearSelect()
          .select('article.id')
          .where(holdsSought(db, 'article.id', isAll))
          .execute()
      ).map(({ id }) => id),
    );
  const named = await titledAs(db, typed);
  const candidates = rows.map((row) => ({
    article: toArticle(row),
    rank: row.rank,
    hasAll: ofAll?.has(row.id) ?? true,
    isNamed: named === row.id,
  }));
  return scored(candidates, expanded);
}

/**
 * Returns the id of the article that has, or had, a title. Where the text of a version is hidden, so may an earlier title be, and
 * the one of today alone counts.
 */
async function titledAs(db: Db, typed: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('slug')
    .innerJoin('article', 'article.id', 'slug.article_id')
    .select('article.id')
    .where('slug.slug', '=', slugOf(typed))
    .where(({ or, eb }) =>
      or([
        eb('slug.slug', '=', eb.ref('article.slug')),
        eb('slug.article_id', 'not in', articlesWithHiddenText(db)),
      ]),
    )
    .executeTakeFirst();
  return row?.id;
}

async function show(db: Db, article: Article, { terms }: Expanded): Promise<FoundArticle> {
  const stems = new Set(terms.flatMap(({ stems, others }) => [...stems, ...others]));
  const isFound = (stem: string) => stems.has(stem);
  const { body } = await readContent(db, article.sequence);
  const says = (lines: readonly string[]) =>
    lines.some((line) => foldedWords(line).some((word) => isFound(stemOf(word))));
  const text = says([article.lead]) ? [] : proseOf(body).text;
  return {
    article,
    title: markedPieces(article.title, isFound),
    snippet: snippetOf(says(text) ? text : [article.lead], isFound),
  };
}

/**
 * Searching: what somebody typed, and the articles that hold all of it, or most of it where that finds few, the best first. What
 * is deleted is never found, and what is hidden or erased isn't in the index.
 */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { holdsSought, ranksFound, type Request } from '../../db/search-index.ts';
import { readQuery } from '../../text/finding/query.ts';
import { foldedWords, stemOf } from '../../text/finding/stems.ts';
import { markedPieces, MOST_READ, snippetOf, type Piece } from '../../text/finding/snippets.ts';
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
/** How many titles that begin with what was typed are looked at. */
const TITLED = 20;

/** Finds articles. */
export async function search(db: Db, asked: Searching): Promise<SearchResult> {
  const query = readQuery(asked.typed);
  if (query.terms.length === 0) return { found: [], count: 0, whole: 0, request: undefined };
  const expanded = await expand(db, query);
  const settled = await requestFor(db, expanded, asked.filters);
  const holders = await titledSo(db, asked.typed);
  const titled = await otherwiseFound(db, holders, asked.filters, settled.request);
  const named = holders.find(({ isWhole }) => isWhole)?.id;
  const articles = await articlesFor(db, { ...asked, ...settled, expanded, titled, named });
  const found = await Promise.all(articles.map((article) => show(db, article, expanded)));
  const { count, whole, request } = settled;
  return { found, count: count + titled.length, whole: whole + titled.length, request };
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
  /** The request for all that was asked for, where the other finds more than that. */
  strict: Request | undefined;
}

async function requestFor(db: Db, { all, most, without }: Expanded, filters: Filters): Promise<Settled> {
  const strict = { sought: all, without };
  const whole = await countFound(db, strict, filters);
  if (whole >= FEW || !most) return { request: strict, count: whole, whole, strict: undefined };
  const request = { sought: { any: [all, most] }, without };
  return { request, count: await countFound(db, request, filters), whole, strict };
}

interface Selecting extends Searching, Settled {
  expanded: Expanded;
  /** Those that are found by a title alone, and the id of the one that has or had just the title that was typed. */
  titled: Article[];
  named: number | undefined;
}

async function articlesFor(db: Db, choice: Selecting): Promise<Article[]> {
  const { filters, request, sort, offset, limit } = choice;
  if (sort === 'best' && offset < BEST) return (await best(db, choice)).slice(offset, offset + limit);
  const found = ranksFound(db, request).as('found');
  const query = narrowed(db, filters).innerJoin(found, 'found.article_id', 'article.id');
  const ordered = {
    best: () => query.orderBy('found.rank'),
    newest: () => query.orderBy('article.sequence', 'desc'),
    complete: () => query.orderBy(shareDone, 'desc').orderBy('article.sections_total', 'desc'),
  }[sort]();
  const rows = await ordered.orderBy('article.id').offset(offset).limit(limit).execute();
  return rows.map(toArticle);
}

const shareDone = sql<number>`case when article.sections_total = 0 then 0
  else 1.0 * article.sections_done / article.sections_total end`;

/** The best by the index, and those that have or had the title that was typed, in order. */
async function best(db: Db, choice: Selecting): Promise<Article[]> {
  const { filters, request, strict, expanded, titled, named } = choice;
  const found = ranksFound(db, request).as('found');
  const rows = await narrowed(db, filters)
    .innerJoin(found, 'found.article_id', 'article.id')
    .select('found.rank')
    .orderBy('found.rank')
    .limit(BEST)
    .execute();
  const holders = strict && new Set(await idsOf(db, filters, strict));
  const candidates = [
    ...rows.map((row) => ({ article: toArticle(row), rank: row.rank, hasAll: holders?.has(row.id) ?? true })),
    ...titled.map((article) => ({ article, rank: 0, hasAll: true })),
  ];
  return scored(
    candidates.map((each) => ({ ...each, isNamed: each.article.id === named })),
    expanded,
  );
}

async function idsOf(db: Db, filters: Filters, request: Request): Promise<number[]> {
  const query = narrowed(db, filters).clearSelect().select('article.id');
  const rows = await query.where(holdsSought(db, 'article.id', request)).execute();
  return rows.map(({ id }) => id);
}

/**
 * Returns the articles one of whose titles, now or earlier, begins with what was typed, and whether one is just that. Where the
 * text of a version is hidden, so may an earlier title be, and the one of today alone counts.
 */
async function titledSo(db: Db, typed: string): Promise<{ id: number; isWhole: boolean }[]> {
  const slug = slugOf(typed);
  if (slug === '') return [];
  const rows = await db
    .selectFrom('slug')
    .innerJoin('article', 'article.id', 'slug.article_id')
    .select(['slug.slug', 'article.id'])
    .where('slug.slug', '>=', slug)
    .where('slug.slug', '<', `${slug}\u{10FFFF}`)
    .where(({ or, eb }) =>
      or([
        eb('slug.slug', '=', eb.ref('article.slug')),
        eb('slug.article_id', 'not in', articlesWithHiddenText(db)),
      ]),
    )
    .orderBy('slug.slug')
    .limit(TITLED)
    .execute();
  return rows.map((row) => ({ id: row.id, isWhole: row.slug === slug }));
}

/** Returns those of some articles that filters leave and a request doesn't find. */
async function otherwiseFound(
  db: Db,
  holders: readonly { id: number }[],
  filters: Filters,
  request: Request,
): Promise<Article[]> {
  if (holders.length === 0) return [];
  const rows = await narrowed(db, filters)
    .where(
      'article.id',
      'in',
      holders.map(({ id }) => id),
    )
    .where(({ not }) => not(holdsSought(db, 'article.id', request)))
    .orderBy('article.sort_key')
    .execute();
  return rows.map(toArticle);
}

async function show(db: Db, article: Article, { terms }: Expanded): Promise<FoundArticle> {
  const stems = new Set(terms.flatMap(({ stems, others }) => [...stems, ...others]));
  const isFound = (stem: string) => stems.has(stem);
  const { body } = await readContent(db, article.sequence);
  const says = (lines: readonly string[]) =>
    lines.some((line) => foldedWords(line).some((word) => isFound(stemOf(word))));
  const text = says([article.lead]) ? [] : proseOf(body.slice(0, MOST_READ)).text;
  return {
    article,
    title: markedPieces(article.title, isFound),
    snippet: snippetOf(says(text) ? text : [article.lead], isFound),
  };
}

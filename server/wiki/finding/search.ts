/**
 * Searching: what somebody typed, and the articles that hold all of it, or most of it where that finds few, the best first. What
 * is deleted is never found, and what is hidden or erased isn't in the index.
 */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { holdsSought, idsFound, type Request } from '../../db/search-index.ts';
import { readQuery } from '../../text/finding/query.ts';
import { markedPieces, MOST_READ, snippetOf, type Piece } from '../../text/finding/snippets.ts';
import { proseOf } from '../../text/markdown/prose.ts';
import { slugOf } from '../../text/slug.ts';
import { standingArticles, toArticle, type Article } from '../articles/articles.ts';
import { readContent, unlessErased } from '../history/contents.ts';
import { articlesWithHiddenText } from '../history/withheld.ts';
import { expand, type Expanded } from './expanding.ts';
import { narrowed, type Filters } from './lists.ts';
import { BEST, bestFound, countFound, type Ranked } from './ranking.ts';
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
  /** The ids of the best by the index, or of all if they're no more. */
  best: readonly number[];
}

/** Fewer are filled up with articles that hold most of what was asked for. */
const FEW = 10;
/** How many of the best by the index are put in order by their titles and leads, too. */
const READ = 100;
/** How many titles that begin with what was typed are looked at. */
const TITLED = 20;

/** Finds articles. */
export async function search(db: Db, asked: Searching): Promise<SearchResult> {
  const { typed, filters } = asked;
  const query = readQuery(typed);
  if (query.terms.length === 0) return { found: [], count: 0, whole: 0, request: undefined, best: [] };
  const expanded = await expand(db, query);
  const settled = await requestFor(db, expanded, filters);
  const ranked = await bestFound(db, settled.request, filters, settled.count);
  const best = ranked.map(({ id }) => id);
  const holders = await titledSo(db, typed);
  const titled = await otherwiseFound(db, holders, filters, { ...settled, best });
  const named = holders.find(({ isWhole }) => isWhole)?.id;
  const articles = await articlesFor(db, { ...asked, ...settled, expanded, ranked, titled, named });
  const found = await Promise.all(articles.map((article) => show(db, article, expanded)));
  const { count, whole, request } = settled;
  return { found, count: count + titled.length, whole: whole + titled.length, request, best };
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
  ranked: readonly Ranked[];
  /** Those that are found by a title alone, and the id of the one that has or had just the title that was typed. */
  titled: Article[];
  named: number | undefined;
}

async function articlesFor(db: Db, choice: Selecting): Promise<Article[]> {
  const { sort, ranked, offset, limit } = choice;
  if (sort !== 'best') return articlesWith(db, await sortedIds(db, sort, choice));
  if (offset < READ) return (await bestOf(db, choice)).slice(offset, offset + limit);
  return articlesWith(
    db,
    ranked.slice(offset, offset + limit).map(({ id }) => id),
  );
}

async function sortedIds(
  db: Db,
  sort: Exclude<Sort, 'best'>,
  { filters, request, offset, limit }: Selecting,
): Promise<number[]> {
  const found = idsFound(db, request).as('found');
  const query = narrowed(db, filters)
    .clearSelect()
    .innerJoin(found, 'found.article_id', 'article.id')
    .select('article.id');
  const ordered = {
    newest: () => query.orderBy('article.sequence', 'desc'),
    complete: () => query.orderBy(shareDone, 'desc').orderBy('article.sections_total', 'desc'),
  }[sort]();
  const rows = await ordered.orderBy('article.id').offset(offset).limit(limit).execute();
  return rows.map(({ id }) => id);
}

const shareDone = sql<number>`case when article.sections_total = 0 then 0
  else 1.0 * article.sections_done / article.sections_total end`;

/** Returns articles in the order of their ids. */
async function articlesWith(db: Db, ids: readonly number[]): Promise<Article[]> {
  if (ids.length === 0) return [];
  const rows = await standingArticles(db).where('article.id', 'in', ids).execute();
  const articles = new Map(rows.map((row) => [row.id, toArticle(row)]));
  return ids.flatMap((id) => articles.get(id) ?? []);
}

/** The best by the index, and those that have or had the title that was typed, in order. */
async function bestOf(db: Db, choice: Selecting): Promise<Article[]> {
  const { filters, strict, expanded, ranked, titled, named } = choice;
  const ranks = new Map(ranked.slice(0, READ).map(({ id, rank }) => [id, rank]));
  const articles = await articlesWith(db, [...ranks.keys()]);
  const holders = strict && new Set(await idsOf(db, filters, strict));
  const candidates = [
    ...articles.map((article) => ({
      article,
      rank: ranks.get(article.id)!,
      hasAll: holders?.has(article.id) ?? true,
    })),
    ...titled.map((article) => ({ article, rank: 0, hasAll: true })),
  ];
  const links = await linksTo(
    db,
    candidates.map(({ article }) => article.id),
  );
  return scored(
    candidates.map((each) => ({
      ...each,
      isNamed: each.article.id === named,
      links: links.get(each.article.id) ?? 0,
    })),
    expanded,
  );
}

/** Returns how many others that stand link to some articles, by whatever titles of theirs; those that nothing links to are left out. */
async function linksTo(db: Db, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('slug')
    .innerJoin('link', 'link.slug', 'slug.slug')
    .select((eb) => ['slug.article_id as id', eb.fn.countAll<number>().as('count')])
    .where('slug.article_id', 'in', ids)
    .where('link.heading', '=', '')
    .whereRef('link.article_id', '!=', 'slug.article_id')
    .where('link.article_id', 'not in', (eb) => eb.selectFrom('deletion').select('article_id'))
    .groupBy('slug.article_id')
    .execute();
  return new Map(rows.map(({ id, count }) => [id, count]));
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
  holders: readonly { id: number; isWhole: boolean }[],
  filters: Filters,
  { request, best }: { request: Request; best: readonly number[] },
): Promise<Article[]> {
  // Among so many only the one counts whose title is just that.
  const counting = best.length === BEST ? holders.filter(({ isWhole }) => isWhole) : holders;
  const others = counting.map(({ id }) => id).filter((id) => !best.includes(id));
  const ids = best.length === BEST ? await notHeld(db, others, request) : others;
  if (ids.length === 0) return [];
  const rows = await narrowed(db, filters)
    .where('article.id', 'in', ids)
    .orderBy('article.sort_key')
    .execute();
  return rows.map(toArticle);
}

async function notHeld(db: Db, ids: number[], request: Request): Promise<number[]> {
  if (ids.length === 0) return [];
  const found = idsFound(db, request).as('found');
  const rows = await db
    .selectFrom(found)
    .select('found.article_id')
    .where('found.article_id', 'in', ids)
    .execute();
  return ids.filter((id) => !rows.some((row) => row.article_id === id));
}

async function show(db: Db, article: Article, { terms }: Expanded): Promise<FoundArticle> {
  const stems = new Set(terms.flatMap(({ stems, others }) => [...stems, ...others]));
  const isFound = (stem: string) => stems.has(stem);
  const lead = snippetOf([article.lead], isFound);
  const snippet = isTelling(lead) ? lead : await bodySnippet(db, article, isFound);
  return {
    article,
    title: markedPieces(article.title, isFound),
    snippet: isTelling(snippet) ? snippet : lead,
  };
}

async function bodySnippet(
  db: Db,
  { sequence }: Article,
  isFound: (stem: string) => boolean,
): Promise<Piece[]> {
  const content = await unlessErased(readContent(db, sequence));
  return content ? snippetOf(proseOf(content.body.slice(0, MOST_READ)).text, isFound) : [];
}

function isTelling(pieces: readonly Piece[]): boolean {
  return pieces.some(({ isFound }) => isFound);
}

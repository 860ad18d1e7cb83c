/**
 * Searching: what somebody typed, and the articles that hold all of it, or most of it where that finds few, the best first. What
 * is deleted is never found, and what is hidden or erased isn't in the index.
 */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { holdsSought, idsFound, type Request } from '../../db/search-index.ts';
import type { Lang } from '../../kinds/kind.ts';
import { readQuery } from '../../text/finding/query.ts';
import { standingArticles, toArticle, type Article } from '../articles/articles.ts';
import { narrowed, type Filters } from './lists.ts';
import { planFor, type SearchPlan } from './planning.ts';
import { countFound } from './ranking.ts';
import { scored } from './scoring.ts';
import { showFound, type FoundArticle } from './shown.ts';

export type { Request } from '../../db/search-index.ts';

/** The orders that articles may be found in, the usual one first. */
export const SORTS = ['best', 'newest', 'complete'] as const;
export type Sort = (typeof SORTS)[number];

export interface Searching {
  typed: string;
  /** The language of whoever looks for it; Danish if it isn't said. */
  lang?: Lang;
  filters: Filters;
  sort: Sort;
  /** How many of what is found are passed over. */
  offset: number;
  limit: number;
}

export interface SearchResult {
  found: FoundArticle[];
  count: number;
  /** How many of them hold all that was asked for. */
  whole: number;
  /** Whether a word was found by its parts alone, so that another may have been meant. */
  isParted: boolean;
  /** What was looked for, to count what it would be narrowed to; undefined when nothing could be. */
  request: Request | undefined;
  /** The ids of the best by the index, or of all if they're no more. */
  best: readonly number[];
  /** Where nothing holds all the words, how many hold each; none that nothing holds. */
  words: { text: string; count: number }[];
}

/** How many of the best by the index are put in order by their titles and leads, too. */
const READ = 100;
const NOTHING: SearchResult = {
  ...{ found: [], count: 0, whole: 0, isParted: false },
  ...{ request: undefined, best: [], words: [] },
};

/** Finds articles. */
export async function search(db: Db, asked: Searching): Promise<SearchResult> {
  const query = readQuery(asked.typed);
  if (query.terms.length === 0) return NOTHING;
  const plan = await planFor(db, asked.typed, query, asked.filters);
  const articles = await articlesFor(db, plan, asked);
  const { expanded, counts, request, ranked } = plan;
  return {
    found: await Promise.all(articles.map((article) => showFound(db, article, expanded, asked.lang ?? 'da'))),
    count: counts.all,
    whole: counts.whole,
    isParted: expanded.terms.some(({ isParted }) => isParted),
    request,
    best: ranked.map(({ id }) => id),
    words: counts.all === 0 ? await countWords(db, plan, asked.filters) : [],
  };
}

/** Of one word alone it's known already. */
async function countWords(
  db: Db,
  { expanded }: SearchPlan,
  filters: Filters,
): Promise<SearchResult['words']> {
  const { terms, without } = expanded;
  if (terms.length < 2) return [];
  const counted = await Promise.all(
    terms.map(async ({ term: { words, isQuoted }, wide }) => ({
      text: isQuoted ? `"${words.join(' ')}"` : words.join('-'),
      count: await countFound(db, { sought: wide, without }, filters),
    })),
  );
  return counted.filter(({ count }) => count > 0);
}

async function articlesFor(db: Db, plan: SearchPlan, asked: Searching): Promise<Article[]> {
  const { sort, offset, limit } = asked;
  if (sort !== 'best') return articlesWith(db, await sortedIds(db, sort, plan.request, asked));
  if (offset < READ) return (await bestOf(db, plan, asked.filters)).slice(offset, offset + limit);
  return articlesWith(
    db,
    plan.ranked.slice(offset, offset + limit).map(({ id }) => id),
  );
}

async function sortedIds(
  db: Db,
  sort: Exclude<Sort, 'best'>,
  request: Request,
  { filters, offset, limit }: Searching,
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
async function bestOf(
  db: Db,
  { stricter, expanded, ranked, titled, namesake }: SearchPlan,
  filters: Filters,
): Promise<Article[]> {
  const ranks = new Map(ranked.slice(0, READ).map(({ id, rank }) => [id, rank]));
  const articles = await articlesWith(db, [...ranks.keys()]);
  const whole = stricter && new Set(await idsOf(db, filters, stricter));
  const candidates = [
    ...articles.map((article) => ({
      article,
      rank: ranks.get(article.id)!,
      hasAll: whole?.has(article.id) ?? true,
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
      isNamed: each.article.id === namesake,
      links: links.get(each.article.id) ?? 0,
    })),
    expanded,
  );
}

/** Returns how many others that stand link to some articles, by whatever titles of theirs; those that nothing links to are left out. */
async function linksTo(db: Db, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  // Asked of each slug by itself: joined, all links of the wiki may be gone through.
  const asked = db
    .selectFrom('slug')
    .select(['slug.article_id as id'])
    .select(({ selectFrom }) =>
      selectFrom('link')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('link.slug', '=', 'slug.slug')
        .where('link.heading', '=', '')
        .whereRef('link.article_id', '!=', 'slug.article_id')
        .where('link.article_id', 'not in', (eb) => eb.selectFrom('deletion').select('article_id'))
        .as('count'),
    )
    .where('slug.article_id', 'in', ids);
  const counts = new Map<number, number>();
  for (const { id, count } of await asked.execute()) {
    if (Number(count) > 0) counts.set(id, (counts.get(id) ?? 0) + Number(count));
  }
  return counts;
}

async function idsOf(db: Db, filters: Filters, request: Request): Promise<number[]> {
  const query = narrowed(db, filters).clearSelect().select('article.id');
  const rows = await query.where(holdsSought(db, 'article.id', request)).execute();
  return rows.map(({ id }) => id);
}

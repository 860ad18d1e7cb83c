/** What articles that were found may be narrowed to, and how many each would leave; of very many the best alone are counted. */
import { sql, type SqlBool } from 'kysely';
import type { Request } from '../../db/search-index.ts';
import type { Db } from '../../db/schema.ts';
import { countsFiled, type FiledCount } from './filed.ts';
import { isNarrowed, narrowed, type Filters } from './lists.ts';
import { bestFound, countFound } from './ranking.ts';

/** A value of a facet, and how many articles it leaves. */
export interface FacetCount {
  value: string;
  count: number;
}

/** How many values of a facet are told. */
const MOST_VALUES = 120;

/** What was looked for, and the ids of the best that are left of what was found. */
export interface Found {
  request: Request | undefined;
  best: readonly number[];
}

/**
 * Returns how many articles each value of each facet leaves, the most first, of those that were found, if any were looked for. What
 * is chosen of a facet doesn't count against its other values, so that one can change one's mind.
 */
export async function countFacets(
  db: Db,
  filters: Filters,
  found?: Found,
): Promise<Map<string, FacetCount[]>> {
  const left = found ? [...found.best] : await leftBy(db, filters);
  const counts = await countFiled(db, left);
  const recount = async (name: string, wider: Filters) =>
    counts.set(name, (await countFiled(db, await leftBy(db, wider, found), name)).get(name) ?? []);
  for (const name of Object.keys(filters.facets ?? {})) {
    const { [name]: _own, ...others } = filters.facets!;
    await recount(name, { ...filters, facets: others });
  }
  if (filters.kinds?.length) await recount('kind', { ...filters, kinds: [] });
  return counts;
}

/** Returns the counts of each facet and of kinds, or of one of these alone, the most first. */
async function countFiled(db: Db, left: Left, only?: string): Promise<Map<string, FacetCount[]>> {
  const rows = Array.isArray(left) ? await countsFiled(db, left) : await countListed(db, left, only);
  rows.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  const counts = new Map<string, FacetCount[]>();
  for (const { name, value, count } of rows) {
    const known = counts.get(name) ?? [];
    if (known.length < MOST_VALUES) known.push({ value, count });
    counts.set(name, known);
  }
  return counts;
}

/** Counts what all articles of a list are filed under, however many they are. */
async function countListed(db: Db, left: Listed, only?: string): Promise<FiledCount[]> {
  const filed = db
    .selectFrom('facet')
    .select((eb) => ['facet.name', 'facet.value', eb.fn.countAll<number>().as('count')])
    .where(isListed(db, 'facet.article_id', left))
    .groupBy(['facet.name', 'facet.value']);
  const kinds = db
    .selectFrom('article')
    .select((eb) => ['article.kind as value', eb.fn.countAll<number>().as('count')])
    .where(isListed(db, 'article.id', left))
    .groupBy('article.kind');
  const facets = only === undefined ? filed : filed.where('facet.name', '=', only);
  return [
    ...(only === 'kind' ? [] : await facets.execute()),
    ...(only === undefined || only === 'kind' ? await kinds.execute() : []).map((row) => ({
      name: 'kind',
      ...row,
    })),
  ];
}

/** Articles by their ids, or those that a query lists, or all that aren't deleted. */
type Left = number[] | Listed;
type Listed = ReturnType<typeof listed>;

/** The condition that an article is listed. Where nothing is left out all that is filed is gone through as it lies, since few are deleted. */
function isListed(db: Db, id: 'facet.article_id' | 'article.id', left: Listed) {
  if (left !== 'all') return sql<SqlBool>`${sql.ref(id)} in ${left}`;
  return sql<SqlBool>`${sql.ref(id)} not in ${db.selectFrom('deletion').select('article_id')}`;
}

/** Returns the articles that filters leave: of all, or of the best that were found. */
async function leftBy(db: Db, filters: Filters, found?: Found): Promise<Left> {
  if (!found?.request) return listed(db, filters);
  const { request } = found;
  const best = await bestFound(db, request, filters, await countFound(db, request, filters));
  return best.map(({ id }) => id);
}

function listed(db: Db, filters: Filters) {
  return isNarrowed(filters) ? narrowed(db, filters).clearSelect().select('article.id') : 'all';
}

/** What articles that were found may be narrowed to, and how many each would leave; of very many the best alone are counted. */
import { sql, type SqlBool } from 'kysely';
import type { Request } from '../../db/search-index.ts';
import type { Db } from '../../db/schema.ts';
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
  for (const name of Object.keys(filters.facets ?? {})) {
    const { [name]: _own, ...others } = filters.facets!;
    const wider = await leftBy(db, { ...filters, facets: others }, found);
    counts.set(name, (await countFiled(db, wider, name)).get(name) ?? []);
  }
  const ofAnyKind = filters.kinds?.length ? await leftBy(db, { ...filters, kinds: [] }, found) : left;
  counts.set('kind', await countKinds(db, ofAnyKind));
  return counts;
}

async function countFiled(db: Db, left: Left, name?: string) {
  const counts = new Map<string, FacetCount[]>();
  if (isNone(left)) return counts;
  let query = db
    .selectFrom('facet')
    .select((eb) => ['facet.name', 'facet.value', eb.fn.countAll<number>().as('count')])
    .where(isLeft(db, 'facet.article_id', left))
    .groupBy(['facet.name', 'facet.value'])
    .orderBy('count', 'desc')
    .orderBy('facet.value');
  if (name !== undefined) query = query.where('facet.name', '=', name);
  for (const { name: facet, value, count } of await query.execute()) {
    const known = counts.get(facet) ?? [];
    if (known.length < MOST_VALUES) known.push({ value, count });
    counts.set(facet, known);
  }
  return counts;
}

async function countKinds(db: Db, left: Left): Promise<FacetCount[]> {
  if (isNone(left)) return [];
  return db
    .selectFrom('article')
    .select((eb) => ['article.kind as value', eb.fn.countAll<number>().as('count')])
    .where(isLeft(db, 'article.id', left))
    .groupBy('article.kind')
    .orderBy('count', 'desc')
    .orderBy('article.kind')
    .execute();
}

type Left = Awaited<ReturnType<typeof leftBy>>;

function isNone(left: Left): boolean {
  return Array.isArray(left) && left.length === 0;
}

/** The condition that an article is left. Where nothing is left out all that is filed is gone through as it lies, since few are deleted. */
function isLeft(db: Db, id: 'facet.article_id' | 'article.id', left: Left) {
  if (left !== 'all')
    return sql<SqlBool>`${sql.ref(id)} in ${Array.isArray(left) ? sql`(${sql.join(left)})` : left}`;
  return sql<SqlBool>`${sql.ref(id)} not in ${db.selectFrom('deletion').select('article_id')}`;
}

/** Returns the ids of the articles that filters leave: all of them, or of the best that were found. */
async function leftBy(db: Db, filters: Filters, found?: Found) {
  if (!found?.request && !isNarrowed(filters)) return 'all';
  if (!found?.request) return narrowed(db, filters).clearSelect().select('article.id');
  const { request } = found;
  const best = await bestFound(db, request, filters, await countFound(db, request, filters));
  return best.map(({ id }) => id);
}

/** What articles that were found may be narrowed to, and how many each would leave. */
import { holdsSought, type Request } from '../../db/search-index.ts';
import type { Db } from '../../db/schema.ts';
import { narrowed, type Filters } from './lists.ts';

/** A value of a facet, and how many articles it leaves. */
export interface FacetCount {
  value: string;
  count: number;
}

/** How many values of a facet are told. */
const MOST_VALUES = 120;

/**
 * Returns how many articles each value of each facet leaves, the most first. What is chosen of a facet doesn't count against its
 * other values, so that one can change one's mind.
 */
export async function countFacets(
  db: Db,
  filters: Filters,
  request: Request | undefined,
): Promise<Map<string, FacetCount[]>> {
  const chosen = Object.keys(filters.facets ?? {});
  const counts = await countFiled(db, filters, request);
  for (const name of chosen) {
    const { [name]: _own, ...others } = filters.facets!;
    const wider = await countFiled(db, { ...filters, facets: others }, request, name);
    counts.set(name, wider.get(name) ?? []);
  }
  counts.set('kind', await countKinds(db, { ...filters, kind: undefined }, request));
  return counts;
}

async function countFiled(db: Db, filters: Filters, request: Request | undefined, name?: string) {
  let query = db
    .selectFrom('facet')
    .select((eb) => ['facet.name', 'facet.value', eb.fn.countAll<number>().as('count')])
    .where('facet.article_id', 'in', leftBy(db, filters, request))
    .groupBy(['facet.name', 'facet.value'])
    .orderBy('count', 'desc')
    .orderBy('facet.value');
  if (name !== undefined) query = query.where('facet.name', '=', name);
  const counts = new Map<string, FacetCount[]>();
  for (const { name: facet, value, count } of await query.execute()) {
    const known = counts.get(facet) ?? [];
    if (known.length < MOST_VALUES) known.push({ value, count });
    counts.set(facet, known);
  }
  return counts;
}

function countKinds(db: Db, filters: Filters, request: Request | undefined): Promise<FacetCount[]> {
  return db
    .selectFrom('article')
    .select((eb) => ['article.kind as value', eb.fn.countAll<number>().as('count')])
    .where('article.id', 'in', leftBy(db, filters, request))
    .groupBy('article.kind')
    .orderBy('count', 'desc')
    .orderBy('article.kind')
    .execute();
}

function leftBy(db: Db, filters: Filters, request: Request | undefined) {
  const ids = narrowed(db, filters).clearSelect().select('article.id');
  return request ? ids.where(holdsSought(db, 'article.id', request)) : ids;
}

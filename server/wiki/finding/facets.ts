/** What articles that were found may be narrowed to, and how many each would leave; of very many the best alone are counted. */
import type { Request } from '../../db/search-index.ts';
import type { Db } from '../../db/schema.ts';
import { narrowed, type Filters } from './lists.ts';
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
    .where('facet.article_id', 'in', left)
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
    .where('article.id', 'in', left)
    .groupBy('article.kind')
    .orderBy('count', 'desc')
    .orderBy('article.kind')
    .execute();
}

type Left = Awaited<ReturnType<typeof leftBy>>;

function isNone(left: Left): boolean {
  return Array.isArray(left) && left.length === 0;
}

/** Returns the ids of the articles that filters leave: of all, or of the best that were found. */
async function leftBy(db: Db, filters: Filters, found?: Found) {
  if (!found?.request) return narrowed(db, filters).clearSelect().select('article.id');
  const { request } = found;
  const best = await bestFound(db, request, filters, await countFound(db, request, filters));
  return best.map(({ id }) => id);
}

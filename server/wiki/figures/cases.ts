/** The cases that were begun in a period and stand, by what they are filed under. */
import type { Db } from '../../db/schema.ts';
import { monthAfter, type Period } from './period.ts';

/** How many cases there are, and how many each value of a facet has; a case may have several. */
export interface Cases {
  count: number;
  filed: Map<string, Map<string, number>>;
}

/** Returns the cases of a period by some facets. */
export async function casesIn(db: Db, period: Period, facets: readonly string[]): Promise<Cases> {
  const { count } = await cases(db, period)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const rows = await cases(db, period)
    .innerJoin('facet', 'facet.article_id', 'article.id')
    .select((eb) => ['facet.name', 'facet.value', eb.fn.countAll<number>().as('count')])
    .where('facet.name', 'in', facets)
    .groupBy(['facet.name', 'facet.value'])
    .execute();
  const filed = new Map(facets.map((name) => [name, new Map<string, number>()]));
  for (const { name, value, count: some } of rows) filed.get(name)!.set(value, some);
  return { count, filed };
}

function cases(db: Db, { from, to }: Period) {
  return db
    .selectFrom('article')
    .innerJoin('revision', (join) =>
      join.onRef('revision.article_id', '=', 'article.id').on('revision.number', '=', 1),
    )
    .leftJoin('deletion', 'deletion.article_id', 'article.id')
    .where('article.kind', '=', 'case')
    .where('deletion.act_id', 'is', null)
    .where('revision.written_at', '>=', from)
    .where('revision.written_at', '<', monthAfter(to, 1));
}

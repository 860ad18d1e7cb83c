/** The articles that links stand in, as lists name them. */
import type { Db } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';

/** An article as a list of links names it. */
export interface LinkingArticle {
  id: number;
  slug: string;
  title: string;
  lead: string;
  kind: string;
}

/** Returns articles by their ids, in the order given. */
export async function linkingArticles(db: Db, ids: readonly number[]): Promise<Map<number, LinkingArticle>> {
  const found = new Map<number, LinkingArticle>();
  for (const slice of slices(ids)) {
    const rows = await db
      .selectFrom('article')
      .select(['id', 'slug', 'title', 'lead', 'kind'])
      .where('id', 'in', slice)
      .execute();
    for (const row of rows) found.set(row.id, row);
  }
  return new Map(ids.flatMap((id) => (found.has(id) ? [[id, found.get(id)!] as const] : [])));
}

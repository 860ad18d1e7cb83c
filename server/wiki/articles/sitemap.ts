/** The addresses of all articles, in parts that stay what they are: an article never goes from one to another. */
import type { Db } from '../../db/schema.ts';

/** How many articles a part has room for; a sitemap may hold ten times as many. */
const ROOM = 5000;

/** An article's slug, and when its newest revision was recorded (ISO-8601 UTC). */
export interface AddressedArticle {
  slug: string;
  at: string;
}

/** Returns how many parts there are, at least one. */
export async function countParts(db: Db): Promise<number> {
  const { newest } = await db
    .selectFrom('article')
    .select(({ fn }) => fn.max<number | null>('id').as('newest'))
    .executeTakeFirstOrThrow();
  return Math.max(1, Math.ceil((newest ?? 0) / ROOM));
}

/** Returns the articles of a part, from 1, but for those that are deleted. */
export async function listPart(db: Db, part: number): Promise<AddressedArticle[]> {
  const rows = await db
    .selectFrom('article')
    .innerJoin('revision', 'revision.sequence', 'article.sequence')
    .select(['article.slug', 'revision.written_at', 'revision.recorded_at'])
    .where('article.id', '>', (part - 1) * ROOM)
    .where('article.id', '<=', part * ROOM)
    .where('article.id', 'not in', (eb) => eb.selectFrom('deletion').select('article_id'))
    .orderBy('article.id')
    .execute();
  return rows.map(({ slug, written_at, recorded_at }) => ({ slug, at: recorded_at || written_at }));
}

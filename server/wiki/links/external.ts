/** Addresses elsewhere that articles lead to, and those of them where nothing was found; each look takes the place of the one before. */
import type { Db } from '../../db/schema.ts';
import { addressesOf } from '../copies/links.ts';
import { readContent, unlessErased } from '../history/contents.ts';
import { check, type Doer } from '../policy.ts';

/** Returns the addresses that standing articles lead to, and the ids of the articles that each is in. */
export async function externalAddresses(db: Db): Promise<Map<string, number[]>> {
  const articles = await db
    .selectFrom('article')
    .select(['id', 'sequence'])
    .where('id', 'not in', (eb) => eb.selectFrom('deletion').select('article_id'))
    .orderBy('id')
    .execute();
  const found = new Map<string, number[]>();
  for (const { id, sequence } of articles) {
    for (const address of await addressesIn(db, sequence)) {
      const others = found.get(address);
      if (others) others.push(id);
      else found.set(address, [id]);
    }
  }
  return found;
}

/** What was found instead of a page: a status of HTTP, or a code that says why there was no answer. */
export interface DeadAddress {
  address: string;
  problem: string;
}

/** Keeps what a look found, in the place of what the one before did, for the articles that still lead there; returns in how many places. */
export async function keepDead(
  db: Db,
  dead: readonly DeadAddress[],
  articlesOf: ReadonlyMap<string, readonly number[]>,
  at: string,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await tx.deleteFrom('dead_link').execute();
    let kept = 0;
    for (const { address, problem } of dead) {
      for (const id of articlesOf.get(address) ?? []) {
        const article = tx.selectFrom('article').select('sequence').where('id', '=', id);
        const { sequence } = await article.executeTakeFirstOrThrow();
        if (!(await addressesIn(tx, sequence)).includes(address)) continue;
        await tx
          .insertInto('dead_link')
          .values({ article_id: id, address, problem, checked_at: at })
          .execute();
        kept++;
      }
    }
    return kept;
  });
}

/** An address where nothing was found, and the article that leads there; `at` is when it was looked at (ISO-8601 UTC). */
export interface DeadLink extends DeadAddress {
  id: number;
  at: string;
  article: { slug: string; title: string };
}

/** Returns a page of them, from the one after `after` (an id). Throws 403 to all but moderators. */
export async function listDeadLinks(db: Db, reader: Doer, limit: number, after = 0): Promise<DeadLink[]> {
  check(reader, 'patrol');
  const rows = await db
    .selectFrom('dead_link')
    .innerJoin('article', 'article.id', 'dead_link.article_id')
    .select(['dead_link.id', 'dead_link.address', 'dead_link.problem', 'dead_link.checked_at'])
    .select(['article.slug', 'article.title'])
    .where('dead_link.id', '>', after)
    .where('article.id', 'not in', (eb) => eb.selectFrom('deletion').select('article_id'))
    .orderBy('dead_link.id')
    .limit(limit)
    .execute();
  return rows.map(({ slug, title, checked_at: at, ...row }) => ({ ...row, at, article: { slug, title } }));
}

async function addressesIn(db: Db, sequence: number): Promise<string[]> {
  const content = await unlessErased(readContent(db, sequence));
  return content ? addressesOf(content) : [];
}

/** What attribution stores of a whole wiki, and what it tells of one article. */
import type { Db } from '../../server/db/schema.ts';
import { runsOf } from '../../server/text/attribution.ts';
import { findArticle } from '../../server/wiki/articles/articles.ts';
import { attributionAt, creditedRevisions } from '../../server/wiki/credit/attribution.ts';
import { readAttribution } from '../../server/wiki/credit/stored.ts';

/** Returns all that is stored for attribution, so that two of these can be compared. */
export async function storedAttribution(db: Db) {
  const revisions = await db
    .selectFrom('attribution')
    .select(['sequence', 'kept'])
    .orderBy('sequence')
    .execute();
  const words: Record<number, string> = {};
  for (const { sequence } of revisions) words[sequence] = (await readAttribution(db, sequence)).join(' ');
  const held = await db.selectFrom('first_held').selectAll().orderBy('key').orderBy('article_id').execute();
  const contributors = await db
    .selectFrom('contributor')
    .selectAll()
    .orderBy('article_id')
    .orderBy('byline_id')
    .execute();
  return { revisions, words, held, contributors };
}

/** Returns a body as `[text, name, number]` runs: who wrote it, in which revision of its own article. */
export async function creditOf(db: Db, slug: string, number?: number): Promise<[string, string, number][]> {
  const article = await findArticle(db, slug);
  const { content, words } = await attributionAt(db, article.id, number ?? article.number);
  const runs = runsOf({ body: content.body, attribution: words }, article.sequence);
  const credited = await creditedRevisions(db, [...new Set(runs.map(({ sequence }) => sequence))]);
  return runs.map(({ text, sequence }) => {
    const { byline, number } = credited.get(sequence)!;
    return [text, byline.name.split(' ')[0]!, number];
  });
}

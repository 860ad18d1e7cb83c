/**
 * How many words beside an article's body are whose: those of its title, lead, facts, topics and sources, each of which is credited
 * whole. They're counted when a save changes any, and of the current revision alone.
 */
import { prepared } from '../../db/prepared.ts';
import type { Db, Tx } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import { itemsOf, listItems } from '../../kinds/items.ts';
import { itemKey, itemWords } from '../../text/attribution.ts';
import { creditsIn } from './first-held.ts';
import { byByline } from './words.ts';

/** A revision of an article, and its content, unless that is erased. */
export interface CountedRevision {
  articleId: number;
  sequence: number;
  content: Content | undefined;
}

/** Returns how many words of a revision's items are each byline's; equal items count once. */
export async function itemsByByline(
  db: Db,
  { articleId, sequence, content }: CountedRevision,
): Promise<Map<number, number>> {
  const items = content ? listItems(itemsOf(content)) : [];
  const words = new Map(items.map(({ name, values }) => [itemKey(name, values), itemWords(values)]));
  const held = await creditsIn(db, articleId, [...words.keys()], sequence + 1);
  const counts = new Map<number, number>();
  for (const [key, count] of words) {
    const origin = held.get(key) ?? sequence;
    counts.set(origin, (counts.get(origin) ?? 0) + count);
  }
  return byByline(db, counts);
}

/** Counts the words of an article's items for those whose they are, and for nobody else. */
export async function countItems(tx: Tx, revision: CountedRevision): Promise<void> {
  const { articleId } = revision;
  const counts = await itemsByByline(tx, revision);
  for (const [byline, items] of await counted(tx, articleId)) {
    if (!counts.has(byline)) counts.set(byline, 0);
    else if (counts.get(byline) === items) counts.delete(byline);
  }
  for (const [byline, items] of counts) await keepItems(tx, articleId, byline, items);
}

const keepItems = prepared((db, article_id: number, byline_id: number, items: number) =>
  db
    .insertInto('contributor')
    .values({ article_id, byline_id, revisions: 0, words: 0, items })
    .onConflict((conflict) => conflict.columns(['article_id', 'byline_id']).doUpdateSet({ items })),
);

/** Tells whether the words of an article's items are counted as they're credited. */
export async function areItemsCounted(db: Db, revision: CountedRevision): Promise<boolean> {
  const expected = await itemsByByline(db, revision);
  const found = await counted(db, revision.articleId);
  return (
    found.size === expected.size && [...found].every(([byline, items]) => expected.get(byline) === items)
  );
}

async function counted(db: Db, articleId: number): Promise<Map<number, number>> {
  const rows = await itemRows(db, articleId);
  return new Map(rows.map(({ byline_id: id, items }) => [id, items]));
}

const itemRows = prepared((db, articleId: number) =>
  db
    .selectFrom('contributor')
    .select(['byline_id', 'items'])
    .where('article_id', '=', articleId)
    .where('items', '<>', 0),
);

/**
 * Where each sentence and each item that an article ever held stands first, by its key: what comes back goes to whoever
 * wrote it first, however long it was gone. The key of a sentence is short, so its text is compared where it was found;
 * that of an item is longer, and so never that of a sentence, and says by itself that the item is the same.
 */
import { prepared } from '../../db/prepared.ts';
import type { Db, Tx } from '../../db/schema.ts';
import type { FirstHeldTable } from '../../db/tables/credit.ts';
import { pieces, slices } from '../../db/slices.ts';
import type { Content } from '../../kinds/content.ts';
import { itemsOf, listItems, mapItems, type Items } from '../../kinds/items.ts';
import { itemKey, sentenceHashes } from '../../text/attribution.ts';

/** Returns the keys, in hex, of a content's items, in the way that they're filed, or in another. */
export function itemKeys(content: Content, keyOf = itemKey): Items<string> {
  return mapItems(itemsOf(content), ({ name, values }) => keyOf(name, values));
}

/** Returns the keys of all that is filed of a content: its sentences that are long enough, and its items. */
export function heldKeys(content: Content): Set<string> {
  return new Set([...sentenceHashes(content.body), ...keysOf(content)]);
}

/** Returns the keys of a content's items, each once. */
export function keysOf(content: Content): Set<string> {
  return new Set(listItems(itemKeys(content)));
}

/** Returns where an article held what has these keys first, before a sequence: the sequence for each that it held. */
export async function heldIn(
  db: Db,
  articleId: number,
  keys: readonly string[],
  before: number,
): Promise<Map<string, number>> {
  return collect(keys, (piece) => rowsIn(db, piece, articleId, before));
}

/** As `heldIn`, but of an erased revision that held it earlier, which it stays credited to, the sequence of that. */
export async function creditsIn(
  db: Db,
  articleId: number,
  keys: readonly string[],
  before: number,
): Promise<Map<string, number>> {
  return collect(keys, async (piece) => {
    const rows = await rowsIn(db, piece, articleId, before);
    return rows.map(({ key, sequence, origin }) => ({ key, sequence: origin ?? sequence }));
  });
}

/** Returns where the wiki held what has these keys first, before a sequence: the sequence for each that it held. */
export async function heldAnywhere(
  db: Db,
  keys: readonly string[],
  before: number,
): Promise<Map<string, number>> {
  return collect(keys, (piece) => firstRows(db, piece, before));
}

const firstRows = prepared((db, keys: Buffer[], before: number) =>
  db
    .selectFrom('first_held')
    .select((eb) => ['key', eb.fn.min('sequence').as('sequence')])
    .where('key', 'in', keys)
    .where('sequence', '<', before)
    .groupBy('key'),
);

/**
 * Files what an article holds for the first time, or still holds after an erasure of the revision that it's credited to,
 * the `origin`. What is filed already stays where it is.
 */
export async function fileFirst(
  tx: Tx,
  articleId: number,
  sequence: number,
  keys: readonly string[],
  origin: number | null = null,
): Promise<void> {
  for (const piece of pieces(keys)) {
    await insertFirst(
      tx,
      piece.map((key) => ({ key: Buffer.from(key, 'hex'), article_id: articleId, sequence, origin })),
    );
  }
}

const insertFirst = prepared((db, rows: FirstHeldTable[]) =>
  db
    .insertInto('first_held')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing()),
);

/** Something that an article is filed to have held first at a revision. */
export interface Filed {
  key: string;
  article_id: number;
  sequence: number;
}

/** Returns what is filed under the revisions from one sequence to another, by their sequences. */
export async function filedBetween(db: Db, from: number, to: number): Promise<Map<number, Filed[]>> {
  const rows = await db
    .selectFrom('first_held')
    .select(['key', 'article_id', 'sequence'])
    .where('sequence', '>=', from)
    .where('sequence', '<=', to)
    .execute();
  const filed = new Map<number, Filed[]>();
  for (const { key, ...place } of rows) {
    const row = { key: key.toString('hex'), ...place };
    const others = filed.get(row.sequence);
    if (others) others.push(row);
    else filed.set(row.sequence, [row]);
  }
  return filed;
}

/** Files under a revision what its article holds there first, wherever that was filed later, and removes what it was wrongly filed to hold. */
export async function refile(
  tx: Tx,
  { article_id, sequence }: Omit<Filed, 'key'>,
  keys: readonly string[],
  surplus: readonly Filed[],
): Promise<void> {
  for (const row of surplus) {
    await tx
      .deleteFrom('first_held')
      .where('key', '=', Buffer.from(row.key, 'hex'))
      .where('article_id', '=', row.article_id)
      .where('sequence', '=', row.sequence)
      .execute();
  }
  for (const slice of keySlices(keys)) {
    await tx
      .insertInto('first_held')
      .values(slice.map((key) => ({ key, article_id, sequence, origin: null })))
      .onConflict((conflict) => conflict.columns(['key', 'article_id']).doUpdateSet({ sequence }))
      .execute();
  }
}

/** Returns how many rows there are, of all articles or of one. */
export async function countHeld(db: Db, articleId?: number): Promise<number> {
  const rows = db.selectFrom('first_held').select((eb) => eb.fn.countAll<number>().as('count'));
  const counted = articleId === undefined ? rows : rows.where('article_id', '=', articleId);
  return (await counted.executeTakeFirstOrThrow()).count;
}

/** Yields keys as the database takes them, as many at a time as one statement may. */
export function keySlices(keys: readonly string[]): Buffer[][] {
  return [...slices(keys)].map((slice) => slice.map((key) => Buffer.from(key, 'hex')));
}

const rowsIn = prepared((db, keys: Buffer[], articleId: number, before: number) =>
  db
    .selectFrom('first_held')
    .select(['key', 'sequence', 'origin'])
    .where('key', 'in', keys)
    .where('article_id', '=', articleId)
    .where('sequence', '<', before),
);

async function collect(
  keys: readonly string[],
  find: (piece: Buffer[]) => Promise<{ key: Buffer; sequence: number }[]>,
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const piece of pieces(keys)) {
    const rows = await find(piece.map((key) => Buffer.from(key, 'hex')));
    for (const { key, sequence } of rows) found.set(key.toString('hex'), sequence);
  }
  return found;
}

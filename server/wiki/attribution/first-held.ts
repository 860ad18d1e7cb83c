/**
 * Where each sentence and each item that an article ever held stands first, by its hash: what comes back goes to whoever
 * wrote it first, however long it was gone.
 */
import type { Db, FirstHeldTable, Tx } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import type { Content, FactValue } from '../../kinds/content.ts';
import { itemHash, sentenceHashes } from '../../text/attribution.ts';

/** The hashes of what stands beside a body; of the lead none when it's empty. */
export interface ItemHashes {
  title: number;
  lead: number | undefined;
  topics: number[];
  sources: number[];
  /** By the fact's name. */
  facts: Record<string, number>;
}

/** Returns the hashes of a content's items. */
export function itemHashes({ title, lead, topics, sources, facts }: Content): ItemHashes {
  return {
    title: itemHash('title', [title]),
    lead: lead === '' ? undefined : itemHash('lead', [lead]),
    topics: topics.map((topic) => itemHash('topic', [topic])),
    sources: sources.map((source) => itemHash('source', [source.title, source.url])),
    facts: Object.fromEntries(
      Object.entries(facts).map(([name, value]) => [name, itemHash(`fact ${name}`, valuesOf(value))]),
    ),
  };
}

/** Returns the hashes of all that is filed of a content: its sentences that are long enough, and its items. */
export function heldHashes(content: Content): Set<number> {
  return new Set([...sentenceHashes(content.body), ...hashesOf(content)]);
}

/** Returns the hashes of a content's items, each once. */
export function hashesOf(content: Content): Set<number> {
  const { title, lead, topics, sources, facts } = itemHashes(content);
  const optional = lead === undefined ? [] : [lead];
  return new Set([title, ...optional, ...topics, ...sources, ...Object.values(facts)]);
}

/** Returns where an article held what has these hashes first, before a sequence: the sequence for each that it held. */
export async function heldIn(
  db: Db,
  articleId: number,
  hashes: readonly number[],
  before: number,
): Promise<Map<number, number>> {
  return collect(hashes, (slice) => rowsIn(db, articleId, slice, before).execute());
}

/** As `heldIn`, but of an erased revision that held it earlier, which it stays credited to, the sequence of that. */
export async function creditsIn(
  db: Db,
  articleId: number,
  hashes: readonly number[],
  before: number,
): Promise<Map<number, number>> {
  return collect(hashes, async (slice) => {
    const rows = await rowsIn(db, articleId, slice, before).execute();
    return rows.map(({ hash, sequence, origin }) => ({ hash, sequence: origin ?? sequence }));
  });
}

/** Returns where the wiki held what has these hashes first, before a sequence: the sequence for each that it held. */
export async function heldAnywhere(
  db: Db,
  hashes: readonly number[],
  before: number,
): Promise<Map<number, number>> {
  return collect(hashes, (slice) =>
    db
      .selectFrom('first_held')
      .select((eb) => ['hash', eb.fn.min('sequence').as('sequence')])
      .where('hash', 'in', slice)
      .where('sequence', '<', before)
      .groupBy('hash')
      .execute(),
  );
}

/**
 * Files what an article holds for the first time, or still holds after an erasure of the revision that it's credited to,
 * the `origin`. What is filed already stays where it is.
 */
export async function fileFirst(
  tx: Tx,
  articleId: number,
  sequence: number,
  hashes: readonly number[],
  origin: number | null = null,
): Promise<void> {
  for (const slice of slices(hashes)) {
    await tx
      .insertInto('first_held')
      .values(slice.map((hash) => ({ hash, article_id: articleId, sequence, origin })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Something that an article is filed to have held first at a revision. */
export type Filed = Pick<FirstHeldTable, 'hash' | 'article_id' | 'sequence'>;

/** Returns what is filed under the revisions from one sequence to another, by their sequences. */
export async function filedBetween(db: Db, from: number, to: number): Promise<Map<number, Filed[]>> {
  const rows = await db
    .selectFrom('first_held')
    .select(['hash', 'article_id', 'sequence'])
    .where('sequence', '>=', from)
    .where('sequence', '<=', to)
    .execute();
  const filed = new Map<number, Filed[]>();
  for (const row of rows) {
    const others = filed.get(row.sequence);
    if (others) others.push(row);
    else filed.set(row.sequence, [row]);
  }
  return filed;
}

/** Files under a revision what its article holds there first, wherever that was filed later, and removes what it was wrongly filed to hold. */
export async function refile(
  tx: Tx,
  { article_id, sequence }: Omit<Filed, 'hash'>,
  hashes: readonly number[],
  surplus: readonly Filed[],
): Promise<void> {
  for (const row of surplus) {
    await tx
      .deleteFrom('first_held')
      .where('hash', '=', row.hash)
      .where('article_id', '=', row.article_id)
      .where('sequence', '=', row.sequence)
      .execute();
  }
  for (const slice of slices(hashes)) {
    await tx
      .insertInto('first_held')
      .values(slice.map((hash) => ({ hash, article_id, sequence, origin: null })))
      .onConflict((conflict) => conflict.columns(['hash', 'article_id']).doUpdateSet({ sequence }))
      .execute();
  }
}

/** Returns how many rows there are, of all articles or of one. */
export async function countHeld(db: Db, articleId?: number): Promise<number> {
  const rows = db.selectFrom('first_held').select((eb) => eb.fn.countAll<number>().as('count'));
  const counted = articleId === undefined ? rows : rows.where('article_id', '=', articleId);
  return (await counted.executeTakeFirstOrThrow()).count;
}

function rowsIn(db: Db, articleId: number, hashes: readonly number[], before: number) {
  return db
    .selectFrom('first_held')
    .select(['hash', 'sequence', 'origin'])
    .where('hash', 'in', hashes)
    .where('article_id', '=', articleId)
    .where('sequence', '<', before);
}

async function collect(
  hashes: readonly number[],
  find: (slice: number[]) => Promise<{ hash: number; sequence: number }[]>,
): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  for (const slice of slices(hashes)) {
    for (const { hash, sequence } of await find(slice)) found.set(hash, sequence);
  }
  return found;
}

/** Equal for facts that are equal: the order of a record's fields doesn't count. */
function valuesOf(value: FactValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value;
  return Object.entries(value)
    .map(([name, part]) => `${name} ${part}`)
    .sort();
}

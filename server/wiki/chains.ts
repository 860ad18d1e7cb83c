/**
 * What is stored of each revision as what it changes of the revision before: a chain of deltas on a whole one. The
 * current revision of an article stands whole beside its delta, so that its readers never pay for the chain.
 */
import type { Db, Tx } from '../db/schema.ts';
import { isChainFull, type Chain } from '../text/delta.ts';

/** The tables whose rows are linked so. */
export type LinkedTable = 'content' | 'attribution';

/** How something of a revision is stored. */
export interface Link {
  steps: number;
  delta: Buffer | null;
  whole: Buffer | null;
}

/** What something is read from: a whole one, and the deltas that stand on it, in their order. */
export interface Links {
  whole: Piece;
  deltas: Piece[];
}

interface Piece {
  sequence: number;
  bytes: Buffer;
}

/** Returns what a revision's row is read from, or undefined when there's no row. */
export async function readLinks(db: Db, table: LinkedTable, sequence: number): Promise<Links | undefined> {
  const row = await linked(db, table)
    .select(['linked.whole', 'linked.steps', 'revision.article_id', 'revision.number'])
    .where('linked.sequence', '=', sequence)
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.whole) return { whole: { sequence, bytes: row.whole }, deltas: [] };
  const rows = await linked(db, table)
    .select(['linked.sequence', 'linked.whole', 'linked.delta'])
    .where('revision.article_id', '=', row.article_id)
    .where('revision.number', '>=', row.number - row.steps)
    .where('revision.number', '<=', row.number)
    .orderBy('revision.number')
    .execute();
  const [first, ...rest] = rows;
  if (!first?.whole || rest.length !== row.steps) throw new Error(`The ${table} of ${sequence} is broken`);
  const deltas = rest.map(({ sequence, delta }) => ({ sequence, bytes: delta! }));
  return { whole: { sequence: first.sequence, bytes: first.whole }, deltas };
}

/** Returns how the next is stored after a parent's row: without a parent, or on a full chain, by nothing but itself. */
export async function linkAfter(
  tx: Tx,
  table: LinkedTable,
  parent: number | null,
  { delta, whole }: { delta: Buffer | undefined; whole: Buffer },
): Promise<Link> {
  const chain = delta && parent !== null && (await chainTo(tx, table, parent));
  if (!chain || isChainFull(chain, delta)) return { steps: 0, delta: null, whole };
  return { steps: chain.length + 1, delta, whole };
}

/** Leaves of a row no more than its delta, now that another is the current one. */
export async function dropWhole(tx: Tx, table: LinkedTable, sequence: number): Promise<void> {
  await tx
    .updateTable(table)
    .set({ whole: null })
    .where('sequence', '=', sequence)
    .where('steps', '>', 0)
    .execute();
}

/** Makes a row stand by itself, so that what is before it can go. */
export async function makeWhole(tx: Tx, table: LinkedTable, sequence: number, whole: Buffer): Promise<void> {
  const { steps, article_id, number } = await linked(tx, table)
    .select(['linked.steps', 'revision.article_id', 'revision.number'])
    .where('linked.sequence', '=', sequence)
    .executeTakeFirstOrThrow();
  if (steps === 0) return;
  const after = linked(tx, table)
    .where('revision.article_id', '=', article_id)
    .where('revision.number', '>', number);
  const { end } = await after
    .select((eb) => eb.fn.min('revision.number').as('end'))
    .where('linked.steps', '=', 0)
    .executeTakeFirstOrThrow();
  const standing = await after
    .select('linked.sequence')
    .$if(end !== null, (query) => query.where('revision.number', '<', end))
    .execute();
  await tx
    .updateTable(table)
    .set({ steps: 0, delta: null, whole })
    .where('sequence', '=', sequence)
    .execute();
  for (const row of standing) {
    await tx
      .updateTable(table)
      .set((eb) => ({ steps: eb('steps', '-', steps) }))
      .where('sequence', '=', row.sequence)
      .execute();
  }
}

async function chainTo(tx: Tx, table: LinkedTable, sequence: number): Promise<Chain | undefined> {
  const row = await linked(tx, table)
    .select(['linked.steps', 'revision.article_id', 'revision.number'])
    .where('linked.sequence', '=', sequence)
    .executeTakeFirst();
  if (!row) return undefined;
  const { bytes, fullBytes } = await linked(tx, table)
    .select((eb) => [
      eb.fn.sum<number | null>(eb.fn('length', ['linked.delta'])).as('bytes'),
      eb.fn
        .max(
          eb
            .case()
            .when('linked.steps', '=', 0)
            .then(eb.fn<number>('length', ['linked.whole']))
            .end(),
        )
        .as('fullBytes'),
    ])
    .where('revision.article_id', '=', row.article_id)
    .where('revision.number', '>=', row.number - row.steps)
    .where('revision.number', '<=', row.number)
    .executeTakeFirstOrThrow();
  return { length: row.steps, bytes: bytes ?? 0, fullBytes: fullBytes! };
}

/** Both tables have the columns of a link, and Kysely takes one name. */
function linked(db: Db, table: LinkedTable) {
  return db
    .selectFrom(`${table as 'content'} as linked`)
    .innerJoin('revision', 'revision.sequence', 'linked.sequence');
}

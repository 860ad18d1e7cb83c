/**
 * What is stored of each revision as what it changes of the revision before: a chain of deltas on a whole one. That of an
 * article's current revision is copied whole, so that its readers never pay for the chain.
 */
import { prepared } from '../../db/prepared.ts';
import type { Db, Tx } from '../../db/schema.ts';
import type { CurrentTable } from '../../db/tables/copies.ts';
import { slices } from '../../db/slices.ts';

/** The tables whose rows are linked so. */
export type ChainTable = 'content' | 'attribution';

/** The revision that something is stored for, and the one before it. */
export interface ChainPlace {
  articleId: number;
  sequence: number;
  parent: number | null;
}

/** How something of a revision is stored: whole when it's no step from a whole one, else as a delta. */
export interface ChainLink {
  steps: number;
  bytes: Buffer;
}

/** What something is read from: a whole one, and the deltas that stand on it, in their order. */
export interface Links {
  whole: ChainPiece;
  deltas: ChainPiece[];
}

interface ChainPiece {
  sequence: number;
  bytes: Buffer;
}

/** Returns what a revision's row is read from, or undefined when there's no row. Throws a RangeError when a part is gone. */
export async function readLinks(db: Db, table: ChainTable, sequence: number): Promise<Links | undefined> {
  const [row] = await ends[table](db, sequence);
  if (!row) return undefined;
  if (row.whole) return { whole: { sequence, bytes: row.whole }, deltas: [] };
  const { article_id, number, steps } = row;
  const [whole, ...deltas] = await chains[table](db, article_id, number - steps, number);
  if (!whole || deltas.length !== steps) throw new RangeError(`The ${table} of ${sequence} is broken`);
  return { whole, deltas };
}

/** How far a chain may go: so many deltas, and so many times the weight of a whole one. */
export interface Limits {
  deltas: number;
  weight?: number;
}

/** Returns how the next is stored after a parent's: as a delta, unless there's no parent or its chain can't go on. */
export async function linkAfter(
  tx: Tx,
  table: ChainTable,
  parent: number | null,
  { delta, whole, limits }: { delta: Buffer | undefined; whole: Buffer; limits: Limits },
): Promise<ChainLink> {
  const [before] = parent === null ? [] : await rows[table](tx, parent);
  const isLight = delta !== undefined && delta.length < whole.length;
  if (!before || !isLight || before.steps >= limits.deltas) return { steps: 0, bytes: whole };
  const { weight } = limits;
  const { steps, article_id, number } = before;
  const [deltas] = weight ? await weights[table](tx, article_id, number - steps, number) : [];
  const isFull = weight && (deltas?.bytes ?? 0) + delta.length > weight * whole.length;
  return isFull ? { steps: 0, bytes: whole } : { steps: steps + 1, bytes: delta };
}

/** Copies what is current of an article, whole. */
export async function copyWhole(
  tx: Tx,
  table: ChainTable,
  { articleId, sequence }: Pick<ChainPlace, 'articleId' | 'sequence'>,
  bytes: Buffer,
): Promise<void> {
  await copied[table](tx, { article_id: articleId, sequence, bytes });
}

/** Makes a row stand by itself, so that what is before it can go. */
export async function makeWhole(tx: Tx, table: ChainTable, sequence: number, whole: Buffer): Promise<void> {
  const [row] = await rows[table](tx, sequence);
  const { steps, article_id, number } = row!;
  const later = linked(tx, table)
    .where('revision.article_id', '=', article_id)
    .where('revision.number', '>', number);
  const { end } = await later
    .select((eb) => eb.fn.min<number | null>('revision.number').as('end'))
    .where('linked.steps', '=', 0)
    .executeTakeFirstOrThrow();
  const standing = await later
    .select('linked.sequence')
    .$if(end !== null, (query) => query.where('revision.number', '<', end!))
    .execute();
  await tx.updateTable(table).set({ steps: 0, bytes: whole }).where('sequence', '=', sequence).execute();
  for (const slice of slices(standing)) {
    const sequences = slice.map((row) => row.sequence);
    await tx
      .updateTable(table)
      .set((eb) => ({ steps: eb('steps', '-', steps) }))
      .where('sequence', 'in', sequences)
      .execute();
  }
}

const ends = forEach((table) =>
  prepared((db, sequence: number) =>
    linked(db, table)
      .leftJoin(`${currentOf(table)} as current`, (join) =>
        join
          .onRef('current.article_id', '=', 'revision.article_id')
          .onRef('current.sequence', '=', 'linked.sequence'),
      )
      .select(['linked.steps', 'revision.article_id', 'revision.number', 'current.bytes as whole'])
      .where('linked.sequence', '=', sequence),
  ),
);

const chains = forEach((table) =>
  prepared((db, articleId: number, from: number, to: number) =>
    linked(db, table)
      .select(['linked.sequence', 'linked.bytes'])
      .where('revision.article_id', '=', articleId)
      .where('revision.number', '>=', from)
      .where('revision.number', '<=', to)
      .orderBy('revision.number'),
  ),
);

const rows = forEach((table) =>
  prepared((db, sequence: number) =>
    linked(db, table)
      .select(['linked.steps', 'revision.article_id', 'revision.number'])
      .where('linked.sequence', '=', sequence),
  ),
);

/** What the deltas of a chain weigh. */
const weights = forEach((table) =>
  prepared((db, articleId: number, after: number, to: number) =>
    linked(db, table)
      .select((eb) => eb.fn.sum<number | null>(eb.fn('length', ['linked.bytes'])).as('bytes'))
      .where('revision.article_id', '=', articleId)
      .where('revision.number', '>', after)
      .where('revision.number', '<=', to),
  ),
);

const copied = forEach((table) =>
  prepared((db, row: CurrentTable) => {
    const { sequence, bytes } = row;
    return db
      .insertInto(currentOf(table))
      .values(row)
      .onConflict((conflict) => conflict.column('article_id').doUpdateSet({ sequence, bytes }));
  }),
);

function forEach<T>(make: (table: ChainTable) => T): Record<ChainTable, T> {
  return { content: make('content'), attribution: make('attribution') };
}

// Both tables have the same columns, and Kysely takes one name.
const currentOf = (table: ChainTable) => `current_${table}` as 'current_content';

/** As `currentOf`, for the columns of a link. */
function linked(db: Db, table: ChainTable) {
  return db
    .selectFrom(`${table as 'content'} as linked`)
    .innerJoin('revision', 'revision.sequence', 'linked.sequence');
}

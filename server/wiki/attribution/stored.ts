/** Where attributions are kept: of each revision's body, who wrote each word, as what it changes of the parent's. */
import type { Db, Tx } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import { decodeAttribution, encodeAttribution, type Attribution } from '../../text/attribution.ts';
import { copyWhole, linkAfter, readLinks, type Place } from '../chains.ts';

// A chain costs what is copied from step to step, and what its deltas weigh: it is kept to some milliseconds.
const LONGEST = 1024;
const MOST_COPIED = 2_000_000;
const LIGHTER = 8;

/** Returns the attribution of a revision. Throws a RangeError when it can't be read, which no saved one is. */
export async function readAttribution(db: Db, sequence: number): Promise<Attribution> {
  const links = await readLinks(db, 'attribution', sequence);
  if (!links) throw new RangeError(`Revision ${sequence} has no attribution`);
  const { whole, deltas } = links;
  return deltas.reduce(
    (parent, delta) => decodeAttribution(delta.bytes, delta.sequence, parent),
    decodeAttribution(whole.bytes, whole.sequence),
  );
}

/** Returns the attribution of a revision's parent; nothing for the first of an article. */
export async function readBefore(db: Db, { parent }: Pick<Place, 'parent'>): Promise<Attribution> {
  return parent === null ? new Uint32Array() : readAttribution(db, parent);
}

/** An attribution as it is stored: so many deltas from a whole one. */
export interface Stored {
  steps: number;
  attribution: Attribution;
}

/** Returns the attribution of a revision as it's stored, read through its chain. Throws a RangeError when it can't be read. */
export async function readWhole(db: Db, sequence: number): Promise<Stored> {
  const attribution = await readAttribution(db, sequence);
  const { steps } = await db
    .selectFrom('attribution')
    .select('steps')
    .where('sequence', '=', sequence)
    .executeTakeFirstOrThrow();
  return { steps, attribution };
}

/**
 * Returns the attribution of a revision from its own row and that of its parent, or undefined when there's no row, when it
 * can't be read, or when its copy for readers says something else.
 */
export async function readStored(
  db: Db,
  { articleId, sequence }: { articleId: number; sequence: number },
  before: Stored | undefined,
): Promise<Stored | undefined> {
  const row = await db
    .selectFrom('attribution')
    .leftJoin('current_attribution as current', (join) =>
      join.on('current.article_id', '=', articleId).onRef('current.sequence', '=', 'attribution.sequence'),
    )
    .select(['attribution.steps', 'attribution.bytes', 'current.bytes as copy'])
    .where('attribution.sequence', '=', sequence)
    .executeTakeFirst();
  if (!row || (row.steps !== 0 && row.steps !== (before?.steps ?? Infinity) + 1)) return undefined;
  try {
    const parent = row.steps === 0 ? undefined : before?.attribution;
    const attribution = decodeAttribution(row.bytes, sequence, parent);
    const copy = row.copy && decodeAttribution(row.copy, sequence);
    return copy && !isSame(copy, attribution) ? undefined : { steps: row.steps, attribution };
  } catch {
    return undefined;
  }
}

/** Tells whether two attributions credit every word alike. */
export function isSame(a: Attribution, b: Attribution): boolean {
  return a.length === b.length && a.every((sequence, i) => sequence === b[i]);
}

/** Stores the attribution of a revision; `isKept` says that it can't be made anew. */
export async function writeAttribution(
  tx: Tx,
  place: Place,
  attribution: Attribution,
  { before, isKept }: { before: Attribution; isKept: boolean },
): Promise<void> {
  const { sequence, parent } = place;
  const encoded = encodeAttribution(attribution, sequence, before);
  const whole = encodeAttribution(attribution, sequence);
  const delta = encoded.length * LIGHTER <= whole.length ? encoded : undefined;
  const limits = { deltas: Math.min(LONGEST, Math.floor(MOST_COPIED / (attribution.length + 1))) };
  const link = await linkAfter(tx, 'attribution', parent, { delta, whole, limits });
  await tx
    .insertInto('attribution')
    .values({ sequence, kept: isKept ? 1 : 0, ...link })
    .execute();
  await copyWhole(tx, 'attribution', place, whole);
}

/** Lets attributions stand for ever as they are, for a text that they were made from is gone. */
export async function keepAttributions(tx: Tx, sequences: readonly number[]): Promise<void> {
  for (const slice of slices(sequences)) {
    await tx.updateTable('attribution').set({ kept: 1 }).where('sequence', 'in', slice).execute();
  }
}

/** Where attributions are kept: of each revision's body, who wrote each word, as what it changes of the parent's. */
import type { Db, Tx } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import { decodeAttribution, encodeAttribution, type Attribution } from '../../text/attribution.ts';
import { copyWhole, linkAfter, readLinks, type Place } from '../chains.ts';

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

/**
 * Returns the attribution of a revision from its own row and its parent's attribution, or undefined when there's no row,
 * when it can't be read, or when its copy for readers says something else.
 */
export async function readStored(
  db: Db,
  { articleId, sequence }: { articleId: number; sequence: number },
  before: Attribution,
): Promise<Attribution | undefined> {
  const row = await db
    .selectFrom('attribution')
    .leftJoin('current_attribution as current', (join) =>
      join.on('current.article_id', '=', articleId).onRef('current.sequence', '=', 'attribution.sequence'),
    )
    .select(['attribution.steps', 'attribution.bytes', 'current.bytes as copy'])
    .where('attribution.sequence', '=', sequence)
    .executeTakeFirst();
  if (!row) return undefined;
  try {
    const stored = decodeAttribution(row.bytes, sequence, row.steps === 0 ? undefined : before);
    const copy = row.copy && decodeAttribution(row.copy, sequence);
    return copy && !isSame(copy, stored) ? undefined : stored;
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
  const delta = encodeAttribution(attribution, sequence, before);
  const whole = encodeAttribution(attribution, sequence);
  const link = await linkAfter(tx, 'attribution', parent, { delta, whole });
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

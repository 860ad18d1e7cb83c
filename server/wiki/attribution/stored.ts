/** Where attributions are kept: of each revision's body, who wrote each word, as what it changes of the parent's. */
import type { Db, Tx } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import { decodeAttribution, encodeAttribution, type Attribution } from '../../text/attribution.ts';
import { dropWhole, linkAfter, readLinks } from '../chains.ts';

/** A revision, the one that it replaced, and whether its attribution can't be made anew. */
export interface Place {
  sequence: number;
  parent: number | null;
  isKept: boolean;
}

/** Returns the attribution of a revision. Throws an Error when it has none, which no saved revision is without. */
export async function readAttribution(db: Db, sequence: number): Promise<Attribution> {
  const links = await readLinks(db, 'attribution', sequence);
  if (!links) throw new Error(`Revision ${sequence} has no attribution`);
  const { whole, deltas } = links;
  return deltas.reduce(
    (parent, delta) => decodeAttribution(delta.bytes, delta.sequence, parent),
    decodeAttribution(whole.bytes, whole.sequence),
  );
}

/** Stores the attribution of a revision. */
export async function writeAttribution(
  tx: Tx,
  { sequence, parent, isKept }: Place,
  attribution: Attribution,
): Promise<void> {
  const before = parent === null ? undefined : await readAttribution(tx, parent);
  const delta = before && encodeAttribution(attribution, sequence, before);
  const whole = encodeAttribution(attribution, sequence);
  const link = await linkAfter(tx, 'attribution', parent, { delta, whole });
  await tx
    .insertInto('attribution')
    .values({ sequence, kept: isKept ? 1 : 0, ...link })
    .execute();
  if (parent !== null) await dropWhole(tx, 'attribution', parent);
}

/** Lets attributions stand for ever as they are, for a text that they were made from is gone. */
export async function keepAttributions(tx: Tx, sequences: readonly number[]): Promise<void> {
  for (const slice of slices(sequences)) {
    await tx.updateTable('attribution').set({ kept: 1 }).where('sequence', 'in', slice).execute();
  }
}

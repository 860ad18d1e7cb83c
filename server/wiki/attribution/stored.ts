/** Where attributions are kept: of each revision's body, who wrote each word, as what it changes of the parent's. */
import type { Db, Tx } from '../../db/schema.ts';
import { decodeAttribution, encodeAttribution, type Attribution } from '../../text/attribution.ts';
import { dropWhole, linkAfter, makeWhole, readLinks } from '../chains.ts';

/** A revision, and the one that it replaced. */
export interface Place {
  sequence: number;
  parent?: number | undefined;
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
  { sequence, parent }: Place,
  attribution: Attribution,
  kept = false,
): Promise<void> {
  const before = parent === undefined ? undefined : await readAttribution(tx, parent);
  const delta = before && encodeAttribution(attribution, sequence, before);
  const whole = encodeAttribution(attribution, sequence);
  const link = await linkAfter(tx, 'attribution', parent, { delta, whole });
  await tx
    .insertInto('attribution')
    .values({ sequence, kept: kept ? 1 : 0, ...link })
    .execute();
  if (parent !== undefined) await dropWhole(tx, 'attribution', parent);
}

/** Lets an attribution stand for ever as it is, for a text that it was made from is to be erased. */
export async function keepAttribution(tx: Tx, sequence: number): Promise<void> {
  const attribution = await readAttribution(tx, sequence);
  await makeWhole(tx, 'attribution', sequence, encodeAttribution(attribution, sequence));
  await tx.updateTable('attribution').set({ kept: 1 }).where('sequence', '=', sequence).execute();
}

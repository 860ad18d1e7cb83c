/** Where attributions are kept: of each revision's body, who wrote each word, as what it changes of the parent's. */
import { NoResultError } from 'kysely';
import { prepared } from '../../db/prepared.ts';
import type { Db, Tx } from '../../db/schema.ts';
import type { AttributionTable } from '../../db/tables/credit.ts';
import { slices } from '../../db/slices.ts';
import {
  decodeAttribution,
  encodeAttribution,
  withAddresses,
  type Attribution,
} from '../../text/attribution.ts';
import { copyWhole, linkAfter, makeWhole, readLinks, type ChainPlace } from '../history/chains.ts';

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

/**
 * Returns the attribution of a revision as it's of its body now: one that an erasure kept may have been made when words were told
 * apart in another way, and stays stored as the log seals it.
 */
export async function fitted(
  db: Db,
  sequence: number,
  body: string,
  attribution: Attribution,
): Promise<Attribution> {
  const [row] = await keptOf(db, sequence);
  return row?.kept ? withAddresses(body, attribution) : attribution;
}

const keptOf = prepared((db, sequence: number) =>
  db.selectFrom('attribution').select('kept').where('sequence', '=', sequence),
);

/** Returns the attribution of a revision's parent; nothing for the first of an article. */
export async function readBefore(db: Db, { parent }: Pick<ChainPlace, 'parent'>): Promise<Attribution> {
  return parent === null ? new Uint32Array() : readAttribution(db, parent);
}

/** An attribution as it is stored: so many deltas from a whole one. */
export interface StoredAttribution {
  steps: number;
  attribution: Attribution;
}

/** Returns the attribution of a revision as it's stored, read through its chain. Throws a RangeError when it can't be read. */
export async function readWhole(db: Db, sequence: number): Promise<StoredAttribution> {
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
  before: StoredAttribution | undefined,
): Promise<StoredAttribution | undefined> {
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

/**
 * Stores the attribution of a revision and returns how many steps it is from a whole one. `isKept` says that it can't be made
 * anew, `isOld` that the article has a later revision, which readers are shown.
 */
export async function writeAttribution(
  tx: Tx,
  place: ChainPlace,
  attribution: Attribution,
  { before, isKept, isOld = false }: { before: Attribution; isKept: boolean; isOld?: boolean },
): Promise<number> {
  const { sequence, parent } = place;
  const encoded = encodeAttribution(attribution, sequence, before);
  const whole = encodeAttribution(attribution, sequence);
  const delta = encoded.length * LIGHTER <= whole.length ? encoded : undefined;
  const limits = { deltas: Math.min(LONGEST, Math.floor(MOST_COPIED / (attribution.length + 1))) };
  const link = await linkAfter(tx, 'attribution', parent, { delta, whole, limits });
  await insertRow(tx, { sequence, kept: isKept ? 1 : 0, ...link });
  if (!isOld) await copyWhole(tx, 'attribution', place, whole);
  return link.steps;
}

const insertRow = prepared((db, row: AttributionTable) => db.insertInto('attribution').values(row));

/** Stores another attribution of a revision than it has, without a change to those that stand on it. Returns its steps. */
export async function replaceAttribution(
  tx: Tx,
  place: ChainPlace,
  attribution: Attribution,
  how: { before: Attribution; isKept: boolean; next: number | undefined },
): Promise<number> {
  const { next } = how;
  if (next !== undefined) await standAlone(tx, next);
  await tx.deleteFrom('attribution').where('sequence', '=', place.sequence).execute();
  return writeAttribution(tx, place, attribution, { ...how, isOld: next !== undefined });
}

/** Copies the attribution of an article's current revision from what is stored of it, and returns it. */
export async function copyAttribution(
  tx: Tx,
  { id, sequence }: { id: number; sequence: number },
): Promise<Attribution> {
  await tx.deleteFrom('current_attribution').where('article_id', '=', id).execute();
  const attribution = await readAttribution(tx, sequence);
  const whole = encodeAttribution(attribution, sequence);
  await copyWhole(tx, 'attribution', { articleId: id, sequence }, whole);
  return attribution;
}

/** Makes an attribution stand by itself. One that can't be read is left to whoever makes it anew. */
async function standAlone(tx: Tx, sequence: number): Promise<void> {
  const stored = await unlessBroken(readWhole(tx, sequence));
  if (!stored || stored.steps === 0) return;
  await makeWhole(tx, 'attribution', sequence, encodeAttribution(stored.attribution, sequence));
}

/** Waits for what is worked out of stored attributions; undefined when one of them can't be read. */
export async function unlessBroken<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    const isBroken = [RangeError, SyntaxError, NoResultError].some((kind) => error instanceof kind);
    if (isBroken) return undefined;
    throw error;
  }
}

/** Lets attributions stand for ever as they are, for a text that they were made from is gone. */
export async function keepAttributions(tx: Tx, sequences: readonly number[]): Promise<void> {
  for (const slice of slices(sequences)) {
    await tx.updateTable('attribution').set({ kept: 1 }).where('sequence', 'in', slice).execute();
  }
}

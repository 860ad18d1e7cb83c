/** Where contents are kept: how one is encoded is known to these functions alone, and may change behind them. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Db, Tx } from '../db/schema.ts';
import { erased, WikiError } from '../errors.ts';
import { canonical, type Content } from '../kinds/content.ts';
import { decodeDelta, decodeDeltas, encodeDelta } from '../text/delta.ts';
import { dropWhole, linkAfter, makeWhole, readLinks, type Link } from './chains.ts';
import type { Seal } from './seal.ts';

/** Stores a revision's content under its seal, as what it changes of the content of its parent, if that stands. */
export async function writeContent(
  tx: Tx,
  { sequence, parent }: { sequence: number; parent: number | null },
  content: Content,
  { salt }: Seal,
): Promise<void> {
  const text = Buffer.from(canonical(content));
  const before = parent === null ? undefined : await readText(tx, parent);
  const delta = before && encodeDelta(before, text);
  const link = await linkAfter(tx, 'content', parent, { delta, whole: deflateRawSync(text) });
  await tx
    .insertInto('content')
    .values({ sequence, salt, ...link })
    .execute();
  if (parent !== null) await dropWhole(tx, 'content', parent);
}

/** Returns a revision's content. Throws 410 when it was erased. */
export async function readContent(db: Db, sequence: number): Promise<Content> {
  const text = await readText(db, sequence);
  if (!text) throw erased();
  return JSON.parse(text.toString()) as Content;
}

/** Returns a content that is being read, or undefined when it was erased. */
export async function unlessErased(reading: Promise<Content>): Promise<Content | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof WikiError && error.status === 410) return undefined;
    throw error;
  }
}

/** Yields the contents of an article that haven't been erased, newest first. */
export async function* standingContents(db: Db, articleId: number): AsyncGenerator<Content> {
  const rows = await db
    .selectFrom('revision')
    .innerJoin('content', 'content.sequence', 'revision.sequence')
    .select('revision.sequence')
    .where('revision.article_id', '=', articleId)
    .orderBy('revision.number', 'desc')
    .execute();
  for (const { sequence } of rows) yield await readContent(db, sequence);
}

/** Removes a revision's content with its salt. Every other content stays readable. */
export async function eraseContent(tx: Tx, sequence: number): Promise<void> {
  const next = await tx
    .selectFrom('revision')
    .innerJoin('revision as next', (join) =>
      join
        .onRef('next.article_id', '=', 'revision.article_id')
        .on((eb) => eb('next.number', '=', eb('revision.number', '+', 1))),
    )
    .innerJoin('content', 'content.sequence', 'next.sequence')
    .select('next.sequence')
    .where('revision.sequence', '=', sequence)
    .executeTakeFirst();
  if (next) {
    const text = await readText(tx, next.sequence);
    await makeWhole(tx, 'content', next.sequence, deflateRawSync(text!));
  }
  await tx.deleteFrom('content').where('sequence', '=', sequence).execute();
}

/**
 * Returns the canonical text in UTF-8 of a content as it is stored: what its digest vouches for. The text of its parent
 * is needed for one that is stored as a delta. Throws a RangeError when whole and delta don't agree.
 */
export function decodeContent({ delta, whole }: Omit<Link, 'steps'>, parent?: Buffer): Buffer {
  const text = whole ? inflateRawSync(whole) : undefined;
  if (!delta) return text!;
  if (!parent) throw new RangeError('The parent of a delta is gone');
  const decoded = decodeDelta(parent, delta);
  if (text && !decoded.equals(text)) throw new RangeError('A content is stored as two texts');
  return decoded;
}

/** Returns the canonical text of a revision's content in UTF-8, or undefined when it was erased. */
export async function readText(db: Db, sequence: number): Promise<Buffer | undefined> {
  const links = await readLinks(db, 'content', sequence);
  if (!links) return undefined;
  return decodeDeltas(
    inflateRawSync(links.whole.bytes),
    links.deltas.map(({ bytes }) => bytes),
  );
}

/** Where contents are kept: how one is encoded is known to these functions alone, and may change behind them. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Db, Tx } from '../db/schema.ts';
import { erased, WikiError } from '../errors.ts';
import { canonical, type Content } from '../kinds/content.ts';
import type { Seal } from './seal.ts';

const DEFLATED = 1;

/** Stores a revision's content under its seal. */
export async function writeContent(
  tx: Tx,
  sequence: number,
  content: Content,
  { salt }: Seal,
): Promise<void> {
  const bytes = deflateRawSync(canonical(content));
  await tx.insertInto('content').values({ sequence, salt, encoding: DEFLATED, bytes }).execute();
}

/** Returns a revision's content. Throws 410 when it was erased. */
export async function readContent(db: Db, sequence: number): Promise<Content> {
  const row = await db
    .selectFrom('content')
    .select(['encoding', 'bytes'])
    .where('sequence', '=', sequence)
    .executeTakeFirst();
  if (!row) throw erased();
  return JSON.parse(decodeContent(row).toString()) as Content;
}

/** Returns a content, or what is made of one, that is being read, or undefined when it was erased. */
export async function unlessErased<Read>(reading: Promise<Read>): Promise<Read | undefined> {
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
  await tx.deleteFrom('content').where('sequence', '=', sequence).execute();
}

/** Returns the canonical text of a stored content in UTF-8: what its digest vouches for. */
export function decodeContent(row: { encoding: number; bytes: Buffer }): Buffer {
  if (row.encoding !== DEFLATED) throw new Error(`Unknown content encoding ${row.encoding}`);
  return inflateRawSync(row.bytes);
}

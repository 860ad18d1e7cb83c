/** Where contents are kept: how one is encoded is known to these functions alone, and may change behind them. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Db, Tx } from '../db/schema.ts';
import { erased } from '../errors.ts';
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
  return JSON.parse(decodeContent(row)) as Content;
}

/** Returns the canonical text of a stored content: what its digest vouches for. */
export function decodeContent(row: { encoding: number; bytes: Buffer }): string {
  if (row.encoding !== DEFLATED) throw new Error(`Unknown content encoding ${row.encoding}`);
  return inflateRawSync(row.bytes).toString('utf8');
}

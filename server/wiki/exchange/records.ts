/** What has been imported already, by commit and path, so that a second import adds only what is new. */
import { createHmac } from 'node:crypto';
import type { Db, Tx } from '../../db/schema.ts';
import { lastingKey } from '../upkeep/secrets.ts';

/**
 * What became of a commit's file: a revision of just its text; a merge with what was written here meanwhile; nothing,
 * since its content was as before; nothing, since the commit deleted it; or nothing, since it couldn't be read, which
 * isn't tried again, because later commits stand on it.
 */
export type Outcome = 'imported' | 'merged' | 'unchanged' | 'deleted' | 'skipped';

/** `sequence` is the revision's, or null when none was made. */
export interface ImportRecord {
  outcome: Outcome;
  articleId: number | null;
  sequence: number | null;
}

/** Where a record belongs. */
export interface RecordPlace {
  source: string;
  commit: string;
  path: string;
}

/** Returns the records of a source under the keys of `recordKey`. */
export async function readRecords(db: Db, source: string): Promise<Map<string, ImportRecord>> {
  const rows = await db
    .selectFrom('import_record')
    .select(['commit_hash', 'path', 'article_id', 'sequence', 'outcome'])
    .where('source', '=', source)
    .execute();
  return new Map(
    rows.map(({ commit_hash, path, article_id, sequence, outcome }) => [
      recordKey(commit_hash, path),
      { outcome: outcome as Outcome, articleId: article_id, sequence },
    ]),
  );
}

/** Returns the key of a record within its source. */
export function recordKey(commit: string, path: string): string {
  return `${commit} ${path}`;
}

/** Stores a record, with the keys of the people whom the commit names as its authors beside its own: no names, no e-mails. */
export async function writeRecord(
  tx: Tx,
  { source, commit, path }: RecordPlace,
  { outcome, articleId, sequence }: ImportRecord,
  coAuthors: readonly string[],
  at: string,
): Promise<void> {
  await tx
    .insertInto('import_record')
    .values({
      source,
      commit_hash: commit,
      path,
      article_id: articleId,
      sequence,
      outcome,
      co_authors: JSON.stringify(coAuthors),
      recorded_at: at,
    })
    .execute();
}

/** Hides the paths of an article's records that hold erased words; a later import still knows the files by them. */
export async function hidePaths(tx: Tx, articleId: number, holds: (path: string) => boolean): Promise<void> {
  const secret = await lastingKey(tx, 'import-key');
  const rows = await tx
    .selectFrom('import_record')
    .select('path')
    .distinct()
    .where('article_id', '=', articleId)
    .execute();
  for (const { path } of rows.filter((row) => holds(row.path))) {
    await tx
      .updateTable('import_record')
      .set({ path: hiddenPath(path, secret) })
      .where('article_id', '=', articleId)
      .where('path', '=', path)
      .execute();
  }
}

/** Returns what stands for a path whose words were erased: its HMAC under the wiki's own key. */
export function hiddenPath(path: string, secret: Buffer): string {
  return createHmac('sha256', secret).update(path).digest('hex');
}

/** What has been imported already, by commit and path, so that a second import adds only what is new. */
import type { Db, Tx } from '../../db/schema.ts';

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
export interface Place {
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

/** Stores a record, with the people whom the commit names as its authors beside its own: names and keys, no e-mails. */
export async function writeRecord(
  tx: Tx,
  { source, commit, path }: Place,
  { outcome, articleId, sequence }: ImportRecord,
  coAuthors: readonly { name: string; key: string }[],
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

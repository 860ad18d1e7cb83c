/** What has been imported already, by commit and path, so that a second import adds only what is new. */
import { createHmac } from 'node:crypto';
import { prepared } from '../../db/prepared.ts';
import type { Db, Tx } from '../../db/schema.ts';
import { pieces } from '../../db/slices.ts';
import { commitBytes, commitIn } from '../../text/commit-names.ts';
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

/** Where a record belongs in its source. */
export interface RecordPlace {
  commit: string;
  path: string;
}

/** Returns the records of a source under the keys of `recordKey`. */
export async function readRecords(db: Db, source: string): Promise<Map<string, ImportRecord>> {
  const rows = await db
    .selectFrom('import_source')
    .innerJoin('import_commit', 'import_commit.source_id', 'import_source.id')
    .innerJoin('import_record', 'import_record.commit_id', 'import_commit.id')
    .innerJoin('import_path', 'import_path.id', 'import_record.path_id')
    .select(['import_commit.hash', 'import_path.path'])
    .select(['import_record.article_id', 'import_record.sequence', 'import_record.outcome'])
    .where('import_source.name', '=', source)
    .execute();
  return new Map(
    rows.map(({ hash, path, article_id, sequence, outcome }) => [
      recordKey(commitIn(hash), path),
      { outcome: outcome as Outcome, articleId: article_id, sequence },
    ]),
  );
}

/** Returns the key of a record within its source. */
export function recordKey(commit: string, path: string): string {
  return `${commit} ${path}`;
}

/** A record, and where it belongs. */
export type PlacedRecord = RecordPlace & ImportRecord;

/** Stores records of one source. */
export async function writeRecords(
  tx: Tx,
  source: string,
  records: readonly PlacedRecord[],
  at: string,
): Promise<void> {
  if (records.length === 0) return;
  await insertSource(tx, source);
  await insertRun(tx, at);
  for (const piece of pieces(records)) {
    const rows = piece.map(({ commit, ...record }) => ({ ...record, hash: commitBytes(commit) }));
    await insertPaths(
      tx,
      rows.map(({ path }) => path),
    );
    await insertCommits(
      tx,
      source,
      rows.map(({ hash }) => hash),
    );
    await insertRows(tx, source, at, rows);
  }
}

const insertSource = prepared((db, name: string) =>
  db
    .insertInto('import_source')
    .values({ name })
    .onConflict((conflict) => conflict.doNothing()),
);

const insertRun = prepared((db, recorded_at: string) =>
  db
    .insertInto('import_run')
    .values({ recorded_at })
    .onConflict((conflict) => conflict.doNothing()),
);

const insertPaths = prepared((db, paths: string[]) =>
  db
    .insertInto('import_path')
    .values(paths.map((path) => ({ path })))
    .onConflict((conflict) => conflict.doNothing()),
);

const insertCommits = prepared((db, source: string, hashes: Buffer[]) =>
  db
    .insertInto('import_commit')
    .values(hashes.map((hash) => ({ source_id: sourceNamed(db, source), hash })))
    .onConflict((conflict) => conflict.doNothing()),
);

type NewRow = ImportRecord & { path: string; hash: Buffer };

const insertRows = prepared((db, source: string, at: string, rows: NewRow[]) =>
  db.insertInto('import_record').values(
    rows.map(({ hash, path, articleId, sequence, outcome }) => ({
      commit_id: db
        .selectFrom('import_commit')
        .select('import_commit.id')
        .where('import_commit.source_id', '=', sourceNamed(db, source))
        .where('import_commit.hash', '=', hash),
      path_id: pathNamed(db, path),
      run_id: db.selectFrom('import_run').select('import_run.id').where('import_run.recorded_at', '=', at),
      article_id: articleId,
      sequence,
      outcome,
    })),
  ),
);

/** Hides the paths of an article's records that hold erased words; a later import still knows the files by them. */
export async function hidePaths(tx: Tx, articleId: number, holds: (path: string) => boolean): Promise<void> {
  const secret = await lastingKey(tx, 'import-key');
  const rows = await tx
    .selectFrom('import_record')
    .innerJoin('import_path', 'import_path.id', 'import_record.path_id')
    .select(['import_path.id', 'import_path.path'])
    .distinct()
    .where('import_record.article_id', '=', articleId)
    .execute();
  for (const { id, path } of rows.filter((row) => holds(row.path))) {
    const hidden = hiddenPath(path, secret);
    await insertPaths(tx, [hidden]);
    await tx
      .updateTable('import_record')
      .set({ path_id: pathNamed(tx, hidden) })
      .where('article_id', '=', articleId)
      .where('path_id', '=', id)
      .execute();
    await dropUnused(tx, id);
  }
}

/** A path stays where another article's file has it. */
async function dropUnused(tx: Tx, pathId: number): Promise<void> {
  await tx
    .deleteFrom('import_path')
    .where('id', '=', pathId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('import_record').select('path_id').where('path_id', '=', pathId))),
    )
    .execute();
}

/** Returns what stands for a path whose words were erased: its HMAC under the wiki's own key. */
export function hiddenPath(path: string, secret: Buffer): string {
  return createHmac('sha256', secret).update(path).digest('hex');
}

function sourceNamed(db: Db, name: string) {
  return db.selectFrom('import_source').select('import_source.id').where('import_source.name', '=', name);
}

function pathNamed(db: Db, path: string) {
  return db.selectFrom('import_path').select('import_path.id').where('import_path.path', '=', path);
}

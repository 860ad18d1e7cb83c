/**
 * Checkpoints: once a day, when something was written, the wiki signs what its whole history is, and publishes it.
 * Nobody performs one and none says a word, so none stands in the log.
 */
import { sql } from 'kysely';
import type { Db, Tx } from '../../db/schema.ts';
import { signingKey } from './checkpoints/key.ts';
import { articleHeads, articleLeaf, bylineLeaf, entryLeaf, bylines, entries } from '../history/leaves.ts';
import { merkleTree } from './checkpoints/merkle.ts';
import { isAhead } from '../upkeep/clock.ts';
import { partOf, signCheckpoint, type Checkpoint, type CoveredPart } from './checkpoints/record.ts';

export { onceEach, publish, readCheckpoints, type SavedCheckpoint } from './checkpoints/saved.ts';
export type { Checkpoint } from './checkpoints/record.ts';

/** How many of the newest are published in one list, so that a copy taken now and again misses none. */
export const PUBLISHED = 100;

const DAY = 24 * 60 * 60 * 1000;

/**
 * Makes a checkpoint, unless the last one is less than a day old at `at` (ISO-8601 UTC) or nothing was written since. One
 * from the time to come, when a clock was wrong, holds none up.
 */
export async function makeDailyCheckpoint(
  db: Db,
  dataFolder: string,
  at: string,
): Promise<Checkpoint | undefined> {
  const last = await latestCheckpoint(db);
  if (last && !isAhead(last.madeAt, at) && Date.parse(at) - Date.parse(last.madeAt) < DAY) return undefined;
  return makeCheckpoint(db, dataFolder, at);
}

/** Makes a checkpoint, signed with the key in the data folder, unless nothing was written since the last one. */
export async function makeCheckpoint(
  db: Db,
  dataFolder: string,
  at: string,
): Promise<Checkpoint | undefined> {
  const last = await latestCheckpoint(db);
  const now = await countAll(db);
  if (isCovered(now, last)) return undefined;
  // What is counted stays as it is while it's read, since rows are only ever added behind it.
  const covered = {
    number: (last?.number ?? 0) + 1,
    previous: last?.hash ?? null,
    madeAt: at,
    revisions: now.revisions,
    articles: await rootOf(articleHeads(db, now.revisions), articleLeaf),
    bylines: await rootOf(bylines(db), bylineLeaf, now.bylines),
    entries: await rootOf(entries(db), entryLeaf, now.entries),
  };
  const checkpoint = signCheckpoint(covered, signingKey(dataFolder));
  return db.transaction().execute(async (tx) => {
    // Another process may have made it in the meantime.
    if ((await latestCheckpoint(tx))?.number !== last?.number) return undefined;
    await insertCheckpoint(tx, checkpoint);
    return checkpoint;
  });
}

/** Returns the newest checkpoints, at most `limit`, those before a number when one is given. */
export async function newestCheckpoints(db: Db, limit: number, before?: number): Promise<Checkpoint[]> {
  let query = checkpoints(db);
  if (before !== undefined) query = query.where('number', '<', before);
  const rows = await query.orderBy('number', 'desc').limit(limit).execute();
  return rows.map(toCheckpoint);
}

/** Returns every checkpoint, the first one first. */
export async function allCheckpoints(db: Db): Promise<Checkpoint[]> {
  const rows = await checkpoints(db).orderBy('number').execute();
  return rows.map(toCheckpoint);
}

async function latestCheckpoint(db: Db): Promise<Checkpoint | undefined> {
  return (await newestCheckpoints(db, 1))[0];
}

function isCovered(now: CoveredCounts, last: Checkpoint | undefined): boolean {
  return (
    now.revisions === (last?.revisions ?? 0) &&
    now.bylines === (last?.bylines.count ?? 0) &&
    now.entries === (last?.entries.count ?? 0)
  );
}

async function countAll(db: Db): Promise<CoveredCounts> {
  const { rows } = await counts.execute(db);
  return rows[0]!;
}

type CoveredCounts = Record<'revisions' | 'bylines' | 'entries', number>;

const counts = sql<CoveredCounts>`
  select (select coalesce(max(sequence), 0) from revision) as revisions,
         (select count(*) from byline) as bylines,
         (select count(*) from log) as entries`;

async function rootOf<Row>(
  rows: AsyncGenerator<Row>,
  leaf: (row: Row) => string,
  limit = Infinity,
): Promise<CoveredPart> {
  const tree = merkleTree();
  if (limit === 0) return partOf(tree);
  for await (const row of rows) {
    tree.add(leaf(row));
    if (tree.size() === limit) break;
  }
  return partOf(tree);
}

async function insertCheckpoint(tx: Tx, checkpoint: Checkpoint): Promise<void> {
  const { number, previous, madeAt, revisions, articles, bylines, entries } = checkpoint;
  await tx
    .insertInto('checkpoint')
    .values({
      number,
      previous,
      made_at: madeAt,
      revisions,
      articles: articles.count,
      articles_root: articles.root,
      bylines: bylines.count,
      bylines_root: bylines.root,
      entries: entries.count,
      entries_root: entries.root,
      public_key: checkpoint.publicKey,
      hash: checkpoint.hash,
      signature: checkpoint.signature,
    })
    .execute();
}

function checkpoints(db: Db) {
  return db.selectFrom('checkpoint').selectAll();
}

type CheckpointRow = Awaited<ReturnType<ReturnType<typeof checkpoints>['execute']>>[number];

function toCheckpoint(row: CheckpointRow): Checkpoint {
  return {
    number: row.number,
    previous: row.previous,
    madeAt: row.made_at,
    revisions: row.revisions,
    articles: { count: row.articles, root: row.articles_root },
    bylines: { count: row.bylines, root: row.bylines_root },
    entries: { count: row.entries, root: row.entries_root },
    publicKey: row.public_key,
    hash: row.hash,
    signature: row.signature,
  };
}

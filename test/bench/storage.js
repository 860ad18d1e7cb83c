/** What a history weighs in the database, beside what it weighs in git, and what it costs to read from there. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { findArticle } from '../../dist/server/wiki/articles/articles.js';
import { contentAt } from '../../dist/server/wiki/history/reading.js';
import { makeRepository, pack } from './git.js';
import { cpuOf } from './measure.js';
import { atMost, milliseconds, printRow, printTable } from './table.js';

/** Returns how many bytes the database takes in its file, all written, and in each table and index. */
export function weigh(folder) {
  const file = join(folder, 'wiki.db');
  const database = new Sqlite(file);
  const [{ busy }] = database.pragma('wal_checkpoint(truncate)');
  if (busy) throw new Error('The database is being written to.');
  const parts = database
    .prepare('select name, sum(pgsize) as bytes, sum(payload) as payload from dbstat group by name')
    .all();
  database.close();
  return { bytes: statSync(file).size, parts: new Map(parts.map((part) => [part.name, part])) };
}

/** Prints what the database grew by, a revision, and the cost of the revision that is dearest to read. */
export async function storage({ db, folder, long, before, after }) {
  const repository = join(folder, 'lang.git');
  makeRepository(repository, long);
  const [wiki, git] = [after.bytes - before.bytes, pack(repository)].map((bytes) => bytes / long.length);
  printRow('database, bytes a revision', wiki.toFixed(1), {
    reference: `git gc --aggressive ${git.toFixed(1)}`,
    ratio: wiki / git,
    asked: atMost(1),
  });
  const cost = await dearest(db, long.length);
  printRow(`reading any of ${long.length} revisions, the dearest`, milliseconds(cost), {
    value: cost,
    asked: atMost(1, ' ms'),
  });
}

/** Prints where the bytes went, below the table. */
export function breakdown({ long, before, after }) {
  const lines = [...after.parts.values()]
    .map(({ name, bytes, payload }) => {
      const grown = { bytes: 0, payload: 0, ...before.parts.get(name) };
      return [name, ...[bytes - grown.bytes, payload - grown.payload].map((growth) => growth / long.length)];
    })
    .filter(([, bytes]) => bytes >= 0.1)
    .sort(([, a], [, b]) => b - a);
  printTable(
    ['table or index', 'bytes a revision', 'of which payload'],
    lines.map(([name, ...figures]) => [name, ...figures.map((figure) => figure.toFixed(1))]),
  );
}

/** Each is read nine times and the least counts: what else the machine does only ever adds. */
async function dearest(db, revisions) {
  const { id } = await findArticle(db, 'lang');
  let most = 0;
  for (let number = 1; number <= revisions; number++) {
    const costs = [];
    for (let time = 0; time < 9; time++) costs.push(await cpuOf(() => contentAt(db, id, number)));
    most = Math.max(most, Math.min(...costs));
  }
  return most;
}

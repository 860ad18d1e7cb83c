/** Whether there is a wiki to work on. Looking makes nothing: no folder, no file and no table. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { engineOf } from './engine.ts';
import { DATABASE } from './files.ts';
import { FIRST, holdsWiki } from './migrate.ts';
import type { Db } from './schema.ts';
import { noSchema, type DatabasePlace } from './told.ts';

/** Throws an Error with a sentence when the folder, where SQLite is used, holds no wiki. Called before it is opened. */
export function checkFolder({ databaseUrl, dataFolder }: DatabasePlace): void {
  if (databaseUrl) return;
  const file = join(dataFolder, DATABASE);
  // What may not be looked at is another thing than what isn't there, and is thrown as it is.
  if (isThere(file) && isWiki(file)) return;
  throw new Error(
    `DATA_DIR: there is no wiki in ${dataFolder}. Name the folder of one, or make one: npm start, or npm run wiki -- migrate`,
  );
}

/** Throws an Error with a sentence when the database that is open holds no wiki. */
export async function checkDatabase(db: Db): Promise<void> {
  if (await holdsWiki(db)) return;
  if (engineOf(db) === 'postgres') await checkSchema(db);
  throw new Error(
    'DATABASE_URL: the database holds no wiki. Name that of one, or make one: npm start, or npm run wiki -- migrate',
  );
}

function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** Where tables are looked for in no schema, none is found, whatever there is. */
async function checkSchema(db: Db): Promise<void> {
  const { rows } = await sql<{ schema: string | null }>`select current_schema() as schema`.execute(db);
  if (rows[0]!.schema === null) throw noSchema();
}

function isWiki(file: string): boolean {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const named = database.prepare(`select 1 from pragma_table_info('migration') where name = 'name'`).get();
    if (named === undefined) return false;
    return database.prepare('select 1 from migration where cast(name as text) = ?').get(FIRST) !== undefined;
  } finally {
    database.close();
  }
}

/** Whether there is a wiki to work on. Looking makes nothing: no folder, no file and no table. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { DATABASE } from './files.ts';
import { holdsWiki } from './migrate.ts';
import type { Db } from './schema.ts';
import type { DatabasePlace } from './told.ts';

/** Throws an Error with a sentence when the folder, where SQLite is used, holds no wiki. Called before it is opened. */
export function checkFolder({ databaseUrl, dataFolder }: DatabasePlace): void {
  if (databaseUrl) return;
  const file = join(dataFolder, DATABASE);
  // What may not be looked at is another thing than what isn't there, and is thrown as it is.
  if (isThere(file) && holdsTable(file)) return;
  throw new Error(
    `DATA_DIR: there is no wiki in ${dataFolder}. Name the folder of one, or make one: npm start, or npm run wiki -- migrate`,
  );
}

/** Throws an Error with a sentence when the database that is open holds no wiki. */
export async function checkDatabase(db: Db): Promise<void> {
  if (await holdsWiki(db)) return;
  throw new Error(
    'DATABASE_URL: the database holds no wiki. Name that of one, or make one: npm start, or npm run wiki -- migrate',
  );
}

function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

function holdsTable(file: string): boolean {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    return (
      database.prepare(`select 1 from sqlite_master where type = 'table' and name = 'migration'`).get() !==
      undefined
    );
  } finally {
    database.close();
  }
}

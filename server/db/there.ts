/** Whether there is a wiki to work on. Looking makes nothing: no folder, no file and no table. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { DATABASE } from './files.ts';
import { holdsWiki } from './migrate.ts';
import type { Db } from './schema.ts';
import type { Place } from './told.ts';

/** Throws an Error with a sentence when the folder, where SQLite is used, holds no wiki. Called before it is opened. */
export function checkFolder({ databaseUrl, dataFolder }: Place): void {
  if (databaseUrl) return;
  const file = join(dataFolder, DATABASE);
  if (existsSync(file) && holdsTable(file)) return;
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

/** A wiki for one test file, on the engine that the file runs for, with nothing of it faked. */
import { sql } from 'kysely';
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readSettings } from '../../server/config.ts';
import { makeContext, type Context } from '../../server/context.ts';
import { DATABASE } from '../../server/db/files.ts';
import { migrate } from '../../server/db/migrate.ts';
import { openDatabase } from '../../server/db/open.ts';
import { copyDatabase, quickFolder, type Database } from './postgres.ts';

export interface TestWiki extends Context {
  /** The settings as the environment of a process that opens the same wiki. */
  environment: Record<string, string>;
  /** Closes the database, so that a command may have it alone, and opens it again. */
  shut(): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
}

/** Opens an empty wiki in a database of its own, with some settings of its own. */
export async function openWiki(settings: Record<string, string> = {}): Promise<TestWiki> {
  const folder = mkdtempSync(join(quickFolder(1), 'wiki-test-'));
  const database = ENGINE === 'postgres' ? await emptyWiki() : undefined;
  if (!database) await layEmptyWiki(folder);
  const environment = {
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    PORT: '0',
    ...(database && { DATABASE_URL: database.url }),
    ...settings,
  };
  const context = makeContext(readSettings(environment));
  await migrate(context.db);
  const wiki: TestWiki = {
    ...context,
    environment,
    shut: () => wiki.db.destroy(),
    open: async () => {
      wiki.db = openDatabase(wiki.settings);
      // Kysely closes only what has been used.
      await sql`select 1`.execute(wiki.db);
    },
    close: async () => {
      await wiki.db.destroy();
      await database?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return wiki;
}

/** Returns a copy of an empty wiki: PostgreSQL takes far longer to make its tables anew. */
function emptyWiki(): Promise<Database> {
  const { TEST_POSTGRES_URL, TEST_POSTGRES_EMPTY } = process.env;
  return copyDatabase(TEST_POSTGRES_URL!, TEST_POSTGRES_EMPTY!, (url) => makeTables(url, tmpdir()));
}

/** Lays a copy of an empty wiki in a folder, for which whoever comes first makes its tables. */
async function layEmptyWiki(folder: string): Promise<void> {
  const [empty, own] = [join(process.env.TEST_SQLITE_EMPTY!, DATABASE), join(folder, DATABASE)];
  if (existsSync(empty)) return copyFileSync(empty, own);
  await makeTables(undefined, folder);
  const whole = join(process.env.TEST_SQLITE_EMPTY!, basename(folder));
  copyFileSync(own, whole);
  renameSync(whole, empty);
}

async function makeTables(databaseUrl: string | undefined, dataFolder: string): Promise<void> {
  const db = openDatabase({ databaseUrl, dataFolder });
  await migrate(db);
  await db.destroy();
}

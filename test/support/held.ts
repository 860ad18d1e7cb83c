/** Holds the one place to write, as a process that is stuck does, with a connection of its own. */
import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import type { TestWiki } from './wiki.ts';

/** Takes the place until what is returned is called. */
export async function holdWritingPlace({
  environment,
}: Pick<TestWiki, 'environment'>): Promise<() => Promise<void>> {
  const url = environment['DATABASE_URL'];
  if (url) {
    const client = new pg.Client(url);
    client.on('error', () => undefined);
    await client.connect();
    await client.query(`begin; select pg_advisory_xact_lock(${0x1277})`);
    return () => client.end();
  }
  const other = new Sqlite(join(environment['DATA_DIR']!, 'wiki.db'));
  other.exec('begin immediate');
  return () => Promise.resolve(void other.close());
}

/** Makes the disk full for who writes texts of some length through this database, until what is returned is called. */
export async function fillDisk({ db }: Pick<TestWiki, 'db'>): Promise<() => Promise<void>> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  if (ENGINE === 'sqlite') {
    await run('pragma max_page_count = 1');
    return async () => void (await run('pragma max_page_count = 1073741823'));
  }
  await refuse(run, '53100', 'could not extend file: No space left on device');
  return async () => void (await run('drop function refuse cascade'));
}

/** Makes the database take no writes: on SQLite the next one fails, on PostgreSQL all do until what is returned is called. */
export async function lockAway({ db }: Pick<TestWiki, 'db'>): Promise<() => Promise<void>> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  if (ENGINE === 'sqlite') {
    await run('pragma query_only = on');
    return () => Promise.resolve();
  }
  await refuse(run, '25006', 'cannot execute INSERT in a read-only transaction');
  return async () => void (await run('drop function refuse cascade'));
}

async function refuse(
  run: (statement: string) => Promise<unknown>,
  code: string,
  message: string,
): Promise<void> {
  await run(`create function refuse() returns trigger language plpgsql as
    $$ begin raise exception '${message}' using errcode = '${code}'; end $$`);
  for (const table of ['content', 'byline', 'token']) {
    await run(`create trigger refuse before insert on ${table} for each row execute function refuse()`);
  }
}

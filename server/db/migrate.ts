/** Brings a database to the shape that this code knows, and refuses one that can't hold a wiki or that a newer wiki has shaped. */
import { sql } from 'kysely';
import { migrations } from '../../migrations/index.ts';
import { ASIDE } from './backup/postgres.ts';
import { engineOf } from './engine.ts';
import type { Db } from './schema.ts';

/** What every wiki has in its table of migrations, and no other program. */
export const FIRST = Object.keys(migrations)[0]!;
/** The oldest PostgreSQL that a wiki runs on. */
const POSTGRES = 15;

/**
 * Runs the migrations that the database lacks, all in one transaction, and returns their names.
 * Throws an Error with a sentence for the operator when the database can't hold a wiki, or holds one that this code doesn't know.
 */
export async function migrate(db: Db): Promise<string[]> {
  await checkServer(db);
  return db.transaction().execute(async (tx) => {
    if (!(await holdsWiki(tx))) await checkRoom(tx);
    await sql`create table if not exists migration (name text primary key, applied_at text not null)`.execute(
      tx,
    );
    const pending = await pendingMigrations(tx);
    for (const name of pending) {
      await migrations[name]!(tx, engineOf(db));
      await sql`insert into migration (name, applied_at) values (${name}, ${new Date().toISOString()})`.execute(
        tx,
      );
    }
    return pending;
  });
}

/** Tells whether a database holds a wiki, of whatever version. Other programs have a table of that name, too. */
export async function holdsWiki(db: Db): Promise<boolean> {
  const named =
    engineOf(db) === 'postgres'
      ? sql`select 1 from pg_attribute where attrelid = to_regclass('migration') and attname = 'name'`
      : sql`select 1 from pragma_table_info('migration') where name = 'name'`;
  if ((await named.execute(db)).rows.length === 0) return false;
  const first = await sql`select 1 from migration where cast(name as text) = ${FIRST}`.execute(db);
  return first.rows.length > 0;
}

/** Throws an Error with a sentence when tables stand where a wiki is to be made: a backup would hold them, and a restore replace them. */
async function checkRoom(db: Db): Promise<void> {
  const isPostgres = engineOf(db) === 'postgres';
  // What an extension has brought along is nobody's.
  const tables = isPostgres
    ? sql<{ name: string }>`
        select relname as name from pg_class
        where relnamespace = (select oid from pg_namespace where nspname = current_schema())
          and relkind in ('r', 'p', 'v', 'm', 'f')
          and not exists (select 1 from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
        order by 1`
    : sql<{ name: string }>`
        select name from sqlite_master where type in ('table', 'view') and substr(name, 1, 7) <> 'sqlite_' order by 1`;
  const names = (await tables.execute(db)).rows.map(({ name }) => name);
  if (names.length === 0) return;
  const what = `holds what another program keeps there (${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}), and no wiki`;
  throw new Error(
    isPostgres
      ? `DATABASE_URL: the database ${what}. Give the wiki one of its own: createdb --encoding=UTF8 --template=template0`
      : `DATA_DIR: wiki.db in it ${what}. Give the wiki a folder of its own.`,
  );
}

/** Throws an Error with a sentence when a restore was ended in the middle: the wiki stands aside, and what is in its place is none. */
export async function checkRestored(db: Db): Promise<void> {
  if (engineOf(db) !== 'postgres') return;
  const { rows } = await sql<{ aside: string }>`
    select nspname as aside from pg_namespace where starts_with(nspname, ${ASIDE}) order by oid limit 1`.execute(
    db,
  );
  if (rows.length === 0) return;
  throw new Error(
    `DATABASE_URL: a restore was ended in the middle. What the database held before stands in the schema ${rows[0]!.aside}. ` +
      'Restore again, with --force.',
  );
}

/** Changes nothing. Throws an Error with a sentence when the database holds a wiki of another version than this one. */
export async function checkVersion(db: Db): Promise<void> {
  const pending = await pendingMigrations(db);
  if (pending.length === 0) return;
  throw new Error(
    `The database was made by an older version of the wiki (it lacks ${pending.join(', ')}), and nothing is changed ` +
      'here. Use that version, or bring the database up to date: npm run wiki -- migrate',
  );
}

async function pendingMigrations(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(db);
  const applied = rows.map((row) => row.name);
  const unknown = applied.filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) {
    throw new Error(
      `The database was made by a newer version of the wiki (it holds ${unknown.join(', ')}). ` +
        'Start that version, or restore a backup from before it.',
    );
  }
  return Object.keys(migrations).filter((name) => !applied.includes(name));
}

/** Throws an Error with a sentence when PostgreSQL is too old, or would lose letters. */
async function checkServer(db: Db): Promise<void> {
  if (engineOf(db) !== 'postgres') return;
  const { rows } = await sql<{ encoding: string; version: string; name: string }>`
    select current_setting('server_encoding') as encoding, current_setting('server_version') as version,
           current_database() as name`.execute(db);
  const { encoding, version, name } = rows[0]!;
  if (parseInt(version, 10) < POSTGRES) {
    throw new Error(`DATABASE_URL: PostgreSQL ${version} is too old. The wiki needs ${POSTGRES} or later.`);
  }
  if (encoding !== 'UTF8') {
    throw new Error(
      `DATABASE_URL: the database ${name} holds text as ${encoding}, which lacks letters that people write. Make another: ` +
        'createdb --encoding=UTF8 --template=template0',
    );
  }
}

/** A dump of a PostgreSQL database, taken while a wiki writes to it, and one restored in the place of what a database holds. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { noSchema } from '../told.ts';
import { removedBy } from './file.ts';
import { checkTools, runTool } from './tools.ts';

/** How many rows each table holds. */
export type TableCounts = Map<string, number>;
type TableProgress = (done: number, all: number) => void;

/** What the schemas are called, by their beginning, in which a wiki stands aside while another is restored in its place. */
export const ASIDE = 'before_restore_';

const PLAIN = ['--no-owner', '--no-privileges', '--no-password'];

/** Dumps the database of an address, as it stands at one moment, to a new file, and returns what it held then. */
export async function dumpDatabase(url: string, to: string, progress: TableProgress): Promise<TableCounts> {
  return withClient(url, async (client) => {
    await checkTools(url, await serverVersion(client));
    await client.query('begin isolation level repeatable read read only');
    for (const setting of ['statement_timeout', 'idle_in_transaction_session_timeout', 'lock_timeout']) {
      await client.query(`set local ${setting} = 0`);
    }
    const counts = await countTables(client);
    const { rows } = await client.query<{ id: string }>('select pg_export_snapshot() as id');
    let done = 0;
    const err = (line: string) => {
      if (/dumping contents of table/.test(line)) progress(++done, counts.size);
    };
    const asked = ['--format=custom', '--verbose', `--snapshot=${rows[0]!.id}`, `--file=${to}`];
    await runTool('pg_dump', [...asked, ...PLAIN], url, { err });
    return counts;
  });
}

/** Reads a dump from one end to the other and returns what it holds. Throws an Error with a sentence when it's damaged or cut short. */
export async function countDump(url: string, file: string): Promise<TableCounts> {
  const counts: TableCounts = new Map();
  let table: string | undefined;
  const out = (line: string) => {
    if (table === undefined) {
      table = /^COPY \S+?\.(\S+) \(.*\) FROM stdin;$/.exec(line)?.[1];
      if (table !== undefined) counts.set(table, 0);
    } else if (line === '\\.') table = undefined;
    else counts.set(table, counts.get(table)! + 1);
  };
  try {
    await runTool('pg_restore', ['--data-only', '--file=-', file], url, { out });
  } catch (error) {
    throw new Error(`${file} is damaged or cut short.\n${(error as Error).message}`, { cause: error });
  }
  return counts;
}

/** Restores a dump into the database of an address, all or nothing. */
export async function restoreDump(url: string, file: string): Promise<void> {
  const name = decodeURIComponent(new URL(url.replace('@/', '@localhost/')).pathname.slice(1));
  const asked = ['--single-transaction', '--exit-on-error', `--dbname=${name}`];
  await runTool('pg_restore', [...asked, ...PLAIN, file], url);
}

/**
 * Does something with the address of a new database on the same server, which is dropped at the end. Returns undefined,
 * and does nothing, when the role may not make one.
 */
export async function withScratch<T>(
  url: string,
  work: (scratch: string) => Promise<T>,
): Promise<T | undefined> {
  const name = `wiki_scratch_${randomBytes(6).toString('hex')}`;
  const drop = () => askAnew(url, `drop database if exists ${name} with (force)`);
  return removedBy(drop, async () => {
    try {
      await askAnew(
        url,
        `create database ${name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`,
      );
    } catch (error) {
      if ((error as pg.DatabaseError).code === '42501') return undefined;
      throw error;
    }
    const scratch = new URL(url.replace('@/', '@localhost/'));
    scratch.pathname = `/${name}`;
    return work(scratch.href);
  });
}

/**
 * Puts what `work` restores in the place of what the database holds, which stays aside until that has succeeded, and comes
 * back when it hasn't, also when a signal is the end; what an earlier one left aside comes back first. Throws an Error with a
 * sentence when a wiki runs on it, or when it holds something and isn't forced.
 */
export async function inPlaceOf(url: string, isForced: boolean, work: () => Promise<void>): Promise<void> {
  await withClient(url, async (client) => {
    await checkTools(url, await serverVersion(client));
    await checkAlone(client);
    const { rows } = await client.query<{ schema: string | null }>(
      'select quote_ident(current_schema()) as schema',
    );
    const { schema } = rows[0]!;
    if (schema === null) throw noSchema();
    if (isForced || (await countTables(client)).size === 0) await putBackInterrupted(url, client, schema);
    const counts = await countTables(client);
    if (counts.size > 0 && !isForced) {
      throw new Error('DATABASE_URL: the database isn’t empty. Give --force to have what it holds replaced.');
    }
    const aside = ASIDE + randomBytes(4).toString('hex');
    const isAside = await setAside(client, schema, aside, counts.size === 0);
    try {
      await unlessStopped(work);
      await askAnew(url, 'analyze');
    } catch (error) {
      if (isAside) await putBack(url, schema, aside, error);
      throw error;
    }
    if (isAside) await askAnew(url, `drop schema ${aside} cascade`);
  });
}

/** What a restore that was ended in the middle has left is what the wiki was; what it had begun is nothing. */
async function putBackInterrupted(url: string, client: pg.Client, schema: string): Promise<void> {
  const { rows } = await client.query<{ aside: string }>(
    `select nspname as aside from pg_namespace where starts_with(nspname, '${ASIDE}') order by oid limit 1`,
  );
  for (const { aside } of rows) await putBack(url, schema, aside);
}

async function putBack(url: string, schema: string, aside: string, cause?: unknown): Promise<void> {
  const back = `drop schema ${schema} cascade; alter schema ${aside} rename to ${schema}`;
  try {
    await askAnew(url, back);
  } catch (error) {
    const why = (cause ?? error) as Error;
    throw new Error(`${why.message}\nWhat the database held stands in the schema ${aside}: ${back}`, {
      cause: why,
    });
  }
}

/** Waits for work, or for a signal to stop, which is then no end of the process but a failure of the work. */
async function unlessStopped(work: () => Promise<void>): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new Error('Stopped before it was restored.'));
  });
  for (const signal of signals) process.on(signal, stop);
  try {
    await Promise.race([work(), stopped]);
  } finally {
    for (const signal of signals) process.removeListener(signal, stop);
  }
}

/** Gives way to an empty schema. Whoever may not do so may still restore into one that was empty before. */
async function setAside(
  client: pg.Client,
  schema: string,
  aside: string,
  isEmpty: boolean,
): Promise<boolean> {
  try {
    await client.query(
      `alter schema ${schema} rename to ${aside}; create schema ${schema}; grant usage on schema ${schema} to public`,
    );
    return true;
  } catch (error) {
    if ((error as pg.DatabaseError).code !== '42501' || !isEmpty) throw error;
    return false;
  }
}

async function checkAlone(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
     where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  const { others } = rows[0]!;
  if (others > 0) {
    throw new Error(
      `DATABASE_URL: a wiki runs on the database, or another program has it open (connections: ${others}). Stop it first.`,
    );
  }
}

async function countTables(client: pg.Client): Promise<TableCounts> {
  const { rows } = await client.query<{ name: string; quoted: string }>(
    `select tablename as name, quote_ident(tablename) as quoted from pg_tables where schemaname = current_schema() order by 1`,
  );
  const counts: TableCounts = new Map();
  for (const { name, quoted } of rows) {
    const counted = await client.query<{ rows: string }>(`select count(*) as rows from ${quoted}`);
    counts.set(name, Number(counted.rows[0]!.rows));
  }
  return counts;
}

async function serverVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  );
  return parseInt(rows[0]!.version, 10);
}

/** Asks over a connection of its own: one that has stood idle while something else ran may have been cut. */
async function askAnew(url: string, sql: string): Promise<void> {
  await withClient(url, (client) => client.query(sql));
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // A connection that is lost fails what is asked next; without a listener it ends the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

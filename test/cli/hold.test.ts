import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findArticle } from '../../server/wiki/articles/articles.ts';
import { contentAt } from '../../server/wiki/history/reading.ts';
import { verify } from '../../server/wiki/proof/verify.ts';
import { sessionLine } from '../support/client.ts';
import { lost, signInWriters } from '../support/load.ts';
import { ana, join, PASSWORD } from '../support/people.ts';
import { projectFolder, run, wikisOfEachTest } from '../support/process.ts';
import { wayTo } from '../support/way.ts';
import { openWiki, type TestWiki } from '../support/wiki.ts';

let wiki: TestWiki;
beforeEach(async () => {
  wiki = await openWiki();
});
afterEach(() => wiki.close());
const { startWiki, killed } = wikisOfEachTest();

const start = (change: Record<string, string> = {}) => startWiki({ ...wiki.environment, ...change });

async function people(count: number) {
  const all = Array.from({ length: count }, (_, i) => ({ email: `p${i}@example.dk`, password: PASSWORD }));
  for (const someone of all) await join(wiki.db, { ...ana, ...someone });
  return all;
}

/** The bodies of all revisions, by the article's slug. */
async function saved(slugs: Iterable<string>): Promise<Map<string, Set<string>>> {
  const all = new Map<string, Set<string>>();
  for (const slug of slugs) {
    const { id, number } = await findArticle(wiki.db, slug);
    const bodies = new Set<string>();
    for (let each = 1; each <= number; each++) bodies.add((await contentAt(wiki.db, id, each)).body);
    all.set(slug, bodies);
  }
  return all;
}

test('no acknowledged save is lost when the wiki is killed again and again under eight writers', async () => {
  let server = await start();
  const write = await signInWriters(server.address, await people(8));
  const load = write(() => server.address);
  const count = () => [...load.acknowledged.values()].flat().length;
  for (let kills = 0; kills < 5; kills++) {
    // However busy the machine is, what is killed is a wiki that takes saves.
    for (const before = count(); count() < before + 2;) await sleep(20);
    await sleep(Math.random() * 500);
    server.child.kill('SIGKILL');
    server = await start();
  }
  await sleep(500);
  await load.stop();
  const all = await saved(load.acknowledged.keys());
  expect(count()).toBeGreaterThan(8);
  expect(lost(load, all)).toBe(0);
  expect((await verify(wiki.db, () => undefined, { attribution: true })).findings).toEqual([]);
}, 120_000);

const postgres = ENGINE === 'postgres' ? test : undefined;
const sqlite = ENGINE === 'sqlite' ? test : undefined;

postgres?.(
  'PostgreSQL stopped and started under load loses nothing, and the wiki lives',
  async () => {
    const way = await wayTo(wiki.settings.databaseUrl!);
    const server = await start({ DATABASE_URL: way.url });
    const load = (await signInWriters(server.address, await people(4)))(() => server.address);
    for (let stops = 0; stops < 2; stops++) {
      await sleep(700);
      await endConnections(wiki.settings.databaseUrl!);
      await way.cut();
      const refused = await fetch(server.address);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
      expect(await refused.text()).not.toMatch(/ at .*\.js/);
      expect((await fetch(`${server.address}/healthz`)).status).toBe(503);
      await way.mend();
      await sleep(500);
    }
    await load.stop();
    expect(server.child.exitCode).toBeNull();
    expect(server.output.stderr).toBe('');
    expect((await fetch(server.address)).status).toBe(200);
    const all = await saved(load.acknowledged.keys());
    expect([...load.acknowledged.values()].flat().length).toBeGreaterThan(4);
    expect(lost(load, all)).toBe(0);
    expect((await verify(wiki.db, () => undefined, { attribution: true })).findings).toEqual([]);
    await way.close();
  },
  120_000,
);

postgres?.('a command whose database goes away ends with a sentence and 1', async () => {
  const way = await wayTo(wiki.settings.databaseUrl!);
  const client = new pg.Client(wiki.settings.databaseUrl!);
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`begin; select pg_advisory_xact_lock(${0x1277})`);
  const command = run('dist/server/cli/wiki.js', ['rebuild'], { ...wiki.environment, DATABASE_URL: way.url });
  while (way.open() < 1) await sleep(50);
  await sleep(500);
  await way.cut();
  expect(await command.ended()).toBe(1);
  expect(command.output.stderr).toMatch(/^DATABASE_URL: .+ ended the connection\. .+\n$/);
  await client.end();
});

sqlite?.(
  'a save that a quota refuses gives the text back, and the wiki reads on',
  async () => {
    const limited = spawn('sh', ['-c', 'ulimit -f 4000; exec "$0" dist/server/main.js', process.execPath], {
      cwd: projectFolder,
      env: { PATH: process.env['PATH'], ...wiki.environment, LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    killed(limited);
    let output = '';
    limited.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    while (!/"port":(\d+)/.test(output)) await sleep(50);
    const address = `http://127.0.0.1:${/"port":(\d+)/.exec(output)![1]}`;
    const [someone] = await people(1);
    const send = (path: string, fields: Record<string, string>, cookie = '') =>
      fetch(address + path, {
        method: 'POST',
        headers: { origin: address, cookie },
        body: new URLSearchParams(fields),
        redirect: 'manual',
      });
    const cookie = sessionLine((await send('/login', someone!)).headers).split(';')[0]!;
    const write = (i: number) =>
      send('/new', { kind: 'method', title: `Fyld ${i}`, lead: 'x', body: body(i), action: 'save' }, cookie);
    const body = (i: number) => `Nummer ${i} ${filler}`;
    const filler = randomBytes(120_000).toString('hex');
    let refused = await write(0);
    for (let i = 1; i < 60 && refused.status === 303; i++) refused = await write(i);
    expect(refused.status).toBe(507);
    expect(await refused.text()).toContain(filler);
    expect(output).toContain('SQLITE_IOERR_WRITE');
    expect((await fetch(`${address}/wiki/fyld-0`)).status).toBe(200);
    // Whatever small is written next, such as how far people have been told, may still find room.
    const met: string[] = [];
    for (let i = 90; i < 95 && !met.includes('database-full'); i++) {
      expect((await write(i)).status).toBe(507);
      met.push(((await (await fetch(`${address}/healthz`)).json()) as { writing: string }).writing);
    }
    expect(met).toContain('database-full');
  },
  120_000,
);

async function endConnections(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and client_addr is not distinct from null`);
  await client.end();
}

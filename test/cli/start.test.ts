import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { join as joinPath } from 'node:path';
import { readCheckpoints } from '../../server/wiki/proof/checkpoints.ts';
import { createArticle } from '../../server/wiki/articles/edits.ts';
import { verify } from '../../server/wiki/proof/verify.ts';
import { method } from '../support/content.ts';
import { ana, bo, join } from '../support/people.ts';
import { run, runWiki, type Run } from '../support/process.ts';
import { openWiki, type TestWiki } from '../support/wiki.ts';

let wiki: TestWiki;
let runs: Run[] = [];
beforeEach(async () => {
  wiki = await openWiki();
});
afterEach(async () => {
  for (const { child } of runs) child.kill('SIGKILL');
  runs = [];
  await wiki.close();
});

async function start() {
  const started = await runWiki(wiki.environment);
  runs.push(started);
  return started;
}

test('a start makes the checkpoint of the day, with a key in the data folder', async () => {
  await createArticle(wiki.db, await join(wiki.db, ana), { content: method(), summary: '' });
  const started = await start();
  await started.says(/"number":1,"msg":"made a checkpoint of the history"/);
  const saved = await (await fetch(`${started.address}/checkpoints.json`)).text();
  expect(readCheckpoints(saved)).toMatchObject([{ number: 1, revisions: 1 }]);
  expect(existsSync(joinPath(wiki.settings.dataFolder, 'checkpoint-key.pem'))).toBe(true);
});

describe('a first start', () => {
  test('prints a link, on standard output alone, that makes the administrator', async () => {
    const started = await start();
    const [, token] = await started.says(/\/setup\?token=([\w-]{32})/);
    expect(started.output.stderr).toBe('');
    const page = await fetch(`${started.address}/setup?token=${token}`);
    expect(page.status).toBe(200);
    await fetch(`${started.address}/setup`, {
      method: 'POST',
      headers: { origin: started.address },
      body: new URLSearchParams({ ...ana, token: token! }),
      redirect: 'manual',
    });
    await started.says(/"path":"\/setup"\},"res":\{"status":303/);
    const log = started.output.stdout.split('\n').filter((line) => line.startsWith('{'));
    for (const secret of [token!, ana.password, ana.email]) expect(log.join('\n')).not.toContain(secret);
    started.child.kill('SIGTERM');
    expect(await started.ended()).toBe(0);
    const again = await start();
    await again.says(/Innovationswiki: http/);
    expect(again.output.stdout).not.toContain('token=');
  });

  test('answers the health check, signals with 0, and finishes what runs', async () => {
    const started = await start();
    expect(await (await fetch(`${started.address}/healthz`)).json()).toEqual({
      database: 'ok',
      writing: 'ok',
      waiting: 0,
    });
    const { hostname, port } = new URL(started.address);
    const headers = { origin: started.address, 'content-type': 'application/x-www-form-urlencoded' };
    const slow = request({ hostname, port, path: '/login', method: 'POST', headers });
    const answered = new Promise<number>((resolve, reject) => {
      slow.on('response', (response) => resolve(response.resume().statusCode!)).on('error', reject);
    });
    slow.write('email=ana%40example.dk&');
    await new Promise((resolve) => setTimeout(resolve, 200));
    started.child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 200));
    slow.end('password=x');
    expect(await answered).toBe(422);
    expect(await started.ended()).toBe(0);
  });
});

test('settings that are wrong are told in a sentence each', async () => {
  const wrong = { PORT: 'x', BASE_URL: 'wiki', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' };
  const started = run('dist/server/main.js', [], wrong);
  expect(await started.ended()).toBe(1);
  expect(started.output.stderr).toContain(
    'PORT must be a whole number from 0 to 65535, written with figures alone.',
  );
  expect(started.output.stderr).toContain('BASE_URL must be the address that readers use');
  expect(started.output.stderr).toContain('DATABASE_URL must start with postgres://');
  expect(started.output.stderr).toContain('LOG_LEVEL must be fatal');
  expect(started.output.stderr).not.toMatch(/^\s+at /m);
});

test('a database that a newer wiki made is refused with a clear message', async () => {
  await sql`insert into migration (name, applied_at) values ('999-from-tomorrow', '2030-01-01')`.execute(
    wiki.db,
  );
  const started = run('dist/server/main.js', [], { ...wiki.environment });
  expect(await started.ended()).toBe(1);
  expect(started.output.stderr).toContain('made by a newer version of the wiki');
  expect(started.output.stderr).toContain('999-from-tomorrow');
});

/** How many times each process writes: so many that they surely meet. */
const EACH = 60;

test('two processes serve and write the same database without getting in each other’s way', async () => {
  const author = await join(wiki.db, ana);
  await join(wiki.db, bo);
  await createArticle(wiki.db, author, { content: method({ title: 'Kapløb' }), summary: '' });
  const [first, second] = [await start(), await start()];
  const writers = [ana, bo].map(({ email }) =>
    run('test/support/writer.js', [String(EACH), email], wiki.environment),
  );
  runs.push(...writers);
  for (const writer of writers) {
    expect([await writer.ended(), writer.output.stderr]).toEqual([0, '']);
  }
  for (const { address } of [first, second]) {
    expect((await fetch(`${address}/wiki/kapl%C3%B8b`)).status).toBe(200);
  }
  const revisions = 1 + EACH * writers.length;
  expect(await verify(wiki.db, () => undefined)).toMatchObject({ revisions, findings: [] });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectFolder, run, wikisOfEachTest, type Run } from '../support/process.ts';
import { openWiki, type TestWiki } from '../support/wiki.ts';

let wiki: TestWiki;
beforeEach(async () => {
  wiki = await openWiki();
});
afterEach(() => wiki.close());
const { startWiki, killed } = wikisOfEachTest();

const start = () => startWiki(wiki.environment);

/** Sends a signal and returns how the process ended, and after how many seconds. */
async function tell({ child, ended }: Pick<Run, 'child' | 'ended'>, signal: 'SIGTERM' | 'SIGINT') {
  const told = performance.now();
  child.kill(signal);
  const code = await ended();
  return { code, seconds: (performance.now() - told) / 1000 };
}

/** Begins a sign-in whose body comes when `finish` is called; it returns the status of the answer. */
async function beginSignIn(address: string) {
  const { hostname, port } = new URL(address);
  const headers = { origin: address, 'content-type': 'application/x-www-form-urlencoded' };
  const slow = request({ hostname, port, path: '/login', method: 'POST', headers });
  const answered = new Promise<number | undefined>((resolve) => {
    slow.on('response', (response) => resolve(response.resume().statusCode));
    slow.on('error', () => resolve(undefined));
  });
  slow.write('email=ana%40example.dk&');
  await sleep(200);
  return () => {
    slow.end('password=x');
    return answered;
  };
}

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  test('isn’t held up by connections on which nothing is asked', async () => {
    const started = await start();
    const { hostname, port } = new URL(started.address);
    const [silent, half] = [connect(Number(port), hostname), connect(Number(port), hostname)];
    for (const socket of [silent, half]) socket.on('error', () => undefined);
    half.write('GET /healthz HTTP/1.1\r\nHost: x\r\n');
    // The client keeps its connection for the next request.
    expect((await fetch(`${started.address}/healthz`)).status).toBe(200);
    const { code, seconds } = await tell(started, signal);
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(5);
    for (const socket of [silent, half]) socket.destroy();
  });
});

test('a request that runs is answered, and its connection then closed', async () => {
  const started = await start();
  const finish = await beginSignIn(started.address);
  started.child.kill('SIGTERM');
  await sleep(200);
  expect(await finish()).toBe(422);
  expect(await started.ended()).toBe(0);
});

test('a second signal ends it at once, whatever runs', async () => {
  const started = await start();
  const finish = await beginSignIn(started.address);
  started.child.kill('SIGTERM');
  await sleep(600);
  const { code, seconds } = await tell(started, 'SIGTERM');
  expect(code).toBe(143);
  expect(seconds).toBeLessThan(5);
  expect(await finish()).toBe(undefined);
});

test('a signal holds before it listens, while the database is brought up to date', async () => {
  await wiki.db.transaction().execute(async (tx) => {
    await sql`select 1`.execute(tx);
    const waiting = run('dist/server/main.js', [], { ...wiki.environment, LOG_LEVEL: 'info' });
    killed(waiting.child);
    await isOpening(waiting.child);
    const { code, seconds } = await tell(waiting, 'SIGTERM');
    expect([code, waiting.output.stderr]).toEqual([0, '']);
    expect(waiting.output.stdout).toContain('"msg":"stopped"');
    expect(waiting.output.stdout).not.toContain('listening');
    expect(seconds).toBeLessThan(10);
  });
});

test('npm start passes a signal on, and leaves nothing behind', async () => {
  const { npm, port } = await startWithNpm();
  npm.kill('SIGTERM');
  expect(await once(npm, 'exit')).toEqual([0, null]);
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow('fetch failed');
});

test('what a terminal sends to npm and to the wiki, and npm passes on, is one signal', async () => {
  const { npm, address } = await startWithNpm();
  const finish = await beginSignIn(address);
  process.kill(-npm.pid!, 'SIGINT');
  await sleep(400);
  expect(await finish()).toBe(422);
  await once(npm, 'exit');
});

const canBeFirst = spawnSync('unshare', ['--pid', '--fork', 'true']).status === 0;

test(`as the first process of a container it stops all the same${canBeFirst ? '' : ' (this machine makes none)'}`, async () => {
  if (!canBeFirst) return;
  const script = `${projectFolder}/dist/server/main.js`;
  const env = { PATH: process.env['PATH'], ...wiki.environment, LOG_LEVEL: 'info' };
  const parent = spawn('unshare', ['--pid', '--fork', process.execPath, script], { env });
  killed(parent);
  for (let out = ''; !out.includes('listening');) {
    const [chunk] = (await once(parent.stdout, 'data')) as [Buffer];
    out += chunk.toString();
  }
  const [first] = readFileSync(`/proc/${parent.pid}/task/${parent.pid}/children`, 'utf8').trim().split(' ');
  expect(readFileSync(`/proc/${first}/status`, 'utf8')).toMatch(/^NSpid:.*\t1$/m);
  process.kill(Number(first), 'SIGTERM');
  expect(await once(parent, 'exit')).toEqual([0, null]);
});

async function startWithNpm() {
  const env = { ...process.env, ...wiki.environment, LOG_LEVEL: 'info', NODE_OPTIONS: '' };
  const npm = spawn('npm', ['start'], { cwd: projectFolder, env, detached: true });
  killed(npm);
  let out = '';
  while (!/"port":\d+/.test(out)) {
    const [chunk] = (await once(npm.stdout, 'data')) as [Buffer];
    out += chunk.toString();
  }
  const port = /"port":(\d+)/.exec(out)![1]!;
  return { npm, port, address: `http://127.0.0.1:${port}` };
}

/** Waits until a process has opened its database, and waits for its turn there. */
async function isOpening({ pid }: ChildProcess): Promise<void> {
  for (;;) {
    if (ENGINE === 'postgres' ? await isWaiting() : opensDatabase(pid!)) return sleep(200) as Promise<void>;
    await sleep(20);
  }
}

async function isWaiting(): Promise<boolean> {
  const waiting = sql`select 1 from pg_stat_activity where wait_event = 'advisory' and datname = current_database()`;
  return (await waiting.execute(wiki.db)).rows.length > 0;
}

function opensDatabase(pid: number): boolean {
  const links = readdirSync(`/proc/${pid}/fd`).map((name) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${name}`);
    } catch {
      return '';
    }
  });
  return links.some((path) => path.endsWith('/wiki.db'));
}

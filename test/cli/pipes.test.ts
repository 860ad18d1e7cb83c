import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { run, wikisOfEachTest } from '../support/process.ts';
import { openWiki, type TestWiki } from '../support/wiki.ts';

const { killed } = wikisOfEachTest();
let wiki: TestWiki;
beforeAll(async () => (wiki = await openWiki()));
afterAll(() => wiki.close());

/** Runs a command whose output nobody reads, as behind `| true`; returns its code, and what it said beside that. */
async function unread(command: string, streams: readonly ('stdout' | 'stderr')[]) {
  const { child, output, ended } = run('dist/server/cli/wiki.js', [command], wiki.environment);
  for (const stream of streams) child[stream]!.destroy();
  return [await ended(), output.stderr];
}

test.each([
  ['verify', 0],
  ['no-such-command', 2],
])('%s ends quietly, and as it would have, when nobody reads what it says', async (command, code) => {
  const [, told] = await unread(command, []);
  expect(await unread(command, ['stdout'])).toEqual([code, told]);
  expect(await unread(command, ['stdout', 'stderr'])).toEqual([code, '']);
});

test('the wiki is started, and serves, when nobody reads what it says', async () => {
  const port = await freePort();
  const settings = { ...wiki.environment, PORT: String(port), LOG_LEVEL: 'info' };
  const { child, ended } = run('dist/server/main.js', [], settings);
  for (const stream of [child.stdout, child.stderr]) stream!.destroy();
  killed(child);
  const isUp = () =>
    fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (child.exitCode === null && !(await isUp())) await setTimeout(100);
  // It says where the first administrator is made only once it serves.
  await setTimeout(500);
  expect(await isUp()).toBe(true);
  child.kill('SIGTERM');
  expect(await ended()).toBe(0);
}, 60_000);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

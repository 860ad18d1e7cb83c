import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { run } from '../support/process.ts';
import { openWiki, type TestWiki } from '../support/wiki.ts';

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

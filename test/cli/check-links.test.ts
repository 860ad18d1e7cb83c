/** Dead links elsewhere are found and told to moderators; a server of this test's own stands for all that is elsewhere. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ask, isPrivate } from '../../server/cli/links/asking.ts';
import { createArticle, editArticle } from '../../server/wiki/articles/edits.ts';
import { externalAddresses, keepDead, listDeadLinks } from '../../server/wiki/links/external.ts';
import { deleteArticle } from '../../server/wiki/moderation/deletion.ts';
import { commandOn } from '../support/command.ts';
import { method } from '../support/content.ts';
import { peopled, type PeopledWiki } from '../support/people.ts';

let wiki: PeopledWiki;
let server: Server;
let there: string;
const asked: string[] = [];
let most = 0;
let now = 0;
beforeAll(async () => {
  wiki = await peopled();
  server = createServer((request, response) => {
    const { method: how, url = '' } = request;
    asked.push(`${how} ${url}`);
    most = Math.max(most, ++now);
    response.on('close', () => now--);
    const answer = (status: number, location?: string) => {
      response.writeHead(status, location === undefined ? {} : { location }).end();
    };
    if (url === '/hangs') return;
    if (url === '/moved') answer(301, '/fine');
    else if (url === '/loop') answer(302, '/loop');
    else if (url === '/out') answer(302, 'file:///etc/passwd');
    else if (url === '/shy') answer(how === 'HEAD' ? 405 : 200);
    else if (/^\/\d+$/.test(url)) answer(Number(url.slice(1)));
    else answer(200);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  there = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await wiki.close();
});

const asking = { timeout: 500, agent: 'Test', isPrivateAsked: true };

test.each([
  ['/fine', { is: 'there', redirects: 0 }],
  ['/moved', { is: 'there', redirects: 1 }],
  ['/shy', { is: 'there', redirects: 0 }],
  ['/403', { is: 'there', redirects: 0 }],
  ['/429', { is: 'there', redirects: 0 }],
  ['/404', { is: 'dead', problem: '404' }],
  ['/410', { is: 'dead', problem: '410' }],
  ['/500', { is: 'dead', problem: '500' }],
  ['/loop', { is: 'dead', problem: 'redirects' }],
  ['/out', { is: 'dead', problem: 'redirects' }],
  ['/hangs', { is: 'dead', problem: 'timeout' }],
])('of what is at %s it is told: %j', async (path, found) => {
  expect(await ask(there + path, asking)).toEqual(found);
});

test('where nobody answers, and a host that there can’t be, are told apart', async () => {
  const { port } = server.address() as AddressInfo;
  expect(await ask(`https://127.0.0.1:${port}/`, asking)).toMatchObject({ is: 'dead' });
  expect(await ask('http://127.0.0.1:1/', asking)).toEqual({ is: 'dead', problem: 'no-answer' });
  expect(await ask(`http://${'a'.repeat(64)}.dk/`, asking)).toEqual({ is: 'dead', problem: 'unknown-host' });
});

test('nothing within a network is asked unless that is wanted, by name or by number', async () => {
  asked.length = 0;
  const { port } = server.address() as AddressInfo;
  const closed = { ...asking, isPrivateAsked: false };
  for (const host of ['127.0.0.1', 'localhost', '2130706433', '[::1]', '[::ffff:7f00:1]', '169.254.169.254'])
    expect([host, await ask(`http://${host}:${port}/fine`, closed)]).toEqual([host, { is: 'private' }]);
  expect(asked).toEqual([]);
  for (const address of ['10.1.2.3', '172.20.0.1', '192.168.1.1', 'fd00::1', 'fe80::1', '100.64.0.1'])
    expect([address, isPrivate(address)]).toEqual([address, true]);
  for (const address of ['93.184.216.34', '2606:2800:220:1::1']) expect(isPrivate(address)).toBe(false);
});

test('the command puts the dead ones on the desk, in the place of the last, and they go as they are mended', async () => {
  const { db, anas, mos } = wiki;
  const write = (title: string, body: string) =>
    createArticle(db, anas, { content: method({ title, body }), summary: '' });
  const sources = [{ title: 'Væk', url: `${there}/404` }];
  await createArticle(db, anas, {
    content: method({ title: 'Lån', body: `[a](${there}/fine)`, sources }),
    summary: '',
  });
  await write('Pant', `Se [b](${there}/404), [c](${there}/500) og [d](${there}/moved).`);
  await write('Slettet', `Se [e](${there}/410).`);
  await deleteArticle(db, mos, 'slettet', 'Forkert');
  const dead = async () =>
    (await listDeadLinks(db, mos, 10)).map(({ article, address, problem }) => [
      article.title,
      address.slice(there.length),
      problem,
    ]);
  const run = (...flags: string[]) => commandOn(wiki.environment)(['check-links', ...flags]);

  expect(await run()).toEqual({
    code: 0,
    out: [
      'Looked at 4 addresses: 0 are dead, in 0 places.',
      '4 addresses are within a network, and not asked: see --private.',
    ],
    err: [],
  });
  most = 0;
  const { code, out } = await run('--private');
  expect([code, out]).toEqual([
    0,
    [
      'Looked at 4 addresses: 2 are dead, in 3 places.',
      `  404 ${there}/404`,
      `  500 ${there}/500`,
      '1 address leads on to another.',
    ],
  ]);
  // One host is asked for one thing after another.
  expect(most).toBe(1);
  const found = [
    ['Lån', '/404', '404'],
    ['Pant', '/404', '404'],
    ['Pant', '/500', '500'],
  ];
  expect(await dead()).toEqual(found);
  await run('--private');
  expect(await dead()).toEqual(found);
  await editArticle(db, anas, 'pant', {
    content: method({ title: 'Pant', body: `Se [c](${there}/500).` }),
    summary: '',
    minor: false,
  });
  expect(await dead()).toEqual([found[0], found[2]]);
  await expect(listDeadLinks(db, anas, 10)).rejects.toMatchObject({ status: 403 });
  // What an article has no longer isn't kept.
  const articles = await externalAddresses(db);
  const late = new Map([...articles, ['https://x.dk', [1]]]);
  expect(await keepDead(db, [{ address: 'https://x.dk', problem: '404' }], late, wiki.now())).toBe(0);
});

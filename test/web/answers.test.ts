import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Server } from 'node:http';
import { makeApp } from '../../server/app.ts';
import { readBody } from '../../server/web/bodies.ts';
import { createArticle, insertArticle } from '../../server/wiki/edits.ts';
import { insertRevision } from '../../server/wiki/revisions.ts';
import { serveWiki, type Client, type ServedWiki } from '../support/client.ts';
import { method } from '../support/content.ts';
import { fillWiki } from '../support/fill.ts';
import { nasty, prose } from '../support/nasty.ts';
import { ana, bo, join } from '../support/people.ts';

const IDLE = 3000;
const TABLE = nasty()['a table']!();

let wiki: ServedWiki;
let anas: Client;
let stranger: Client;
let server: Server;
let port: number;

beforeAll(async () => {
  wiki = await serveWiki();
  anas = await wiki.joined(ana);
  stranger = wiki.client();
  const bos = await join(wiki.db, bo);
  const bodies = { Let: prose(2), Tung: TABLE, Kort: 'Kort og godt.' };
  for (const [title, body] of Object.entries(bodies)) {
    await createArticle(wiki.db, bos, { content: method({ title, body }), summary: '' });
  }
  // An import isn't bound by what an edit may hold.
  await wiki.db.transaction().execute(async (tx) => {
    const content = method({ title: 'Stor', body: 'å'.repeat(3_000_000) });
    const article = { ...(await insertArticle(tx, content, 'CC0-1.0')), revisionCount: 0 };
    await insertRevision(tx, bos, article, {
      content,
      action: 'import',
      summary: '',
      minor: false,
      baseNumber: null,
    });
  });
  server = (await makeApp(wiki, { idle: IDLE, whole: 60_000 })).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await wiki.close();
});

/** Asks for a page, and doesn't read a byte of what comes. */
function askWithoutReading(path: string): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined).pause();
  socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  return socket;
}

const memory = () => process.memoryUsage().rss / 1024 / 1024;

describe('sixty readers that ask and do not read', () => {
  const LARGE = '/wiki/stor/source?number=1';

  test.each([LARGE, '/wiki/stor/attribution.json?number=1'])(
    'of %s hold little memory, and let others read',
    async (path) => {
      await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
      const idle = memory();
      // Some 360 MB in all.
      const sockets = Array.from({ length: 60 }, () => askWithoutReading(path));
      const other = await fetch(`http://127.0.0.1:${port}/wiki/kort`);
      expect([other.status, (await other.text()).includes('Kort og godt.')]).toEqual([200, true]);
      await wait(IDLE);
      expect(memory() - idle).toBeLessThan(250);
      for (const socket of sockets) socket.destroy();
    },
  );

  test('are told to come again when there is no room, and cut when they take no more', async () => {
    const sockets = Array.from({ length: 20 }, () => askWithoutReading(LARGE));
    let refused: Response | undefined;
    for (let i = 0; i < 10 && !refused; i++) {
      const answer = await fetch(`http://127.0.0.1:${port}${LARGE}&y=${i}`);
      const text = await answer.text();
      if (answer.status !== 503) continue;
      refused = answer;
      expect(text).toContain('Mange læser lige nu');
    }
    expect(refused?.headers.get('retry-after')).toBe('5');
    expect((await fetch(`http://127.0.0.1:${port}/wiki/kort`)).status).toBe(200);
    await wait(3 * IDLE);
    const after = await fetch(`http://127.0.0.1:${port}${LARGE}`);
    expect([after.status, (await after.text()).length > 200_000]).toEqual([200, true]);
    const open = await new Promise<number>((resolve) =>
      server.getConnections((_error, count) => resolve(count)),
    );
    expect(open).toBeLessThan(5);
    for (const socket of sockets) socket.destroy();
  });
});

describe('an article that is too much for a page', () => {
  test('says so, and leads to the whole of it as it was written', async () => {
    for (const page of ['', '/history/1', '/attribution']) {
      const { status, text } = await stranger.get(`/wiki/tung${page}`);
      expect([page, status]).toEqual([page, 200]);
      expect(text).toContain('Resten af artiklen er for tung at vise på én side.');
      expect(text).toContain('<a href="/wiki/tung/source?number=1">Læs hele teksten, som den er skrevet</a>');
    }
    const { text, headers } = await stranger.get('/wiki/tung/source?number=1');
    expect(text).toBe(TABLE);
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect((await stranger.get('/wiki/let')).text).not.toContain('Resten af artiklen');
    expect((await stranger.get('/wiki/tung/source?number=2')).status).toBe(404);
  });
});

describe('a preview', () => {
  const preview = (path: string, body: string) =>
    anas.post(path, { kind: 'method', title: 'Ny', lead: 'En.', action: 'preview', body });

  test('of more than an article may hold is refused, with the form as typed', async () => {
    for (const path of ['/new', '/wiki/kort/edit']) {
      const { status, text } = await preview(path, `${'http://a.dk/'.repeat(25_000)}slut`);
      expect([path, status, text.includes('http://a.dk/slut</textarea>')]).toEqual([path, 413, true]);
      expect(text).not.toContain('class="preview"');
      expect(text).toContain('Teksten fylder 300004 byte');
    }
  });

  test('of what a page has no room for says so, and one without a lead is shown', async () => {
    const { status, text } = await preview('/new', TABLE);
    expect(status).toBe(200);
    expect(text).toContain('Resten af teksten er for tung at vise på én side.');
    const short = await anas.post('/new', {
      kind: 'method',
      title: '',
      action: 'preview',
      body: 'Et **ord**.',
    });
    expect([short.status, short.text.includes('Et <strong>ord</strong>.')]).toEqual([200, true]);
  });
});

describe('bodies as HTML', () => {
  const show = (text: string, isKept: boolean) => readBody(text, isKept).show(new Set(), 'da').html.mark;

  test('are kept for readers, and not for a preview', () => {
    expect(show('Til læsere', true)).toBe(show('Til læsere', true));
    expect(show('Til mig', false)).not.toBe(show('Til mig', false));
  });

  test('of letters and headings in heaps are kept within a bound of memory', () => {
    // As many headings as a page shows.
    const body = nasty(50_000)['headings with letters that are encoded']!();
    const before = memory();
    for (let i = 0; i < 50; i++) show(`${i}\n\n${body}`, true);
    expect(memory() - before).toBeLessThan(400);
  });
});

test('of very many contributors the page names a hundred, and counts the others', async () => {
  await fillWiki(wiki.db, { articles: 1, revisions: 130, people: 125 });
  const { text } = await stranger.get('/wiki/artikel-1');
  const foot = text.slice(text.indexOf('class="credit"'));
  expect(foot).toContain('Skrevet af 125 personer');
  expect(foot.match(/Person Nummer/g)!.length).toBeLessThan(105);
  expect(foot).toContain('<a href="/wiki/artikel-1/history">Og 25 andre, som står i historikken</a>');
  const linked = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)![1]!;
  const { author } = JSON.parse(linked) as { author: { name: string }[] };
  expect([author.length, author.at(-1)]).toEqual([101, { name: '25 andre' }]);
  expect((await stranger.get('/wiki/artikel-1/cite.bib')).text).toContain('{25 andre}');
  const lifted = await stranger.get('/wiki/artikel-1/attribution?person=1');
  expect([lifted.status, lifted.text.includes('Og 2')]).toEqual([200, true]);
});

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Server, ServerResponse } from 'node:http';
import { makeApp } from '../../../server/app.ts';
import { readBody } from '../../../server/web/showing/bodies.ts';
import { createArticle, insertArticle } from '../../../server/wiki/articles/edits.ts';
import { recordRevision } from '../../../server/wiki/record.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { method } from '../../support/content.ts';
import { fillWiki } from '../../support/fill.ts';
import { megabytesHeld } from '../../support/memory.ts';
import { nasty, prose } from '../../support/nasty.ts';
import { ana, bo, join } from '../../support/people.ts';

// Hundreds of megabytes are asked for, on a machine that others use too.
jest.setTimeout(180_000);

const IDLE = 1000;
const TABLE = nasty()['a table']!();

let wiki: ServedWiki;
let anas: Client;
let stranger: Client;
/** Two doors of the wiki: one waits long for its readers, the other doesn't. */
let patient: Door;
let impatient: Door;

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
    await recordRevision(tx, bos, article, {
      content,
      action: 'import',
      summary: '',
      minor: false,
      baseNumber: null,
    });
  });
  patient = await openDoor(600_000);
  impatient = await openDoor(IDLE);
});
afterAll(async () => {
  for (const { server } of [patient, impatient].filter(Boolean)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  await wiki.close();
});

interface Door {
  server: Server;
  port: number;
  /** How many answers have begun. */
  begun: () => number;
}

async function openDoor(idle: number): Promise<Door> {
  const server = (await makeApp(wiki, { idle, whole: 600_000 })).listen(0, '127.0.0.1');
  const answers: ServerResponse[] = [];
  server.on('request', (_request, response: ServerResponse) => answers.push(response));
  await new Promise((resolve) => server.once('listening', resolve));
  const begun = () => answers.filter(({ headersSent }) => headersSent).length;
  return { server, port: (server.address() as AddressInfo).port, begun };
}

const ask = ({ port }: Door, path: string) =>
  fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } });

/** Asks for a page many times over, not reading a byte of what comes, until all the answers have begun. */
async function askWithoutReading({ port, begun }: Door, path: string, times: number): Promise<Socket[]> {
  const before = begun();
  const sockets = Array.from({ length: times }, () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined).pause();
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    return socket;
  });
  while (begun() < before + times) await wait(20);
  return sockets;
}

describe('sixty readers that ask and do not read', () => {
  const LARGE = '/wiki/stor/source?number=1';

  test.each([LARGE, '/wiki/stor/attribution.json?number=1'])(
    'of %s hold little memory, and let others read',
    async (path) => {
      await (await ask(patient, path)).text();
      const idle = megabytesHeld();
      // Some 360 MB in all.
      const sockets = await askWithoutReading(patient, path, 60);
      const held = megabytesHeld() - idle;
      const other = await ask(patient, '/wiki/kort');
      for (const socket of sockets) socket.destroy();
      expect([other.status, (await other.text()).includes('Kort og godt.')]).toEqual([200, true]);
      expect(held).toBeLessThan(100);
    },
  );

  test('are told to come again when there is no room, and have it again when the others are gone', async () => {
    const sockets = await askWithoutReading(patient, LARGE, 20);
    const refused = await ask(patient, LARGE);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await refused.text()).toContain('Mange læser lige nu');
    for (const socket of sockets) socket.destroy();
    await wait(500);
    const after = await ask(patient, LARGE);
    expect([after.status, (await after.text()).length]).toEqual([200, 3_000_000]);
  });

  test('are cut when they take no more', async () => {
    const sockets = await askWithoutReading(impatient, LARGE, 10);
    const count = () =>
      new Promise<number>((resolve) => impatient.server.getConnections((_error, open) => resolve(open)));
    expect(await count()).toBeGreaterThan(0);
    for (let i = 0; i < 60 && (await count()) > 0; i++) await wait(500);
    expect(await count()).toBe(0);
    for (const socket of sockets) socket.destroy();
  });
});

describe('an article that is too much for a page', () => {
  test('says so, and leads to the whole of it as it was written', async () => {
    for (const page of ['', '/history/1', '/attribution']) {
      const { status, text } = await stranger.get(`/wiki/tung${page}`);
      expect([page, status]).toEqual([page, 200]);
      expect(text).toContain('Artiklen er for lang til at blive vist på én side, så slutningen mangler her.');
      expect(text).toContain('<a href="/wiki/tung/source?number=1">Se hele teksten som kildetekst</a>');
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
      expect(text).toContain('Teksten er for lang: 301 kB');
    }
  });

  test('of what a page has no room for says so, and one without a lead is shown', async () => {
    const { status, text } = await preview('/new', TABLE);
    expect(status).toBe(200);
    expect(text).toContain('Teksten er for lang til at blive vist på én side, så slutningen mangler her.');
    const short = await anas.post('/new', {
      kind: 'method',
      title: '',
      action: 'preview',
      body: 'Et **ord**.',
    });
    expect([short.status, short.text.includes('Et <strong>ord</strong>.')]).toEqual([200, true]);
  });
});

test('of very many contributors the page names a hundred, and counts the others', async () => {
  await fillWiki(wiki.db, { articles: 1, revisions: 130, people: 125, adds: true });
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

describe('bodies as HTML', () => {
  const show = (text: string, isKept: boolean) =>
    readBody(text, isKept).show(new Set(), { where: { base: '', lang: 'da' }, slug: 'a' }).html.mark;

  test('are kept for readers, and not for a preview', () => {
    expect(show('Til læsere', true)).toBe(show('Til læsere', true));
    expect(show('Til mig', false)).not.toBe(show('Til mig', false));
  });

  test('of letters and headings in heaps are kept within a bound of memory', () => {
    // As many headings as a page shows.
    const body = nasty(50_000)['headings with letters that are encoded']!();
    const before = megabytesHeld();
    for (let i = 0; i < 50; i++) show(`${i}\n\n${body}`, true);
    expect(megabytesHeld() - before).toBeLessThan(100);
  });
});

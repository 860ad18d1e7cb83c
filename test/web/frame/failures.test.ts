import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { serveWiki, type Answer, type Client, type Form, type ServedWiki } from '../../support/client.ts';
import { fillDisk, lockAway, holdWritingPlace } from '../../support/held.ts';
import { ana, bo } from '../../support/people.ts';

let wiki: ServedWiki;
let anas: Client;
beforeEach(async () => {
  wiki = await serveWiki();
  anas = await wiki.joined(ana);
});
afterEach(() => wiki.close());

/** Longer than what is free in a page of the database, however it's packed. */
const LONG = randomBytes(40_000).toString('base64');
const BODY = '## Sådan gør du\n\nRing, »før« <du> kommer & "spørg".\n';
const typed: Form = {
  kind: 'method',
  title: 'Ring først',
  lead: 'Et opkald sparer en tur.',
  topics: 'borgerinddragelse\nledelse',
  'sources[0][title]': 'En kilde',
  'sources[0][url]': 'https://kilde.example.dk/',
  'facts[timeRequired]': '2 dage',
  body: BODY,
  summary: 'Første udkast',
  action: 'save',
};

const unescape = (html: string) =>
  html
    .replace(/&#34;|&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

/** Reads the form that gives a text back, as a browser without JavaScript would send it. */
function formIn({ text }: Answer): { address: string; fields: Form } {
  const [form, address] = /<form action="([^"]*)" method="post" novalidate[^>]*>[\s\S]*?<\/form>/.exec(text)!;
  const inputs = [...form.matchAll(/<input type="(?:hidden|text)"([^>]*)>/g)].map(([, rest]) => {
    const [name, value] = ['name', 'value'].map(
      (each) => new RegExp(`\\b${each}="([^"]*)"`).exec(rest!)![1]!,
    );
    return [name, value];
  });
  const areas = [...form.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>\n?([\s\S]*?)<\/textarea>/g)];
  const all = [...inputs, ...areas.map(([, name, value]) => [name, value])];
  return {
    address: unescape(address!),
    fields: Object.fromEntries(all.map(([name, value]) => [unescape(name!), unescape(value!)])),
  };
}

const revisions = async () => (await wiki.db.selectFrom('revision').select('sequence').execute()).length;

describe('a save that the disk refuses', () => {
  test('answers 507 with every field in a form, and goes through by it once there is room', async () => {
    const makeRoom = await fillDisk(wiki);
    const form = { ...typed, body: `${BODY}${LONG}` };
    const refused = await anas.post('/new', form);
    expect(refused.status).toBe(507);
    expect(refused.text).toContain('Din tekst er ikke gemt endnu');
    expect(refused.text).toContain('Wikiens disk er fuld');
    expect(refused.text).not.toMatch(/\bat .*\.[jt]s:\d+/);
    const { address, fields } = formIn(refused);
    expect(fields).toEqual(form);
    expect(await revisions()).toBe(0);
    expect((await anas.get('/new?kind=method')).status).toBe(200);
    await makeRoom();
    expect((await anas.post(address, fields)).location).toBe('/wiki/ring-først');
    expect((await anas.get('/wiki/ring-f%C3%B8rst')).text).toContain('»før« &lt;du&gt; kommer &amp;');
  });
});

test('every form comes back with what was typed: an edit, a move, a revert and an account', async () => {
  await anas.post('/new', typed);
  await anas.post('/wiki/ring-f%C3%B8rst/edit', { body: 'Andet.', action: 'save' });
  const forms: [string, Form][] = [
    ['/en/wiki/ring-f%C3%B8rst/edit', { body: 'Tredje.', summary: 'S', base: '2', action: 'save' }],
    ['/en/wiki/ring-f%C3%B8rst/move', { title: 'Ring altid', summary: 'S' }],
    ['/en/wiki/ring-altid/restore?x=1', { number: '1', base: '4', summary: 'S' }],
    ['/en/account', { name: 'Ana Nyborg', title: 'chef', workplace: '' }],
  ];
  for (const [path, form] of forms) {
    const open = await lockAway(wiki);
    const refused = await anas.post(path, form);
    expect([path, refused.status]).toEqual([path, 503]);
    expect(refused.text).toContain('The wiki can’t reach its database');
    expect(formIn(refused)).toEqual({ address: path, fields: form });
    await open();
    expect((await anas.post(path, form)).status).toBe(303);
  }
});

test('a preview that fails is tried again, and not said to be saved', async () => {
  await sql`alter table person rename to nobody`.execute(wiki.db);
  const form = { ...typed, title: 'Ring sidst', action: 'preview' };
  const refused = await anas.post('/en/new', form);
  await sql`alter table nobody rename to person`.execute(wiki.db);
  expect([refused.status, formIn(refused).fields]).toEqual([500, form]);
  expect(refused.text).toMatch(/<button[^>]*>Try again<\/button>/);
  expect((await anas.post('/en/new', form)).text).toContain('Nothing is saved yet');
});

test('a registration that fails comes back without its password', async () => {
  const open = await lockAway(wiki);
  const stranger = wiki.client();
  const draft = JSON.stringify({ body: BODY });
  const refused = await stranger.post('/register', { ...bo, next: '/new', draft });
  expect(refused.status).toBe(503);
  expect(refused.text).not.toContain(bo.password);
  expect(refused.text).toContain('type="password"');
  const { password, ...rest } = bo;
  expect(formIn(refused).fields).toEqual({ ...rest, next: '/new', draft });
  await open();
  const again = { ...formIn(refused).fields, password };
  expect((await stranger.post('/register', again)).location).toBe('/sent');
});

test('a form from another site comes back to nobody, whatever fails', async () => {
  const open = await lockAway(wiki);
  const refused = await anas.post('/new', typed, { origin: 'https://elsewhere.example' });
  expect(refused.status).toBe(403);
  expect(refused.text).not.toContain('Ring først');
  await open();
});

test('the log names what went wrong first', async () => {
  const said: unknown[] = [];
  wiki.log.error = ((what: { err: Error }) => said.push(what.err)) as typeof wiki.log.error;
  const makeRoom = await fillDisk(wiki);
  await anas.post('/new', { ...typed, body: LONG });
  await makeRoom();
  const { message, cause } = said[0] as { message: string; cause: { code: string } };
  expect(message).toMatch(/no room left/);
  expect(cause.code).toBe(ENGINE === 'sqlite' ? 'SQLITE_FULL' : '53100');
});

/** How long the slowest of a hundred readings takes, but for one, in milliseconds. */
async function slowest(readings: (() => Promise<Answer>)[]): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 200; i++) {
    const start = performance.now();
    expect((await readings[i % readings.length]!()).status).toBe(200);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[197]!;
}

test('while fifty wait to write readers read on, and those who waited too long get their text back', async () => {
  await anas.post('/new', typed);
  const path = '/wiki/ring-f%C3%B8rst';
  const stranger = wiki.client();
  const readers = [stranger, anas].flatMap((each) => [
    () => each.get(path),
    () => each.get(`${path}/history`),
  ]);
  const unhindered = await slowest(readers);
  const letGo = await holdWritingPlace(wiki);
  const writers = Array.from({ length: 50 }, (_, i) =>
    anas.post(`${path}/edit`, { body: `Skriver ${i}`, action: 'save' }),
  );
  const health = async () => JSON.parse((await stranger.get('/healthz')).text) as { waiting: number };
  while ((await health()).waiting < 49) await sleep(20);
  expect(await slowest(readers)).toBeLessThan(Math.max(100, 2 * unhindered));
  expect(await health()).toMatchObject({ database: 'ok', waiting: 49 });
  const more = Array.from({ length: 60 }, (_, i) =>
    anas.post(`${path}/edit`, { body: `Sen ${i}`, action: 'save' }),
  );
  const first = await Promise.race(more);
  expect(first.status).toBe(503);
  expect(first.headers.get('retry-after')).toBe('10');
  const answers = await Promise.all([...writers, ...more]);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  for (const [i, answer] of answers.slice(0, 50).entries()) {
    expect(formIn(answer).fields).toEqual({ body: `Skriver ${i}`, action: 'save' });
  }
  await letGo();
  expect((await anas.post(`${path}/edit`, formIn(first).fields)).status).toBe(303);
}, 180_000);

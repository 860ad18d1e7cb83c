import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { setTimeout } from 'node:timers/promises';
import { newestChanges } from '../../../server/wiki/history/changes.ts';
import { eraseByline } from '../../support/erasing.ts';
import { databaseHealth } from '../../../server/wiki/upkeep/health.ts';
import { personByEmail } from '../../../server/wiki/people/accounts.ts';
import { findPerson } from '../../../server/wiki/people/people.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import {
  beginSession,
  changeSession,
  deleteOldSessions,
  readSession,
} from '../../../server/wiki/people/sessions.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana, bo, join, mo, PASSWORD } from '../../support/people.ts';

let wiki: ServedWiki;
beforeAll(async () => {
  wiki = await serveWiki();
});
afterAll(() => wiki.close());

const COOKIE = 'wiki-session';
const LATER = '2099-01-01T00:00:00.000Z';
const article = (title: string) => ({
  kind: 'method',
  title,
  lead: 'Om noget.',
  body: 'Tekst.',
  action: 'save',
});
const countSessions = async () => (await wiki.db.selectFrom('session').select('key').execute()).length;

/** A browser with the same cookies as another. */
function twin(browser: Client): Client {
  const client = wiki.client();
  for (const [name, value] of browser.cookies) client.cookies.set(name, value);
  return client;
}

async function signedIn(email = ana.email): Promise<Client> {
  const client = wiki.client();
  const answer = await client.post('/login', { email, password: PASSWORD });
  expect(answer.status).toBe(303);
  return client;
}

test('of sixty saves that are running while their author signs out, none brings the session back', async () => {
  await wiki.joined({ ...ana });
  await wiki.db.deleteFrom('session').execute();
  let saved = 0;
  for (let round = 0; round < 60; round++) {
    const browser = await signedIn();
    const writing = twin(browser);
    const stale = twin(browser);
    const [save, out] = await Promise.all([
      writing.post('/new', article(`Løb ${round}`)),
      setTimeout((round % 20) / 2).then(() => browser.post('/logout')),
    ]);
    expect(out.status).toBe(303);
    expect([303, 401]).toContain(save.status);
    if (save.status === 303) saved++;
    expect(await countSessions()).toBe(0);
    expect((await stale.get('/account')).status).toBe(303);
  }
  // It began signed in, and so it may finish.
  expect(saved).toBeGreaterThan(0);
  expect(await newestChanges(wiki.db, 100)).toHaveLength(saved);
}, 240_000);

test('a save during which the session ends sets no cookie and leaves no row', async () => {
  const ida = { ...ana, name: 'Ida Lund', email: 'ida@example.dk' };
  await wiki.joined(ida);
  await wiki.db.deleteFrom('session').execute();
  const writing = await signedIn(ida.email);
  const on = await writing.post('/new', article('Stadig logget ind'));
  expect([on.status, on.headers.getSetCookie().join()]).toEqual([303, expect.stringContaining(COOKIE)]);
  expect(await countSessions()).toBe(1);

  const stop = await endSessionsAtSave();
  const answer = await writing.post('/new', article('Logget ud imens'));
  await stop();
  expect([answer.status, answer.location]).toEqual([303, '/wiki/logget-ud-imens']);
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(await countSessions()).toBe(0);
});

/** Lets every save end all sessions, and returns what stops that. */
async function endSessionsAtSave(): Promise<() => Promise<void>> {
  const run = async (statements: string[]) => {
    for (const statement of statements) await sql.raw(statement).execute(wiki.db);
  };
  if (ENGINE === 'sqlite') {
    await run(['create trigger ending after insert on revision begin delete from session; end']);
    return () => run(['drop trigger ending']);
  }
  await run([
    `create function ending() returns trigger language plpgsql as
     $$ begin delete from session; return null; end $$`,
    'create trigger ending after insert on revision execute function ending()',
  ]);
  return () => run(['drop trigger ending on revision', 'drop function ending']);
}

test('a session that is gone is changed by nobody, and one that stands only in what a request changed', async () => {
  const personId = (await wiki.db.selectFrom('person').select('id').executeTakeFirstOrThrow()).id;
  expect(await changeSession(wiki.db, 'nobody', () => '{}', LATER)).toBe(false);
  expect(await readSession(wiki.db, 'nobody', wiki.now())).toBeUndefined();
  await beginSession(wiki.db, 'some', { personId, data: '{"count":0}' }, LATER);
  const add = (data: string) => JSON.stringify({ count: (JSON.parse(data) as { count: number }).count + 1 });
  await Promise.all(Array.from({ length: 20 }, () => changeSession(wiki.db, 'some', add, LATER)));
  expect(await readSession(wiki.db, 'some', wiki.now())).toEqual({ personId, data: '{"count":20}' });
  await wiki.db.deleteFrom('session').execute();
});

test('a flash that one page has shown is not shown again by another that was being made meanwhile', async () => {
  const browser = await signedIn();
  await browser.post('/account', { name: ana.name, title: 'leder', workplace: ana.workplace });
  const pages = await Promise.all(Array.from({ length: 5 }, () => twin(browser).get('/account')));
  expect(pages.filter(({ text }) => text.includes('Dine oplysninger er gemt')).length).toBeGreaterThan(0);
  for (let i = 0; i < 3; i++) {
    expect((await browser.get('/account')).text).not.toContain('Dine oplysninger er gemt');
  }
});

test('a person is signed in with twenty browsers at most, and the one unused for longest ends first', async () => {
  await wiki.db.deleteFrom('session').execute();
  const bos = await wiki.joined(bo);
  const first = await signedIn();
  for (let i = 0; i < 5; i++) await Promise.all([signedIn(), signedIn(), signedIn(), signedIn()]);
  expect(await countSessions()).toBe(21);
  expect((await first.get('/account')).status).toBe(303);
  expect((await bos.get('/account')).status).toBe(200);
});

test('a stranger has no session, whatever they send', async () => {
  await wiki.db.deleteFrom('session').execute();
  const stranger = wiki.client();
  await stranger.post('/login', { email: ana.email, password: 'forkert adgangskode', draft: '{"body":"x"}' });
  await stranger.post('/register', { ...ana, name: '' });
  await stranger.post('/logout');
  await stranger.post('/new', article('Fremmed'));
  expect([stranger.cookies.size, await countSessions()]).toEqual([0, 0]);
  expect([...(await signedIn()).cookies.keys()]).toEqual(['wiki-browser', 'wiki-session']);
  expect(await countSessions()).toBe(1);
});

test('what has run out is removed', async () => {
  const personId = (await wiki.db.selectFrom('person').select('id').executeTakeFirstOrThrow()).id;
  await beginSession(wiki.db, 'old', { personId, data: '{}' }, '2020-01-01T00:00:00.000Z');
  await beginSession(wiki.db, 'new', { personId, data: '{}' }, LATER);
  const before = await countSessions();
  await deleteOldSessions(wiki.db, { now: wiki.now(), since: '2010-01-01T00:00:00.000Z' });
  expect(await countSessions()).toBe(before - 1);
  expect(await readSession(wiki.db, 'new', wiki.now())).toBeDefined();
});

test('what waits for its turn while its author’s name is erased is refused, and the text comes back', async () => {
  const moderator = await join(wiki.db, mo, 'administrator');
  const someone = { ...ana, name: 'Zoe Zebra', email: 'zoe@example.dk' };
  const browser = await wiki.joined(someone);
  const other = wiki.client();
  await other.post('/login', { email: bo.email, password: PASSWORD });
  const text = article('Ventetid');
  expect((await browser.post('/new', text)).status).toBe(303);
  const { id, byline } = await findPerson(wiki.db, (await personByEmail(wiki.db, someone.email))!);
  const before = (await newestChanges(wiki.db, 100)).length;

  const places = ['/wiki/ventetid/edit', '/wiki/ventetid/move', '/new', '/account'];
  const waiting = async (count: number) => {
    while ((await databaseHealth(wiki.db)).waiting < count) await setTimeout(5);
  };
  const answers = await wiki.db.transaction().execute(async () => {
    const erasing = eraseByline(wiki.db, moderator, byline.id, 'Personoplysninger');
    await waiting(1);
    const sent = places.map((path) =>
      browser.post(path, {
        ...(path === '/account' ? { ...someone, title: 'chef' } : { ...text, base: '1', summary: 'Nu' }),
        ...(path === '/new' && { title: 'En ny' }),
        ...(path.endsWith('move') && { title: 'Flyttetid' }),
        body: 'Min egen sætning.',
      }),
    );
    await waiting(1 + places.length);
    return { erasing, sent };
  });
  await answers.erasing;
  for (const answer of await Promise.all(answers.sent)) {
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('name="draft"');
  }
  expect(await newestChanges(wiki.db, 100)).toHaveLength(before);
  expect((await findPerson(wiki.db, id)).byline).toMatchObject({ name: '', erased: true });
  expect((await wiki.client().get(`/people/${id}`)).text).not.toContain('Zebra');
  expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
});

/** What the wiki has about a person, and only they see: what happened to their account, all their data, and the way out. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { doChores } from '../../../server/chores.ts';
import type { WikiError } from '../../../server/errors.ts';
import { authorOf } from '../../../server/wiki/history/author.ts';
import { personByEmail } from '../../../server/wiki/people/accounts.ts';
import { eventsOf, noteSignIn, noteEvent, type EventCode } from '../../../server/wiki/people/events.ts';
import { leave } from '../../../server/wiki/people/leaving.ts';
import { personalDataOf, type PersonalData } from '../../../server/wiki/people/personal-data.ts';
import { appoint } from '../../../server/wiki/people/roles.ts';
import { createAdministrator } from '../../../server/wiki/setup/setup.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { takeLetters, takeLink } from '../../support/mail.ts';
import { ana, bo, mo, PASSWORD } from '../../support/people.ts';

const NEW = 'tre grønne bænke i parken';
const WRONG = 'noget helt andet her';

let wiki: ServedWiki;
let now = '2026-11-28T12:00:00.000Z';
let people = 0;
beforeAll(async () => {
  wiki = await serveWiki({}, () => now);
  await createAdministrator(wiki.db, mo, now);
});
afterAll(() => wiki.close());

let email: string;
let browser: Client;
let id: number;
/** Someone new for each test. */
beforeEach(async () => {
  people += 1;
  const letters = 'abcdefghijklmnopqrstuvwxyz'[people]!;
  email = `ny${people}@example.dk`;
  browser = await wiki.joined({ ...ana, name: `Ny${letters} ${letters.toUpperCase()}olm`, email });
  id = (await personByEmail(wiki.db, email))!;
});

const later = (minutes: number) => (now = new Date(Date.parse(now) + minutes * 60_000).toISOString());
const codes = async () => (await eventsOf(wiki.db, id, 99)).map(({ code }) => code).reverse();
const signIn = (client: Client, password: string, agent = 'Firefox/140.0 (Windows)') =>
  client.send(
    'POST',
    '/login',
    { 'content-type': 'application/x-www-form-urlencoded', origin: wiki.origin, 'user-agent': agent },
    new URLSearchParams({ email, password }).toString(),
  );

/** What is noted after its answer is there a moment later. */
async function soon(count: number): Promise<EventCode[]> {
  for (let tries = 0; tries < 50 && (await codes()).length < count; tries++) await wait(20);
  return codes();
}

describe('what happens to an account', () => {
  test('is told to its owner alone: sign-ins, new browsers, and who tried in vain', async () => {
    await signIn(wiki.client(), PASSWORD);
    await signIn(wiki.client(), PASSWORD);
    expect((await signIn(wiki.client(), WRONG)).status).toBe(422);
    expect(await soon(4)).toEqual(['new-browser', 'new-browser', 'signed-in', 'sign-in-failed']);
    const { text } = await browser.get('/account/browsers');
    expect(text).toContain('Det er sket med din konto');
    expect(text).toContain('Nogen prøvede at logge ind med en forkert adgangskode');
    expect(text).toContain('Firefox, Windows');
    const other = await wiki.joined({ ...bo, email: `anden${people}@example.dk`, name: 'Bo Åkjær' });
    expect((await other.get('/account/browsers')).text).not.toContain('forkert adgangskode');
    expect((await browser.get('/log')).text).not.toContain('logge ind med');
  });

  test('tells of sixty sign-ins an hour, however often somebody signs in, or a clock was wrong', async () => {
    const note = (at: string) => noteSignIn(wiki.db, id, 'Firefox/140.0', at);
    const inAYear = new Date(Date.parse(now) + 365 * 24 * 60 * 60_000).toISOString();
    for (let i = 0; i < 60; i++) await note(inAYear);
    expect(await codes()).toHaveLength(61);
    for (let i = 0; i < 100; i++) await note(now);
    expect((await eventsOf(wiki.db, id, 999)).filter(({ at }) => at <= now)).toHaveLength(60);
    await note(later(61));
    expect((await eventsOf(wiki.db, id, 999)).filter(({ at }) => at <= now)).toHaveLength(61);
  });

  test('tells of one failed sign-in an hour, and of none to an address that nobody has', async () => {
    for (let i = 0; i < 3; i++) await signIn(wiki.client(), WRONG);
    expect(await soon(2)).toEqual(['new-browser', 'sign-in-failed']);
    later(61);
    await signIn(wiki.client(), WRONG);
    expect(await soon(3)).toEqual(['new-browser', 'sign-in-failed', 'sign-in-failed']);
    const events = () => wiki.db.selectFrom('security_event').select('id').execute();
    const before = (await events()).length;
    await wiki.client().post('/login', { email: 'ingen@example.dk', password: WRONG });
    await wait(100);
    expect(await events()).toHaveLength(before);
  });

  test('tells of passwords, addresses and sessions', async () => {
    await browser.post('/account/password', { present: PASSWORD, password: NEW });
    await browser.post('/forgot', { email });
    const reset = new URL(await takeLink(wiki, email), 'http://wiki').searchParams.get('token')!;
    await browser.post('/reset', { token: reset, password: PASSWORD });
    const changed = `skiftet${people}@example.dk`;
    await browser.post('/account/address', { email: changed, password: PASSWORD });
    const token = new URL(await takeLink(wiki, changed), 'http://wiki').searchParams.get('token')!;
    await browser.post('/confirm', { token });
    email = changed;
    await signIn(wiki.client(), PASSWORD);
    const { text } = await browser.get('/account/browsers');
    await browser.post('/account/browsers', { key: /name="key" value="(\w+)"/.exec(text)![1]! });
    await browser.post('/account/browsers', { action: 'all' });
    expect(await codes()).toEqual([
      ...['new-browser', 'password-changed', 'signed-in', 'password-reset', 'signed-in', 'address-changed'],
      ...['new-browser', 'browser-ended', 'all-ended'],
    ]);
  });

  test('ends nothing, and tells nothing, by another’s key', async () => {
    const other = await wiki.joined({ ...bo, email: `fremmed${people}@example.dk`, name: 'Bo Fremmed' });
    const { key } = await wiki.db
      .selectFrom('session')
      .select('key')
      .where('person_id', '=', id)
      .executeTakeFirstOrThrow();
    await other.post('/account/browsers', { key });
    expect((await browser.get('/account')).status).toBe(200);
    expect(await codes()).toEqual(['new-browser']);
  });

  test('is forgotten after thirteen months, to the day, by the chores', async () => {
    const [old, older] = ['2025-11-02T12:00:00.000Z', '2025-10-31T12:00:00.000Z'];
    for (const at of [old, older]) await noteEvent(wiki.db, id, { code: 'password-changed', at });
    await doChores(wiki);
    // A clock that was set just now isn't believed yet.
    later(3 * 24 * 60);
    await doChores(wiki);
    expect((await eventsOf(wiki.db, id, 99)).map(({ at }) => at)).toContain(old);
    expect((await eventsOf(wiki.db, id, 99)).map(({ at }) => at)).not.toContain(older);
  });
});

describe('one’s data', () => {
  test('is all that the wiki has, as a page and as a file, and no secret', async () => {
    await browser.post('/new', {
      kind: 'method',
      title: `Om ${email}`,
      lead: 'Et.',
      body: 'x',
      summary: 'Ny',
      action: 'save',
    });
    await browser.post('/forgot', { email });
    const page = await browser.get('/account/data');
    expect(page.status).toBe(200);
    for (const held of [email, ana.workplace, '1 version', 'Vælg en ny adgangskode', 'Luk din konto'])
      expect(page.text).toContain(held);
    const { headers, text } = await browser.get('/account/data.json');
    expect(headers.get('content-disposition')).toBe('attachment; filename=data.json');
    const data = JSON.parse(text) as PersonalData;
    expect(data).toEqual(JSON.parse(JSON.stringify(await personalDataOf(wiki.db, id, now))));
    expect(data).toMatchObject({
      account: { person: id, email, role: 'contributor' },
      bylines: [{ title: ana.title, workplace: ana.workplace, verification: 'email' }],
      revisions: [{ number: 1, action: 'create', summary: 'Ny' }],
      links: [{ purpose: 'reset' }],
      mails: [{ to: email, message: 'reset' }],
      events: [{ code: 'new-browser' }],
    });
    const { password_hash } = await wiki.db
      .selectFrom('credential')
      .select('password_hash')
      .where('person_id', '=', id)
      .executeTakeFirstOrThrow();
    const { key } = await wiki.db
      .selectFrom('session')
      .select('key')
      .where('person_id', '=', id)
      .executeTakeFirstOrThrow();
    for (const secret of [password_hash, key])
      for (const told of [page.text, text]) expect(told).not.toContain(secret);
    await takeLetters(wiki);
  });

  test('holds nothing of anybody else’s', async () => {
    const text = JSON.stringify(await personalDataOf(wiki.db, id, now));
    expect(text).toContain(email);
    expect(text).not.toContain(mo.email);
    expect((await wiki.client().get('/account/data.json')).location).toMatch(/^\/login\?next=/);
  });

  test('lists a draft that waits, and what it holds', async () => {
    const draft = Buffer.from(JSON.stringify({ kind: 'method', title: 'Fremtiden' })).toString('base64url');
    const client = wiki.client();
    await client.post('/login', { email, password: PASSWORD, next: '/new', draft });
    const { drafts } = JSON.parse((await client.get('/account/data.json')).text) as PersonalData;
    expect(drafts).toEqual([{ path: '/new', fields: { kind: 'method', title: 'Fremtiden' } }]);
  });
});

describe('leaving', () => {
  const held = async () => {
    const tables = ['credential', 'session', 'token', 'security_event'] as const;
    const rows = await Promise.all(
      tables.map((table) =>
        wiki.db.selectFrom(table).select('person_id').where('person_id', '=', id).execute(),
      ),
    );
    return rows.flat().length;
  };

  test('closes the account, tells by a last mail, and leaves what was written', async () => {
    await browser.post('/new', {
      kind: 'method',
      title: `Af ${email}`,
      lead: 'Et.',
      body: 'x',
      action: 'save',
    });
    await browser.post('/forgot', { email });
    expect(await held()).toBe(4);
    const elsewhere = wiki.client();
    await signIn(elsewhere, PASSWORD);
    expect((await browser.get('/account/leave')).text).toContain('Kontoen kan ikke åbnes igen.');
    const { status, location } = await browser.post('/account/leave', { password: PASSWORD });
    expect([status, location, browser.cookies.size]).toEqual([303, `/people/${id}`, 0]);
    expect(await held()).toBe(0);
    const letters = (await takeLetters(wiki)).filter(({ to }) => to === email);
    expect(letters.map(({ to, subject }) => [to, subject])).toEqual([
      [email, 'Din konto hos Innovationswiki er lukket'],
    ]);
    expect((await elsewhere.get('/account')).location).toMatch(/^\/login/);
    expect((await signIn(wiki.client(), PASSWORD)).status).toBe(422);
    const page = (await wiki.client().get(`/people/${id}`)).text;
    expect(page).toContain('Kontoen er lukket.');
    expect(page).toContain(`Af ${email}`);
    expect((await wiki.client().get(`/log?person=${id}`)).text).toContain('lukkede sin konto');
    expect((await verify(wiki.db, () => undefined, {})).findings).toEqual([]);
  });

  test('takes the right password, and says so in either language', async () => {
    const { status, text } = await browser.post('/account/leave', { password: WRONG });
    expect([status, text]).toEqual([422, expect.stringContaining('Adgangskoden passer ikke.')]);
    const english = await browser.post('/en/account/leave', { password: '' });
    expect([english.status, english.text]).toEqual([422, expect.stringContaining('There is one thing')]);
    expect(await held()).toBeGreaterThan(1);
    expect((await browser.get(`/people/${id}`)).text).not.toContain('Kontoen er lukket.');
  });

  test('isn’t for the last administrator, nor for two at once', async () => {
    const mos = (await authorOf(wiki.db, (await personByEmail(wiki.db, mo.email))!, now))!;
    const moBrowser = wiki.client();
    await moBrowser.post('/login', { email: mo.email, password: mo.password });
    const { status, text } = await moBrowser.post('/account/leave', { password: PASSWORD });
    expect([status, text]).toEqual([
      422,
      expect.stringContaining('Wikien skal have mindst én administrator.'),
    ]);
    await wiki.db.transaction().execute((tx) => appoint(tx, mos, id, 'administrator'));
    const anas = (await authorOf(wiki.db, id, now))!;
    const outcomes = await Promise.allSettled([mos, anas].map((one) => leave(wiki.db, one, PASSWORD, 'da')));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { reason } = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect((reason as WikiError).problems).toEqual([{ field: 'role', code: 'last-administrator' }]);
  });
});

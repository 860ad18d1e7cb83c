/** Signing in at one's workplace: the whole journey to a real login and back, and what is done by whoever would misuse it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { makeApp } from '../../../server/app.ts';
import { makeLog } from '../../../server/log.ts';
import { authorOf } from '../../../server/wiki/history/author.ts';
import { eraseByline } from '../../support/erasing.ts';
import { appoint } from '../../../server/wiki/people/roles.ts';
import { createAdministrator } from '../../../server/wiki/setup/setup.ts';
import {
  makeClient,
  serveWiki,
  type Answer,
  type Client,
  type Form,
  type ServedWiki,
} from '../../support/client.ts';
import { takeLink } from '../../support/mail.ts';
import { ana, bo, PASSWORD } from '../../support/people.ts';
import { serveLogin, settingsOf, type WorkplaceLogin } from '../../support/provider.ts';

const ORIGIN = 'http://wiki.test';
let wiki: ServedWiki;
let login: WorkplaceLogin;
let later = 0;

beforeAll(async () => {
  login = await serveLogin(ORIGIN, ['aarhus', 'other']);
  const settings = {
    BASE_URL: ORIGIN,
    OIDC_PROVIDERS: 'aarhus,other',
    ...settingsOf(login, 'aarhus', { TENANTS: 'nordby,vesterby', END_SESSION: 'true' }),
    ...settingsOf(login, 'other', {
      LABEL: 'Vesterå Kommune',
      WORKPLACE: 'Vesterå Kommune',
      WHOLE_NAMES: 'true',
    }),
  };
  wiki = await serveWiki(settings, () => new Date(Date.now() + later).toISOString());
  await createAdministrator(wiki.db, { ...ana, email: 'rikke@example.dk' }, wiki.now());
});
afterAll(async () => {
  await wiki.close();
  await login.close();
});
beforeEach(() => {
  login.lie = undefined;
});

let people = 0;
const someone = (more: Record<string, unknown> = {}) => ({
  ...{ sub: `person-${++people}`, name: 'Kim Åberg', title: 'jordemoder', workplace: 'Nordby Kommune' },
  ...{ email: `kim${people}@nordby.example`, email_verified: true, tid: 'nordby', ...more },
});

/** Presses the button of a login, and returns where that leads. */
async function setOut(browser: Client, form: Form = {}, name = 'aarhus', lang = ''): Promise<URL> {
  const answer = await browser.post(`${lang}/login/${name}`, form);
  expect([answer.status, answer.headers.get('refresh')]).toEqual([200, expect.stringMatching(/^0;url=http/)]);
  return new URL(answer.headers.get('refresh')!.slice('0;url='.length));
}

/** Returns the path and the query that a login sends a browser back to. */
async function through(address: URL): Promise<string> {
  const { pathname, search } = new URL(await login.passes(address.href));
  return pathname + search;
}

/** Signs in whoever is next, and returns what the wiki answers them with as they come back. */
async function comeBy(browser: Client, form: Form = {}, name = 'aarhus'): Promise<Answer> {
  return browser.get(await through(await setOut(browser, form, name)));
}

/** Comes for the first time, and begins an account. */
async function arrive(
  browser: Client,
  form: Form = { title: 'jordemoder' },
  name = 'aarhus',
): Promise<Answer> {
  expect((await comeBy(browser, {}, name)).location).toBe('/welcome');
  return browser.post('/welcome', form);
}

const session = (browser: Client) => browser.cookies.get('wiki-session');
const isSignedIn = async (browser: Client) => (await browser.get('/account')).status === 200;
const present = async () =>
  wiki.db
    .selectFrom('person')
    .innerJoin('byline', 'byline.id', 'person.byline_id')
    .innerJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .leftJoin('credential', 'credential.person_id', 'person.id')
    .select(['person.id', 'verification', 'words', 'email', 'password_hash', 'accepted_at'])
    .orderBy('person.id', 'desc')
    .executeTakeFirstOrThrow();
const bylines = async () => (await wiki.db.selectFrom('byline').select('id').execute()).length;

describe('the ways in', () => {
  test('offer each login first, by its name, and give a reader no cookie', async () => {
    for (const path of ['/login?next=%2Fnew', '/register?next=%2Fnew']) {
      const { text, headers } = await wiki.client().get(path);
      expect(text).toContain('Log ind med Nordby Kommune');
      expect(text.indexOf('Log ind med Vesterå Kommune')).toBeLessThan(text.indexOf('name="password"'));
      expect(text).toMatch(/action="\/login\/aarhus"[^]*?name="next" value="\/new"/);
      expect([path, headers.get('set-cookie')]).toEqual([path, null]);
    }
    const stopped = await wiki.client().post('/new', { kind: 'method', title: 'Idéstorm', action: 'save' });
    expect(stopped.text).toMatch(/action="\/login\/aarhus"[^]*?name="draft" value="[\w-]+"[^]*?<button/);
    expect((await wiki.client().post('/login/nowhere')).status).toBe(404);
  });

  test('ask for a code with PKCE, state and nonce, for nothing private, in a cookie for ten minutes', async () => {
    const browser = wiki.client();
    const answer = await browser.post('/login/aarhus');
    const { searchParams } = new URL(answer.headers.get('refresh')!.slice(6));
    const { code_challenge: challenge, state, nonce, ...rest } = Object.fromEntries(searchParams);
    expect([challenge!.length, state!.length, nonce!.length]).toEqual([43, 43, 43]);
    expect(rest).toEqual({
      ...{ client_id: 'wiki', response_type: 'code', code_challenge_method: 'S256' },
      ...{ scope: 'openid profile email', redirect_uri: `${ORIGIN}/login/aarhus/callback` },
    });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^wiki-journey=[\w-]{32}; Max-Age=600; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
    const [row] = await wiki.db.selectFrom('journey').selectAll().orderBy('expires_at', 'desc').execute();
    expect(JSON.stringify(row)).not.toContain(browser.cookies.get('wiki-journey'));
  });

  test('behind TLS hold the journey in a cookie of this host alone', async () => {
    const settings = { BASE_URL: 'https://wiki.example.dk', OIDC_PROVIDERS: 'aarhus', ...settingsOf(login) };
    const behind = await serveWiki(settings);
    const answer = await behind.client().post('/login/aarhus');
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-wiki-journey=.*; HttpOnly; Secure; SameSite=Lax$/,
    );
    await behind.close();
  });

  test('say that a login doesn’t answer, keep what was being written, and ask again the next time', async () => {
    const gone = await serveLogin(ORIGIN);
    const away = await serveWiki({ BASE_URL: ORIGIN, OIDC_PROVIDERS: 'aarhus', ...settingsOf(gone) });
    await gone.close();
    const draft = Buffer.from('{"title":"Prøve"}').toString('base64url');
    const answer = await away.client().post('/login/aarhus', { next: '/new', draft });
    expect([answer.status, answer.text]).toEqual([503, expect.stringContaining('svarer ikke lige nu')]);
    expect(answer.text).toContain(`name="draft" value="${draft}"`);
    expect((await away.client().get('/login')).status).toBe(200);
    await away.close();
  });
});

describe('someone who comes by a login', () => {
  test('for the first time is told what writing means, and begins an account that it vouches for', async () => {
    login.next = someone({ title: undefined });
    const stopped = await wiki.client().post('/en/new', {
      ...{ kind: 'method', title: 'Fremtidsværksted', lead: 'Drømme, så planer.', action: 'save' },
    });
    const draft = /name="draft" value="([^"]*)"/.exec(stopped.text)![1]!;
    const browser = wiki.client();
    const address = await setOut(browser, { next: '/en/new', draft }, 'aarhus', '/en');
    const before = browser.cookies.get('wiki-journey');
    const back = await browser.get(await through(address));
    expect([back.status, back.location, session(browser)]).toEqual([303, '/en/welcome', undefined]);
    expect(browser.cookies.get('wiki-journey')).not.toBe(before);
    const page = (await browser.get('/welcome')).text;
    expect(page).toContain('<dd>Kim Åberg</dd>');
    expect(page).toContain('<dd>Nordby Kommune</dd>');
    expect(page).toContain('vises ved alt, hvad du skriver');
    expect(page).not.toContain('name="name"');
    // Neither the name nor the workplace is theirs to say.
    const typed = {
      title: 'jordemoder',
      name: 'Mette Bek',
      workplace: 'Folketinget',
      verification: 'imported',
    };
    const begun = await browser.post('/welcome', typed);
    expect([begun.status, begun.location]).toEqual([303, '/en/new']);
    expect(browser.cookies.has('wiki-journey')).toBe(false);
    expect((await browser.get('/en/new')).text).toContain('value="Fremtidsværksted"');
    const person = await present();
    expect(person).toMatchObject({
      verification: 'federated',
      email: login.next['email'],
      password_hash: '',
    });
    expect(JSON.parse(person.words)).toEqual({
      ...{ name: 'Kim Åberg', title: 'jordemoder', workplace: 'Nordby Kommune' },
    });
    expect(person.accepted_at).toMatch(/^\d{4}-/);
    expect(await wiki.db.selectFrom('journey').select('key').where('state', '=', '').execute()).toEqual([]);
  });

  test('again is known, whatever their e-mail is now, under a new session', async () => {
    login.next = someone();
    await arrive(wiki.client());
    const { id } = await present();
    login.next = { ...login.next, email: 'ny@nordby.example' };
    const browser = wiki.client();
    expect((await comeBy(browser, { next: '/people' })).location).toBe('/people');
    const first = session(browser);
    expect((await browser.get('/account')).text).toContain('Kim Åberg');
    await comeBy(browser);
    expect([await isSignedIn(browser), session(browser) === first]).toEqual([true, false]);
    expect((await present()).id).toBe(id);
    browser.cookies.set('wiki-session', first!);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test('goes by what it tells otherwise from then on, as far as that is a name', async () => {
    login.next = someone();
    const browser = wiki.client();
    await arrive(browser, { title: 'jordemor' });
    const count = await bylines();
    const words = async () => JSON.parse((await present()).words) as object;
    await comeBy(browser);
    expect([await bylines(), await words()]).toEqual([count, expect.objectContaining({ title: 'jordemor' })]);
    login.next = { ...login.next, name: 'Kim Åberg Lund', title: 'chefjordemoder' };
    await comeBy(browser);
    const changed = { name: 'Kim Åberg Lund', title: 'chefjordemoder', workplace: 'Nordby Kommune' };
    expect(await words()).toEqual(changed);
    login.next = { ...login.next, name: 'Administrator', workplace: 'bekræftet' };
    await comeBy(browser);
    expect([await isSignedIn(browser), await words()]).toEqual([true, changed]);
    const account = await browser.post('/account', {
      name: 'Mette Bek',
      title: 'vikar',
      workplace: 'Folketinget',
    });
    expect(account.status).toBe(303);
    expect(await words()).toEqual({ ...changed, title: 'vikar' });
  });

  test('under a name that won’t do writes the same name out, and no other', async () => {
    login.next = someone({ name: 'Berg, Jo (IT)' });
    const browser = wiki.client();
    await comeBy(browser);
    expect((await browser.get('/welcome')).text).toContain('kalder dig »Berg, Jo (IT)«');
    const refused = async (name: string) => {
      const { status, text } = await browser.post('/welcome', { name });
      return [
        status,
        /class="form-error-message"[^>]*>([^<]*)/.exec(text)?.[1] ?? text.match(/Navnet[^<]*/)?.[0],
      ];
    };
    expect((await browser.post('/welcome', { name: 'Jo' })).status).toBe(422);
    expect((await browser.post('/welcome', {})).status).toBe(422);
    expect((await refused('Mette Bek'))[0]).toBe(422);
    expect((await browser.post('/welcome', { name: 'Mette Bek' })).text).toContain(
      'Navnet skal være det samme',
    );
    expect((await browser.post('/welcome', { name: 'Jo Berg' })).status).toBe(303);
    expect(JSON.parse((await present()).words)).toMatchObject({ name: 'Jo Berg' });
  });

  test('with one name writes it out, unless the login vouches that it’s the whole', async () => {
    login.next = someone({ name: 'Suharto', workplace: undefined });
    const browser = wiki.client();
    await comeBy(browser);
    expect((await browser.get('/welcome')).text).toContain('name="name"');
    const vouched = wiki.client();
    await arrive(vouched, {}, 'other');
    expect(JSON.parse((await present()).words)).toEqual({
      name: 'Suharto',
      title: '',
      workplace: 'Vesterå Kommune',
    });
    expect((await vouched.get('/account')).text).toContain('<dd>Vesterå Kommune</dd>');
  });

  test('without a name is told why that won’t do', async () => {
    login.next = someone({ name: undefined });
    const browser = wiki.client();
    await comeBy(browser);
    const page = await browser.get('/welcome');
    expect([page.status, page.text]).toEqual([
      403,
      expect.stringContaining('fortæller ikke, hvad du hedder'),
    ]);
  });

  test('has no password: none signs in, none is changed, and an address is kept once it’s confirmed', async () => {
    login.next = someone({ email_verified: false });
    const browser = wiki.client();
    await arrive(browser);
    expect((await present()).email).toBeNull();
    expect((await browser.get('/account/password')).text).toContain('har ingen adgangskode her');
    expect((await browser.post('/account/password', { present: '', password: PASSWORD })).status).toBe(422);
    expect((await browser.post('/account/address', { action: 'confirm' })).status).toBe(422);
    expect((await browser.get('/account/address')).text).toContain('kender ikke din e-mail');
    await browser.post('/account/address', { email: 'kim@hjem.example' });
    const token = new URL(await takeLink(wiki, 'kim@hjem.example'), ORIGIN).searchParams.get('token')!;
    expect((await browser.post('/confirm', { token })).location).toBe('/account/address');
    expect(await present()).toMatchObject({ email: 'kim@hjem.example', verification: 'federated' });
    for (const password of ['', ' ', PASSWORD])
      expect((await wiki.client().post('/login', { email: 'kim@hjem.example', password })).status).toBe(422);
  });

  test('signs out there too, and comes back to the front page', async () => {
    login.next = someone();
    const browser = wiki.client();
    await arrive(browser);
    const out = await browser.post('/logout');
    const address = new URL(out.headers.get('refresh')!.slice(6));
    expect(address.pathname).toBe('/session/end');
    expect(address.searchParams.get('post_logout_redirect_uri')).toBe(`${ORIGIN}/`);
    const [, payload] = address.searchParams.get('id_token_hint')!.split('.');
    expect(JSON.parse(Buffer.from(payload!, 'base64url').toString())).toMatchObject({ sub: login.next.sub });
    expect([out.text.includes('logget ud af wikien'), browser.cookies.size]).toEqual([true, 0]);
  });
});

describe('an account that is there already', () => {
  test('isn’t tied by its e-mail, but by whoever signs in to it', async () => {
    await wiki.joined({ ...bo, email: 'bo@nordby.example' });
    const bos = await present();
    login.next = someone({ name: bo.name, email: 'Bo@nordby.example' });
    const browser = wiki.client();
    await comeBy(browser, { next: '/people' });
    expect((await browser.get('/welcome')).text).toContain('Der er allerede en konto med din e-mail');
    const wrong = await browser.post('/welcome', {
      action: 'tie',
      email: 'bo@nordby.example',
      password: 'forkert',
    });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('passer ikke sammen')]);
    const tied = await browser.post('/welcome', {
      action: 'tie',
      email: 'bo@nordby.example',
      password: PASSWORD,
    });
    expect(tied.location).toBe('/people');
    expect(await present()).toMatchObject({ id: bos.id, verification: 'federated' });
    expect(JSON.parse((await present()).words)).toMatchObject({ workplace: 'Nordby Kommune' });
    expect((await comeBy(wiki.client(), { next: '/new' })).location).toBe('/new');
    expect((await present()).id).toBe(bos.id);
  });

  test('is tied from its own page, to a login of the same name', async () => {
    const browser = await wiki.joined({ ...bo, name: 'Pia Holm', email: 'pia@example.dk' });
    expect((await browser.get('/account')).text).toContain('Knyt Nordby Kommune til kontoen');
    login.next = someone({ name: 'Pia Holm' });
    expect((await comeBy(browser, { action: 'tie' })).location).toBe('/account');
    const page = (await browser.get('/account')).text;
    expect(page).toContain('Du kan logge ind med Nordby Kommune.');
    expect(page).not.toContain('name="name"');
    const { id } = await present();
    // Another's login is refused, and stays that person's.
    const other = await wiki.joined({ ...bo, name: 'Per Bro', email: 'per@example.dk' });
    const taken = await comeBy(other, { action: 'tie' });
    expect([taken.status, taken.text]).toEqual([403, expect.stringContaining('hører til en anden konto')]);
    expect(
      await wiki.db
        .selectFrom('identity')
        .select('person_id')
        .where('subject', '=', login.next.sub)
        .execute(),
    ).toEqual([{ person_id: id }]);
  });

  test('is vouched for under no name but the login’s', async () => {
    const browser = await wiki.joined({ ...bo, name: 'Mette Storm', email: 'storm@example.dk' });
    login.next = someone({ name: 'Hansen, Ole (IT)' });
    await comeBy(browser, { action: 'tie' });
    expect(await present()).toMatchObject({ verification: 'email' });
    expect((await browser.get('/account')).text).toContain('Du kan logge ind med Nordby Kommune.');
  });

  test('is nobody’s to tie but theirs who set out', async () => {
    const browser = await wiki.joined({ ...bo, name: 'Ib Dam', email: 'ib@example.dk' });
    login.next = someone({ name: 'Ib Dam' });
    const back = await through(await setOut(browser, { action: 'tie' }));
    await browser.post('/logout');
    await browser.post('/login', { email: 'pia@example.dk', password: PASSWORD });
    expect((await browser.get(back)).status).toBe(403);
    expect((await wiki.client().post('/login/aarhus', { action: 'tie' })).status).toBe(403);
    expect(
      await wiki.db.selectFrom('identity').select('subject').where('subject', '=', login.next.sub).execute(),
    ).toEqual([]);
  });
});

describe('is refused:', () => {
  const unknown = async (browser: Client, back: string) => {
    const { status, text } = await browser.get(back);
    expect([status, text]).toEqual([403, expect.stringContaining('Du begyndte i en anden browser')]);
    expect(session(browser)).toBeUndefined();
  };
  const failed = (answer: Answer, browser: Client) => {
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('kunne ikke bekræftes')]);
    expect([session(browser), browser.cookies.has('wiki-journey')]).toEqual([undefined, false]);
  };

  test('an answer in another browser, or one that comes twice, or late', async () => {
    login.next = someone();
    const browser = wiki.client();
    const back = await through(await setOut(browser));
    await unknown(wiki.client(), back);
    const other = wiki.client();
    await setOut(other);
    await unknown(other, back);
    expect((await browser.get(back)).location).toBe('/welcome');
    await unknown(browser, back);
    const slow = wiki.client();
    const late = await through(await setOut(slow));
    later += 10 * 60 * 1000 + 1000;
    await unknown(slow, late);
  });

  test('an answer with the state of another journey, or with none, which ends none', async () => {
    login.next = someone();
    const browser = wiki.client();
    const first = await through(await setOut(browser));
    const second = await through(await setOut(browser));
    await unknown(browser, first);
    const without = new URL(second, ORIGIN);
    without.searchParams.delete('state');
    await unknown(browser, without.pathname + without.search);
    without.searchParams.set('state', '');
    await unknown(browser, without.pathname + without.search);
    expect((await browser.get(second)).location).toBe('/welcome');
  });

  test('the code of another’s journey with the state of one’s own', async () => {
    login.next = someone();
    const [victim, attacker] = [wiki.client(), wiki.client()];
    const stolen = new URL(await through(await setOut(victim)), ORIGIN).searchParams.get('code')!;
    const own = new URL(await through(await setOut(attacker)), ORIGIN);
    own.searchParams.set('code', stolen);
    failed(await attacker.get(own.pathname + own.search), attacker);
  });

  test('the answer of one login at the address of another', async () => {
    login.next = someone();
    const browser = wiki.client();
    const back = await through(await setOut(browser));
    failed(await browser.get(back.replace('/login/aarhus/', '/login/other/')), browser);
  });

  test.each([
    ['another nonce', { nonce: 'another' }],
    ['no nonce', { nonce: undefined }],
    ['another issuer', { iss: 'https://evil.example' }],
    ['another audience', { aud: 'another' }],
    ['several audiences, for another', { aud: ['wiki', 'another'], azp: 'another' }],
    ['a time long past', { exp: 1 }],
    ['no subject', { sub: '' }],
  ])('an answer with %s', async (_what, claims) => {
    login.next = someone();
    login.lie = (told) => ({ ...told, ...claims });
    const browser = wiki.client();
    failed(await comeBy(browser), browser);
  });

  test('an answer from another issuer than it says, or one that was cut', async () => {
    login.next = someone();
    for (const change of [
      (url: URL) => url.searchParams.set('iss', 'https://evil.example'),
      (url: URL) => url.searchParams.delete('iss'),
      (url: URL) => url.searchParams.delete('code'),
    ]) {
      const browser = wiki.client();
      const back = new URL(await through(await setOut(browser)), ORIGIN);
      change(back);
      failed(await browser.get(back.pathname + back.search), browser);
    }
  });

  test('a no, after which what was being written is still there', async () => {
    const browser = wiki.client();
    const address = await setOut(browser, { next: '/new' });
    const no = new URLSearchParams({
      ...{ error: 'access_denied', state: address.searchParams.get('state')!, iss: login.issuer },
    });
    const answer = await browser.get(`/login/aarhus/callback?${no.toString()}`);
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('Du fortrød')]);
    expect(answer.text).toContain('name="next" value="/new"');
  });

  test('a tenant that isn’t among those, and another than before', async () => {
    login.next = someone({ tid: 'fremmed' });
    const stranger = await comeBy(wiki.client());
    expect([stranger.status, stranger.text]).toEqual([
      403,
      expect.stringContaining('ikke med i dette login'),
    ]);
    login.next = someone();
    await arrive(wiki.client());
    login.next = { ...login.next, tid: 'vesterby' };
    const browser = wiki.client();
    const moved = await comeBy(browser);
    expect([moved.status, moved.text]).toEqual([
      403,
      expect.stringContaining('hører til en anden organisation'),
    ]);
    expect(session(browser)).toBeUndefined();
  });

  test('an administrator’s e-mail as a way to their account', async () => {
    login.next = someone({ email: 'rikke@example.dk', email_verified: false });
    const browser = wiki.client();
    await comeBy(browser);
    const page = (await browser.get('/welcome')).text;
    expect(page).toContain('Har du en konto?');
    expect(page).not.toContain('Der er allerede en konto');
    await browser.post('/welcome', { title: '' });
    expect(await present()).toMatchObject({ verification: 'federated', email: null });
    expect((await browser.post('/domains', { domain: 'x.dk', workplace: 'X' })).status).toBe(403);
    login.next = someone({ email: 'rikke@example.dk', email_verified: true });
    const verified = wiki.client();
    await arrive(verified, { title: '', email: 'rikke@example.dk' });
    expect(await present()).toMatchObject({ verification: 'federated', email: null });
    expect((await verified.post('/domains', { domain: 'x.dk', workplace: 'X' })).status).toBe(403);
  });

  test('a way on to another site', async () => {
    login.next = someone();
    await arrive(wiki.client());
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])
      expect([next, (await comeBy(wiki.client(), { next })).headers.get('location')]).toEqual([next, '/']);
  });

  test('another site that would begin a journey, or a link to one', async () => {
    const answer = await wiki.client().post('/login/aarhus', {}, { origin: 'https://evil.example' });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
    expect((await wiki.client().get('/login/aarhus')).status).toBe(404);
  });

  test('a session that was laid in the browser beforehand', async () => {
    login.next = someone();
    await arrive(wiki.client());
    const attacker = await wiki.joined({ ...bo, name: 'Ole Ræv', email: 'ole@example.dk' });
    const laid = session(attacker)!;
    const victim = wiki.client();
    victim.cookies.set('wiki-session', laid);
    await comeBy(victim);
    expect(session(victim)).not.toBe(laid);
    victim.cookies.set('wiki-session', laid);
    expect(await isSignedIn(victim)).toBe(false);
  });

  test('an account twice from one arrival', async () => {
    login.next = someone();
    const browser = wiki.client();
    await comeBy(browser);
    const secret = browser.cookies.get('wiki-journey')!;
    expect((await browser.post('/welcome', {})).status).toBe(303);
    const other = wiki.client();
    other.cookies.set('wiki-journey', secret);
    expect((await other.post('/welcome', {})).status).toBe(403);
    expect((await wiki.client().post('/welcome', {})).status).toBe(403);
  });

  test('whoever’s name was erased: the login knows them no more, and their sessions are over', async () => {
    login.next = someone({ name: 'Eva Glemt' });
    const browser = wiki.client();
    await arrive(browser);
    const eva = await present();
    const byline = (await authorOf(wiki.db, eva.id, wiki.now()))!.bylineId;
    const administrator = (await authorOf(wiki.db, 1, wiki.now()))!;
    await eraseByline(wiki.db, administrator, byline, 'Hun har bedt om det');
    expect(await isSignedIn(browser)).toBe(false);
    expect(await authorOf(wiki.db, eva.id, wiki.now())).toBeUndefined();
    expect((await comeBy(browser)).location).toBe('/welcome');
    const dump = JSON.stringify(await wiki.db.selectFrom('identity').selectAll().execute());
    expect(dump).toContain('Kim Åberg');
    expect(dump).not.toContain('Eva Glemt');
  });
});

test('an administrator may come by a login alone', async () => {
  login.next = someone({ name: 'Lis Vand' });
  const browser = wiki.client();
  await arrive(browser);
  const { id } = await present();
  const administrator = (await authorOf(wiki.db, 1, wiki.now()))!;
  await wiki.db.transaction().execute((tx) => appoint(tx, administrator, id, 'administrator'));
  expect((await browser.post('/domains', { domain: 'vand.dk', workplace: 'Vand' })).location).toBe(
    '/domains',
  );
});

describe('what the wiki never takes', () => {
  const MARK = '0101701234';
  const sealed = {
    cpr: MARK,
    birthdate: MARK,
    gender: MARK,
    address: { formatted: MARK },
    phone_number: MARK,
  };
  const encodings = [
    MARK,
    ...[0, 1, 2].map((shift) =>
      Buffer.from(`${'x'.repeat(shift)}${MARK}`)
        .toString('base64url')
        .slice(4, -4),
    ),
  ];

  test.each(['in the ID token', 'in what is asked for besides'])(
    'reaches neither the database nor the log, %s',
    async (where) => {
      const lines: string[] = [];
      const log = makeLog('trace', { write: (line: string) => void lines.push(line) });
      const browser = makeClient(await makeApp({ ...wiki, log }), ORIGIN);
      login.next = someone({ ...sealed, name: `Ida Sø ${where.includes('token') ? 'Ek' : 'Ask'}` });
      const saw: Record<string, unknown>[] = [];
      login.lie = (claims) => {
        const told =
          where === 'in the ID token' ? { ...claims, ...sealed } : only(claims, 'name', 'workplace');
        saw.push(told);
        return told;
      };
      await comeBy(browser);
      const during = await everythingStored();
      await browser.post('/welcome', { title: 'maler' });
      const after = await everythingStored();
      expect(JSON.stringify(saw).includes(MARK)).toBe(where === 'in the ID token');
      expect(after).toContain('Ida Sø');
      for (const stored of [during, after, lines.join('\n')])
        for (const text of encodings) expect(stored).not.toContain(text);
      expect(lines.join('\n')).toContain('"path":"/login/aarhus/callback"');
      // No token is kept that says more than the wiki takes.
      const out = new URL((await browser.post('/logout')).headers.get('refresh')!.slice(6));
      expect(out.searchParams.has('id_token_hint')).toBe(where !== 'in the ID token');
    },
  );

  /** The claims of the protocol, and some others. */
  const only = (claims: Record<string, unknown>, ...names: string[]) =>
    Object.fromEntries(
      Object.entries(claims).filter(([name]) =>
        ['iss', 'sub', 'aud', 'exp', 'iat', 'nonce', 'at_hash', 'sid', 'tid', ...names].includes(name),
      ),
    );

  async function everythingStored(): Promise<string> {
    const tables = await wiki.db.introspection.getTables();
    const rows = await Promise.all(
      tables.map(({ name }) =>
        sql`select * from ${sql.table(name)}`.execute(wiki.db).then(({ rows }) => rows),
      ),
    );
    return JSON.stringify(rows, (_key, value: unknown) =>
      Buffer.isBuffer(value) ? value.toString('latin1') : value,
    );
  }
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeApp } from '../../../server/app.ts';
import { newestChanges } from '../../../server/wiki/history/changes.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { register } from '../../support/mail.ts';
import { ana } from '../../support/people.ts';
import { routesOf } from '../../support/routes.ts';

let wiki: ServedWiki;
let anas: Client;
const form = {
  kind: 'method',
  title: 'Idéstorm',
  lead: 'Mange idéer på kort tid.',
  body: 'Sæt jer i en rundkreds.',
  action: 'save',
};

beforeAll(async () => {
  wiki = await serveWiki();
  anas = await wiki.joined(ana);
  await anas.post('/new', form);
});
afterAll(() => wiki.close());

/** Every route that the app really has. */
const routes = async () => routesOf(await makeApp(wiki));

const openToStrangers = [
  ...['/login', '/register', '/confirm', '/confirm/again', '/forgot', '/reset', '/setup', '/logout'],
  ...['/login/:provider', '/welcome'],
  // A reader who tells the moderators something is no author.
  '/wiki/:slug/report',
  '/moderators',
  // Whose mail it stops is said by a key in the address, which nobody guesses.
  '/stop-mail',
];
const filledIn = (path: string) => path.replace(':slug', 'idéstorm').replace(/:\w+/g, '1');

describe('a stranger', () => {
  test('gets 401 on every unsafe route but those where one becomes someone, or tells the moderators something', async () => {
    const unsafe = (await routes()).filter(({ method }) => method !== 'GET');
    const closed = unsafe.filter(({ path }) => !openToStrangers.includes(path));
    expect(closed.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        '/new',
        '/wiki/:slug/edit',
        '/wiki/:slug/restore',
        '/wiki/:slug/move',
        '/account',
      ]),
    );
    for (const { method, path } of closed) {
      expect(method).toBe('POST');
      for (const prefix of ['', '/en']) {
        const answer = await wiki.client().post(prefix + filledIn(path), form);
        expect([path, answer.status, answer.headers.get('www-authenticate')]).toEqual([path, 401, 'Session']);
      }
    }
    expect(await newestChanges(wiki.db, 10)).toHaveLength(1);
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'PROPFIND'] as const)(
    'gets 401 on %s of any address',
    async (method) => {
      const headers = { origin: wiki.origin };
      expect((await wiki.client().send(method, '/wiki/id%C3%A9storm', headers)).status).toBe(401);
      expect((await wiki.client().send(method, '/anything', headers)).status).toBe(401);
    },
  );

  test('gets 401 however an open address is spelled round', async () => {
    for (const path of ['/login/../new', '/LOGIN', '/login/', '//login', '/en/en/login', '/register/x']) {
      const answer = await wiki.client().post(path, form);
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });

  test('who asks for a writing page is sent to sign in, and back', async () => {
    const answer = await wiki.client().get('/en/wiki/id%C3%A9storm/edit');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/en/login?next=%2Fen%2Fwiki%2Fid%25C3%25A9storm%2Fedit');
  });

  test('is given no cookie by reading', async () => {
    for (const path of [
      '/',
      '/wiki/id%C3%A9storm',
      '/wiki/id%C3%A9storm/history',
      '/login',
      '/register',
      '/forgot',
      '/sent',
      '/people',
      '/moderators',
      '/wiki/id%C3%A9storm/report',
      '/wiki/id%C3%A9storm/reported',
    ]) {
      const answer = await wiki.client().get(path);
      expect([path, answer.status, answer.headers.get('set-cookie')]).toEqual([path, 200, null]);
    }
  });

  test('reads the same bytes as every other, and is told when nothing changed', async () => {
    const first = await wiki.client().get('/wiki/id%C3%A9storm');
    const second = await wiki.client().get('/wiki/id%C3%A9storm');
    expect(second.text).toBe(first.text);
    const etag = first.headers.get('etag')!;
    const known = { 'if-none-match': etag, 'cache-control': 'max-age=0' };
    expect((await wiki.client().get('/wiki/id%C3%A9storm', known)).status).toBe(304);
  });

  test("who carries a made-up session is nobody's author", async () => {
    const client = wiki.client();
    client.cookies.set('wiki-session', 's%3Amade-up.signature');
    expect((await client.post('/new', form)).status).toBe(401);
  });
});

describe('another site', () => {
  const post = (headers: Record<string, string>) =>
    anas.post('/wiki/id%C3%A9storm/edit', { lead: 'x' }, headers);

  test.each([
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['same-site', { 'sec-fetch-site': 'same-site' }],
    ['cross-site with our origin', { 'sec-fetch-site': 'cross-site', origin: 'OURS' }],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['a null origin', { origin: 'null' }],
    ['nothing', {}],
  ])('is refused with 403: %s', async (_name, headers) => {
    const given = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value === 'OURS' ? wiki.origin : value]),
    );
    expect((await post(given)).status).toBe(403);
  });

  test("isn't our own form", async () => {
    expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(303);
    expect((await post({ origin: wiki.origin })).status).toBe(303);
  });

  test('is refused before it is told that nobody is signed in', async () => {
    const answer = await wiki.client().post('/new', form, { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
  });
});

describe.each([
  ['https://wiki.example.dk', 'wiki.example.dk'],
  ['https://intra.example.dk:8443/innovation', 'intra.example.dk:8443'],
])('where readers come to %s', (baseUrl, host) => {
  let served: ServedWiki;
  beforeAll(async () => {
    served = await serveWiki({ BASE_URL: baseUrl });
  });
  afterAll(() => served.close());

  /** What a form from an origin is answered with, asked of a host: 303 is what our own is. */
  const status = async (origin: string, asked: string) =>
    (await served.client().post('/logout', {}, { origin, host: asked })).status;

  test.each([
    [`https://${host}`, host],
    [`https://${host}`, '127.0.0.1:3000'],
    [`HTTPS://${host.toUpperCase()}`, '127.0.0.1:3000'],
    [`https://${host}`, host.toUpperCase()],
    ['https://other.example.dk', 'other.example.dk'],
    ['https://other.example.dk', 'other.example.dk:443'],
    ['https://other.example.dk:443', 'other.example.dk'],
    ['http://other.example.dk', 'Other.Example.dk:80'],
    ['https://other.example.dk.', 'other.example.dk'],
    ['https://other.example.dk', 'other.example.dk.:443'],
    ['http://[::1]:3000', '[0:0:0:0:0:0:0:1]:3000'],
  ])('a form from %s to %s is our own', async (origin, asked) => {
    expect(await status(origin, asked)).toBe(303);
  });

  test.each([
    ['null', host],
    ['', host],
    ['https://evil.example', host],
    [`https://${host}.evil.example`, host],
    [`https://evil.${host}`, host],
    [`https://${host.replace(/:.*/, '')}:444`, host],
    [`https://${host}@evil.example`, host],
    [`https://evil.example@${host}`, host],
    [`https://evil.example/${host}`, host],
    ['https://other.example.dk:8443', 'other.example.dk'],
    ['http://other.example.dk', 'other.example.dk:443'],
    ['file://', host],
    [host, host],
    ['https://evil.example', ''],
    ['https://evil.example', `${host}@evil.example`],
  ])("a form from %j to %j isn't", async (origin, asked) => {
    expect(await status(origin, asked)).toBe(403);
  });
});

describe('someone whose session ran out while they wrote', () => {
  const typed = {
    ...form,
    title: 'Fremtidsværksted',
    lead: 'Ny »tekst« & <tegn> i en linje.',
    summary: 'Hvorfor',
  };

  /** Reads the fields of the first form on a page that posts to a path. */
  const hidden = (html: string, action: string, name: string): string => {
    const at = html.indexOf(`action="${action}"`);
    expect(at).toBeGreaterThan(-1);
    const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(html.slice(at))![1]!;
    return value
      .replaceAll('&#34;', '"')
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  };

  test('signs in on the answer, without script or cookie, and has their text back in the form', async () => {
    const client = wiki.client();
    const stopped = await client.post('/new', typed);
    expect(stopped.status).toBe(401);
    expect(client.cookies.size).toBe(0);
    const carried = {
      next: hidden(stopped.text, '/login', 'next'),
      draft: hidden(stopped.text, '/login', 'draft'),
    };
    const wrong = await client.post('/login', { email: ana.email, password: 'ikke den rigtige', ...carried });
    expect(wrong.status).toBe(422);
    expect(hidden(wrong.text, '/login', 'draft')).toBe(carried.draft);
    const signedIn = await client.post('/login', { email: ana.email, password: ana.password, ...carried });
    expect([signedIn.status, signedIn.location]).toEqual([303, '/new']);
    const back = await client.get('/new');
    expect(back.text).toContain('value="Fremtidsværksted"');
    expect(back.text).toContain('Ny »tekst« &amp; &lt;tegn&gt; i en linje.');
    expect(back.text).toContain('value="Hvorfor"');
    expect((await client.get('/new')).text).toContain('value="Fremtidsværksted"');
    await client.post('/new', { ...typed, action: 'preview' });
    expect((await client.get('/new?kind=method')).text).not.toContain('Fremtidsværksted');
  });

  test('registers on the answer, and has their text back in the form', async () => {
    const client = wiki.client();
    const stopped = await client.post('/en/wiki/id%C3%A9storm/edit', { ...typed, base: '1' });
    const ida = {
      name: 'Ida Krogh',
      title: '',
      workplace: '',
      email: 'ida@example.dk',
      password: ana.password,
      next: hidden(stopped.text, '/en/register', 'next'),
      draft: hidden(stopped.text, '/en/register', 'draft'),
    };
    const answer = await register(wiki, client, ida, '/en/register');
    expect([answer.status, answer.location]).toEqual([303, '/en/wiki/idéstorm/edit']);
    const back = await client.get('/en/wiki/id%C3%A9storm/edit');
    expect(back.text).toContain('value="Fremtidsværksted"');
    expect(back.text).toContain('name="base" value="1"');
  });
});

describe('a text that waits while someone signs in', () => {
  const back = async (client: Client, stopped: { text: string }) => {
    const next = /name="next" value="([^"]*)"/.exec(stopped.text)![1]!;
    const draft = /name="draft" value="([^"]*)"/
      .exec(stopped.text)![1]!
      .replaceAll('&#34;', '"')
      .replaceAll('&quot;', '"');
    return client.post('/login', { email: ana.email, password: ana.password, next, draft });
  };

  test('is found again though the article moved meanwhile', async () => {
    await anas.post('/new', { ...form, title: 'Alfa' });
    const client = wiki.client();
    const stopped = await client.post('/wiki/alfa/edit', {
      lead: 'Min ventende tekst.',
      base: '1',
      action: 'save',
    });
    await anas.post('/wiki/alfa/move', { title: 'Beta', summary: 'Nyt navn' });
    const signedIn = await back(client, stopped);
    const moved = await client.get(signedIn.headers.get('location')!);
    expect([moved.status, moved.location]).toEqual([301, '/wiki/beta/edit']);
    expect((await client.get('/wiki/beta/edit')).text).toContain('Min ventende tekst.');
  });

  test("is found again in one's own account", async () => {
    const client = wiki.client();
    const stopped = await client.post('/account', { name: 'Ana Ny Østergård', title: 'chef', workplace: '' });
    await back(client, stopped);
    expect((await client.get('/account')).text).toContain('value="Ana Ny Østergård"');
  });
});

test('signing in leads nowhere but into this wiki', async () => {
  const evil = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/\n/evil.example',
  ];
  for (const next of evil) {
    const answer = await wiki.client().post('/login', { email: ana.email, password: ana.password, next });
    expect([next, answer.status, answer.location]).toEqual([next, 303, '/']);
  }
  const good = await wiki
    .client()
    .post('/login', { email: ana.email, password: ana.password, next: '/people' });
  expect(good.location).toBe('/people');
});

test('signing in begins a session under a new id, and signing out ends it', async () => {
  const client = wiki.client();
  await client.post('/login', { email: ana.email, password: ana.password });
  const first = client.cookies.get('wiki-session')!;
  await client.post('/login', { email: ana.email, password: ana.password });
  expect(client.cookies.get('wiki-session')).not.toBe(first);
  const second = client.cookies.get('wiki-session')!;
  await client.post('/logout');
  expect(client.cookies.has('wiki-session')).toBe(false);
  client.cookies.set('wiki-session', second);
  expect((await client.post('/new', form)).status).toBe(401);
});

test('the session cookie can be read by no script and is sent by no other site', async () => {
  const answer = await wiki.client().post('/login', { email: ana.email, password: ana.password });
  const cookie = answer.headers.get('set-cookie')!;
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  expect(cookie).not.toMatch(/Secure/);
});

test('after ten wrong passwords in a row an account is closed to that address for a while', async () => {
  await wiki.joined({ ...ana, name: 'Eva Holm', email: 'eva@example.dk' });
  const guess = () =>
    wiki.client().post('/login', { email: 'eva@example.dk', password: 'gættet adgangskode' });
  for (let count = 0; count < 10; count++) expect((await guess()).status).toBe(422);
  const stopped = await guess();
  expect(stopped.status).toBe(429);
  expect(stopped.text).toContain('Vent 15 minutter');
  expect((await wiki.client().post('/login', { email: ana.email, password: ana.password })).status).toBe(303);
});

test('of sixty wrong passwords sent at once no more than ten are tried', async () => {
  await wiki.joined({ ...ana, name: 'Ulla Birk', email: 'ulla@example.dk' });
  const guess = () =>
    wiki.client().post('/login', { email: 'ulla@example.dk', password: 'gættet adgangskode' });
  const statuses = (await Promise.all(Array.from({ length: 60 }, guess))).map(({ status }) => status);
  expect(statuses.filter((status) => status === 422)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(50);
});

test('an e-mail and password in the address sign nobody in', async () => {
  const query = new URLSearchParams({ email: ana.email, password: ana.password });
  expect((await wiki.client().post(`/login?${query}`, { x: '1' })).status).toBe(422);
  expect((await wiki.client().post('/login', { email: ana.email, password: ana.password })).status).toBe(303);
});

test('an e-mail with what a database refuses is only a wrong one', async () => {
  const answer = await wiki.client().post('/login', { email: 'a\u0000b@example.dk', password: ana.password });
  expect(answer.status).toBe(422);
});

test('a draft that no form of ours can have sent is dropped, and the sign-in answered', async () => {
  const nested = `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`;
  for (const draft of [nested, '[]', '"x"', '{"title":7}', 'no json']) {
    const client = wiki.client();
    const answer = await client.post('/login', {
      email: ana.email,
      password: ana.password,
      next: '/new',
      draft,
    });
    expect(answer.status).toBe(303);
    expect((await client.get('/new')).status).toBe(200);
  }
});

test('no link of a page leads off the site, however the address is spelled', async () => {
  const page = await wiki.client().get('/en//evil.example');
  expect(page.status).toBe(404);
  expect(page.text).not.toContain('href="//');
  expect(page.text).toContain('href="/evil.example"');
});

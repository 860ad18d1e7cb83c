/** What the law asks of a site, and what machines ask for first: told by the settings, and true of the wiki. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readSettings } from '../../../server/config.ts';
import { countParts, listPart } from '../../../server/wiki/articles/sitemap.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana } from '../../support/people.ts';

const settings = {
  OPERATOR: 'Nordby Kommune',
  CONTACT: 'wiki@nordby.example.dk',
  BASE_URL: 'https://wiki.example.dk/innovation',
};
const NOW = '2026-11-28T12:00:00.000Z';

let told: ServedWiki;
let untold: ServedWiki;
let reader: Client;
let anas: Client;
beforeAll(async () => {
  told = await serveWiki(settings, () => NOW);
  untold = await serveWiki();
  reader = told.client();
  anas = await untold.joined(ana);
  await anas.post('/new', {
    kind: 'method',
    title: 'Idéstorm',
    lead: 'Mange idéer.',
    body: 'x',
    action: 'save',
  });
});
afterAll(async () => {
  await told.close();
  await untold.close();
});

describe('the law’s pages', () => {
  test.each([
    ['/privacy', 'Sådan bruger vi personoplysninger', 'How we use personal data'],
    ['/cookies', 'Cookies', 'Cookies'],
    ['/was', 'Erklæring om tilgængelighed', 'Accessibility statement'],
    ['/contact', 'Kontakt', 'Contact'],
  ])('%s is in both languages, and every page leads there', async (path, danish, english) => {
    const [da, en] = [await reader.get(path), await reader.get(`/en${path}`)];
    expect([da.status, en.status]).toEqual([200, 200]);
    expect(da.text).toContain(`<h1>${danish}</h1>`);
    expect(en.text).toContain(`<h1>${english}</h1>`);
    for (const { text } of [da, en]) expect(text).not.toContain('{{');
    expect((await reader.get('/')).text).toContain(`href="/innovation${path}"`);
    expect((await reader.get('/en')).text).toContain(`href="/innovation/en${path}"`);
  });

  test.each(['/privacy', '/was', '/contact'])(
    '%s says who runs the wiki and whom to write to',
    async (path) => {
      const { text } = await reader.get(path);
      expect(text).toContain('Wikien drives af Nordby Kommune.');
      expect(text).toContain('<a href="mailto:wiki@nordby.example.dk">wiki@nordby.example.dk</a>');
      const without = (await untold.client().get(path)).text;
      expect(without).toContain('Det er ikke oplyst, hvem der driver wikien.');
      expect(without).toContain('Der er ikke oplyst nogen adresse at skrive til.');
      expect(without).not.toMatch(/mailto:|Skriv hertil/);
    },
  );

  test('tell of what is wrong in an article where to report it, and lead to the moderators', async () => {
    const [da, en] = [await reader.get('/contact'), await reader.get('/en/contact')];
    expect(da.text).toContain('vælg »Anmeld noget i artiklen«');
    expect(da.text).toContain('<a href="/innovation/moderators#write">Skriv til moderatorerne</a>');
    expect(en.text).toContain('<a href="/innovation/en/moderators#write">Write to the moderators</a>');
  });

  test('name the two cookies that signing in sets', async () => {
    expect((await reader.get('/cookies')).text).toContain('Den hedder __Secure-wiki-session, og');
    expect([...anas.cookies.keys()].sort()).toEqual(['wiki-browser', 'wiki-session']);
    const { text } = await untold.client().get('/cookies');
    for (const named of ['Den hedder wiki-session, og', 'der hedder wiki-browser.'])
      expect(text).toContain(named);
  });

  test('are led to where somebody is told what writing means', async () => {
    const { text } = await untold.client().get('/register');
    expect(text).toContain('href="/privacy"');
  });
});

describe('security.txt', () => {
  test('tells whom to write to, and holds for less than a year', async () => {
    const { text, headers } = await reader.get('/.well-known/security.txt');
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(text).toBe(
      'Contact: mailto:wiki@nordby.example.dk\nExpires: 2027-05-27T12:00:00.000Z\nPreferred-Languages: da, en\n' +
        'Canonical: https://wiki.example.dk/innovation/.well-known/security.txt\n',
    );
  });

  test('leads to the page of contact where no address is given', async () => {
    const { text } = await untold.client().get('/.well-known/security.txt');
    expect(text).toMatch(/^Contact: http:\/\/localhost:\d+\/contact$/m);
  });
});

test('robots.txt lets machines read all but what is for people who write', async () => {
  const { text } = await reader.get('/robots.txt');
  const lines = text.trimEnd().split('\n');
  for (const path of ['/new', '/wiki/*/edit', '/en/wiki/*/edit', '/account', '/login'])
    expect(lines).toContain(`Disallow: /innovation${path}`);
  expect(lines[0]).toBe('User-agent: *');
  expect(lines.at(-1)).toBe('Sitemap: https://wiki.example.dk/innovation/sitemap.xml');
  for (const path of ['/', '/wiki/*', '/wiki/*/history', '/people'])
    expect(lines).not.toContain(`Disallow: /innovation${path}`);
});

describe('the sitemap', () => {
  test('lists the articles with the time of their newest revision, and is kept until one is written', async () => {
    const { text, headers } = await untold.client().get('/sitemap.xml');
    const [entry] = await listPart(untold.db, 1);
    expect(headers.get('content-type')).toBe('application/xml; charset=utf-8');
    expect(text).toMatch(/<loc>http:\/\/localhost:\d+\/wiki\/id%C3%A9storm<\/loc>/);
    expect(text).toContain(`<lastmod>${entry!.at}</lastmod>`);
    // What is kept has a tag of its own.
    expect(headers.get('etag')).toMatch(/^W\/"[\w-]{22}"$/);
    const again = await untold.client().get('/sitemap.xml', { 'if-none-match': headers.get('etag')! });
    expect(again.status).toBe(304);
    await anas.post('/new', { kind: 'method', title: 'Ny', lead: 'Ny.', body: 'x', action: 'save' });
    expect((await untold.client().get('/sitemap.xml')).text).toContain('/wiki/ny</loc>');
  });

  test('is in parts where there are many, and of no part that there isn’t', async () => {
    const { sequence } = await untold.db.selectFrom('article').select('sequence').executeTakeFirstOrThrow();
    const row = {
      uid: Buffer.alloc(16, 1),
      licence: 'CC0-1.0',
      revision_count: 1,
      slug: 'langt',
      title: 'Langt',
    };
    const rest = { lead: '', kind: 'method', sort_key: '', sections_done: 0, sections_total: 0, sequence };
    await untold.db
      .insertInto('article')
      .values({ id: 5001, ...row, ...rest })
      .execute();
    expect(await countParts(untold.db)).toBe(2);
    await anas.post('/new', { kind: 'method', title: 'Endnu en', lead: 'Ny.', body: 'x', action: 'save' });
    const { text } = await untold.client().get('/sitemap.xml');
    expect(text.match(/<sitemap><loc>[^<]*part=\d<\/loc><\/sitemap>/g)).toHaveLength(2);
    expect((await untold.client().get('/sitemap.xml?part=2')).text).toContain('/wiki/langt</loc>');
    expect((await untold.client().get('/sitemap.xml?part=1')).text).not.toContain('/wiki/langt</loc>');
    for (const part of ['3', '0', 'x'])
      expect((await untold.client().get(`/sitemap.xml?part=${part}`)).status).toBe(404);
  });
});

test('the icon is one', async () => {
  const { status, headers } = await reader.get('/favicon.ico');
  expect([status, headers.get('content-type')]).toEqual([200, 'image/x-icon']);
});

test('a contact is an e-mail or a page, and nothing else', () => {
  const contact = (CONTACT: string) => readSettings({ CONTACT }).contact;
  expect(contact('a@example.dk')).toBe('mailto:a@example.dk');
  expect(contact('https://example.dk/kontakt')).toBe('https://example.dk/kontakt');
  expect(readSettings({}).contact).toBeUndefined();
  for (const wrong of ['ring til os', 'javascript:alert(1)'])
    expect(() => contact(wrong)).toThrow('CONTACT must be an e-mail address');
});

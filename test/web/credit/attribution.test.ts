import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { readContent } from '../../../server/wiki/history/contents.ts';
import { importedAuthor } from '../../../server/wiki/history/author.ts';
import { contributorsOf } from '../../../server/wiki/credit/contributors.ts';
import { eraseByline, eraseContents, eraseSummary } from '../../support/erasing.ts';
import { insertArticle } from '../../../server/wiki/articles/edits.ts';
import { insertImportedPerson } from '../../../server/wiki/people/accounts.ts';
import { findPerson } from '../../../server/wiki/people/people.ts';
import { revisionLine } from '../../../server/wiki/history/lines.ts';
import { recordRevision } from '../../../server/wiki/record.ts';
import { loadStarter } from '../../../server/wiki/setup/starter.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { method } from '../../support/content.ts';
import { prose } from '../../support/nasty.ts';
import { ana, AT, bo, join, mo } from '../../support/people.ts';

let wiki: ServedWiki;
let anas: Client;
let bos: Client;
let stranger: Client;

const path = (slug: string, rest = '') => `/wiki/${encodeURIComponent(slug)}${rest}`;
const edit = (client: Client, slug: string, form: Record<string, string>) =>
  client.post(path(slug, '/edit'), { action: 'save', ...form });
const page = async (slug: string, rest = '') => (await stranger.get(path(slug, `/attribution${rest}`))).text;

interface Credit {
  /** The place of whoever wrote it among the authors. */
  author: number;
  revision: number;
  /** Another article than this one. */
  article?: string;
}
interface Told {
  revision: number;
  authors: { id: number; name: string | null; title: string | null; workplace: string | null }[];
  runs: (Credit & { text: string })[];
  title: Credit & { text: string };
  lead: (Credit & { text: string }) | null;
  topics: (Credit & { topic: string })[];
  sources: (Credit & { title: string; url: string })[];
  facts: Record<string, Credit & { value: unknown }>;
}
const told = async (slug: string, query = '') =>
  JSON.parse((await stranger.get(path(slug, `/attribution.json${query}`))).text) as Told;

const FIRST =
  '## Sådan gør du\n\nVælg én ting, som I tror på. Prøv den inden fredag.\n\nSkriv ned, hvad I venter.\n';
const SECOND = FIRST.replace('Prøv den inden fredag.', 'Prøv den *helst* inden fredag, og gør den lille.');
const MOVED =
  '## Sådan gør du\n\nSkriv ned, hvad I venter.\n\nVælg én ting, som I tror på. Prøv den *helst* inden fredag, og gør den lille.\n';

beforeAll(async () => {
  wiki = await serveWiki();
  anas = await wiki.joined(ana);
  bos = await wiki.joined(bo);
  stranger = wiki.client();
  await anas.post('/new', {
    kind: 'method',
    title: 'Prøvehandling',
    lead: 'Et lille forsøg.',
    topics: 'Digitalisering\nEget emne',
    'sources[0][title]': 'Rapporten',
    'sources[0][url]': 'https://example.dk/rapport',
    'facts[timeRequired]': '2 dage',
    body: FIRST,
    summary: 'Sådan gør vi',
    action: 'save',
  });
  await edit(bos, 'prøvehandling', { body: SECOND, summary: 'Gør det konkret & <b>kort</b>' });
  await edit(anas, 'prøvehandling', { body: MOVED, summary: 'Flyttet' });
});
afterAll(() => wiki.close());

/** Returns a page's passages, each with the name in its note. */
function passagesIn(text: string): { text: string; by: string }[] {
  const main = text.slice(text.indexOf('class="attribution-main"'), text.indexOf('class="notes"'));
  const found = main.matchAll(
    /<span class="passage [^"]*" role="group" tabindex="-1" aria-describedby="(_by\d+) [^"]*">(.*?)<\/span>/gs,
  );
  return [...found].map(([, note, inside]) => {
    const from = text.indexOf(`id="${note}"`);
    const name = /class="byline-name"[^>]*>([^<]*)</.exec(text.slice(from))![1]!;
    return { text: inside!.replace(/<[^>]*>/g, ''), by: name };
  });
}

describe('the page of who wrote what', () => {
  test('gives each passage the name of whoever wrote it, also where it was moved', async () => {
    expect(passagesIn(await page('prøvehandling')).slice(0, 7)).toEqual([
      { text: 'Sådan gør du', by: 'Ana Østergård' },
      { text: 'Skriv ned, hvad I venter.', by: 'Ana Østergård' },
      { text: 'Vælg én ting, som I tror på. Prøv den', by: 'Ana Østergård' },
      { text: 'helst', by: 'Bo Åkjær' },
      { text: 'inden fredag', by: 'Ana Østergård' },
      { text: ', og gør den lille', by: 'Bo Åkjær' },
      { text: '.', by: 'Ana Østergård' },
    ]);
  });

  test('says under each name where they work and how we know, and when, in which version and why they wrote', async () => {
    const text = await page('prøvehandling');
    const notes = text.slice(text.indexOf('<section class="notes">')).replace(/\s+/g, ' ');
    expect(notes).toMatch(
      /<h3 id="_by1">Skrevet af <span class="byline"><a class="byline-name" href="\/people\/2">Bo Åkjær<\/a> <span class="byline-detail">konsulent, Aarhus Kommune<\/span><\/span><\/h3> <ul> <li id="_v2">Version 2 · <time datetime="[^"]*">[^<]* kl\. [^<]*<\/time>: »Gør det konkret &amp; &lt;b&gt;kort&lt;\/b&gt;«\. <a href="\/wiki\/pr%C3%B8vehandling\/diff\/1\/2">Se ændringen<\/a> · <a href="\/wiki\/pr%C3%B8vehandling\/history\/1">Se versionen før<\/a><\/li> <\/ul>/,
    );
    expect(notes).toMatch(/»Sådan gør vi«\. <a href="\/wiki\/pr%C3%B8vehandling\/history\/1">Se versionen</);
    expect(text).not.toContain('<b>kort</b>');
    expect(text.match(/<h3 id="_by/g)).toHaveLength(2);
  });

  test('ends each passage with the numbers of its versions, which lead to their lines', async () => {
    const text = await page('prøvehandling');
    expect(text).toContain(
      'aria-describedby="_by1 _v2"><em>helst</em></span><sup class="ref"><a href="#_v2">2</a></sup>',
    );
    expect(text.match(/ id="_v1"/g)).toHaveLength(1);
  });

  test('credits title, lead, facts, topics and sources too', async () => {
    const text = await page('prøvehandling');
    for (const part of [
      'Prøvehandling',
      'Et lille forsøg\\.',
      '2 dage',
      '<a[^>]*>Digitalisering</a>',
      '<a[^>]*>Rapporten</a>',
    ])
      expect(text).toMatch(new RegExp(`aria-describedby="_by0 _v1">${part}</span>`));
  });

  test('lists the contributors with their shares, and lifts out the passages of one of them', async () => {
    const text = await page('prøvehandling');
    const list = text.slice(text.indexOf('class="contributors"'), text.indexOf('<section class="notes">'));
    const shares = [
      ...list.matchAll(/byline-name"[^>]*>([^<]*)<.*?<strong>([^<]*)<\/strong>.*?(\d+ version\w*)/gs),
    ];
    expect(shares.map(([, ...rest]) => rest)).toEqual([
      ['Ana Østergård', '85\u00a0%', '2 versioner'],
      ['Bo Åkjær', '15\u00a0%', '1 version'],
    ]);
    expect(list).toContain('href="/wiki/pr%C3%B8vehandling/attribution?person=2"');
    expect(text).not.toContain('is-lifted');
    const lifted = await page('prøvehandling', '?person=2');
    expect(lifted.match(/class="passage by-1 is-lifted"/g)).toHaveLength(2);
    expect(lifted).toContain('class="passage by-0"');
    expect(lifted).toContain('Vis alle igen');
    expect(await page('prøvehandling', '?person=99')).not.toContain('is-lifted');
  });

  test('shows an old version with a notice, and everything on it leads to the same one', async () => {
    const text = await page('prøvehandling', '?number=2');
    expect(text).toContain('Du læser en ældre version: version 2');
    expect(text).toContain('href="/wiki/pr%C3%B8vehandling/attribution?number=1">Forrige version');
    expect(text).toContain('href="/wiki/pr%C3%B8vehandling/attribution?number=2&amp;person=2"');
    expect(text).toContain('href="/wiki/pr%C3%B8vehandling/attribution.json?number=2"');
    expect(passagesIn(text)[1]).toEqual({
      text: 'Vælg én ting, som I tror på. Prøv den',
      by: 'Ana Østergård',
    });
    expect(await page('prøvehandling')).not.toContain('ældre version');
    const old = (await stranger.get(path('prøvehandling', '/history/1'))).text;
    expect(old).toContain('href="/wiki/pr%C3%B8vehandling/attribution?number=1"');
  });

  test('gives credit back to whoever wrote what is restored', async () => {
    await anas.post('/new', {
      kind: 'guide',
      title: 'Gendannet',
      lead: 'En.',
      body: 'Den første tekst her.',
      action: 'save',
    });
    await edit(bos, 'gendannet', { body: 'Noget helt andet.' });
    expect(passagesIn(await page('gendannet')).at(-1)!.by).toBe('Bo Åkjær');
    await bos.post(path('gendannet', '/restore'), { number: '1', summary: 'Den var bedre' });
    const { revision, authors, runs } = await told('gendannet');
    expect([
      revision,
      runs.map(({ text, revision, author }) => [text, revision, authors[author]!.name]),
    ]).toEqual([3, [['Den første tekst her.', 1, 'Ana Østergård']]]);
    const text = await page('gendannet');
    expect(passagesIn(text).at(-1)).toEqual({ text: 'Den første tekst her.', by: 'Ana Østergård' });
    expect(text).toContain('aria-describedby="_by0 _v1">Den første tekst her.</span>');
  });

  test('says of a sentence from another article which one it is from, and credits its author there', async () => {
    const sentence = 'Spørg altid borgeren først, før I ændrer noget i hendes hverdag.';
    await anas.post('/new', {
      kind: 'guide',
      title: 'Om <borgere>',
      lead: 'En.',
      body: sentence,
      action: 'save',
    });
    await bos.post('/new', {
      kind: 'guide',
      title: 'Lånt',
      lead: 'En anden.',
      body: `Kort sagt. ${sentence}`,
      action: 'save',
    });
    const text = await page('lånt');
    expect(passagesIn(text).slice(-2)).toEqual([
      { text: 'Kort sagt.', by: 'Bo Åkjær' },
      { text: sentence, by: 'Ana Østergård' },
    ]);
    expect(text).toMatch(
      /Ana Østergård<[^·]*·[^·]*\u00A0· fra artiklen <a lang="da" href="\/wiki\/om-borgere">Om &lt;borgere&gt;<\/a> <span class="ref">\(a\)<\/span><\/h3>\s*<ul>\s*<li id="_va1">Version 1\u00A0· .*<a href="\/wiki\/om-borgere\/history\/1">Se versionen/,
    );
    expect(text).toContain('<sup class="ref"><a href="#_va1">a1</a></sup>');
    const { authors, runs } = await told('lånt');
    expect(runs.map(({ article, author }) => [article, authors[author]!.name])).toEqual([
      [undefined, 'Bo Åkjær'],
      ['om-borgere', 'Ana Østergård'],
    ]);
    await anas.post(path('om-borgere', '/move'), { title: 'Om patienter' });
    const moved = await page('lånt');
    expect(moved).toContain('href="/wiki/om-patienter">Om patienter</a>');
    expect(moved).not.toContain('om-borgere');
    await edit(anas, 'om-patienter', { title: 'OM PATIENTER' });
    expect(await page('lånt')).toContain('href="/wiki/om-patienter">OM PATIENTER</a>');
  });

  test('names the five versions that most of a passage is of, and counts those that none is', async () => {
    const lines = ['alfa beta', 'gamma delta', 'epsilon zeta', 'eta theta', 'jota kappa', 'lambda', 'my'];
    await anas.post('/new', { kind: 'guide', title: 'Mange', lead: 'En.', body: lines[0]!, action: 'save' });
    for (let count = 2; count <= lines.length; count++) {
      await edit(anas, 'mange', { body: lines.slice(0, count).join(' '), summary: `Trin ${count}.` });
    }
    const text = await page('mange');
    expect(text).toContain('aria-describedby="_by0 _v1 _v2 _v3 _v4 _v5 _more">alfa beta gamma');
    expect(text).toMatch(
      /my<\/span><sup class="ref"><a href="#_v1">1<\/a>, .*<a href="#_v5">5<\/a> …<\/sup>/,
    );
    expect(text).toContain('<p id="_more" hidden>Der er også ord fra andre versioner i stykket.</p>');
    expect(text).toContain('»Trin 5.« <a');
    expect(text).not.toContain('Trin 6');
    expect(text).toMatch(
      /<li>Og 2 andre versioner fra den <time[^>]*>[^<]*<\/time>\. <a href="\/wiki\/mange\/history">Se historikken<\/a><\/li>/,
    );
  });

  test('says of starter content that it was laid in, and not of what the same person writes', async () => {
    const moderator = await join(wiki.db, { ...mo, email: 'start@example.dk' }, 'administrator');
    await wiki.db.transaction().execute((tx) => loadStarter(tx, moderator));
    const mos = wiki.client();
    await mos.post('/login', { email: 'start@example.dk', password: mo.password });
    const { sequence } = await findArticle(wiki.db, 'idéstorm');
    const { body } = await readContent(wiki.db, sequence);
    await edit(mos, 'idéstorm', { body: `${body}\n\nSkrevet oveni.` });
    const text = await page('idéstorm');
    expect(text).toMatch(/<h3 id="_by0">Startindhold, lagt ind af <span class="byline">.*Mo Lindholm</);
    expect(text).toMatch(/<h3 id="_by1">Skrevet af <span class="byline">.*Mo Lindholm</);
    expect(text).toContain('_by1 _v2">Skrevet oveni.</span>');
  });

  test('shows no summary, name or title any longer once it is erased', async () => {
    const mos = await wiki.joined({ ...mo, name: 'Mo Fortrydelse', email: 'mo3@example.dk' });
    await mos.post('/new', {
      kind: 'guide',
      title: 'Hemmeligt navn',
      lead: 'En.',
      body: 'Ord.',
      action: 'save',
    });
    await edit(mos, 'hemmeligt-navn', { body: 'Ord til.', summary: 'Et cpr-nummer' });
    const seen = ['Et cpr-nummer', 'Mo Fortrydelse', 'Hemmeligt navn'];
    const shows = async () => {
      const own = (await findArticle(wiki.db, 'hemmeligt-navn').catch(() => undefined))?.slug;
      const text = await page(own ?? 'åbent-navn');
      return seen.filter((words) => text.includes(words));
    };
    expect(await shows()).toEqual(seen);
    const moderator = await join(wiki.db, { ...mo, email: 'mo4@example.dk' }, 'administrator');
    await eraseSummary(wiki.db, moderator, 'hemmeligt-navn', { number: 2, reason: 'Efter loven' });
    expect(await shows()).toEqual(['Mo Fortrydelse', 'Hemmeligt navn']);
    const { byline } = await revisionLine(wiki.db, (await findArticle(wiki.db, 'hemmeligt-navn')).id, 1);
    await eraseByline(wiki.db, moderator, byline.id, 'Efter loven');
    expect(await shows()).toEqual(['Hemmeligt navn']);
    await edit(anas, 'hemmeligt-navn', { title: 'Åbent navn' });
    await eraseContents(wiki.db, moderator, 'åbent-navn', { numbers: [1, 2], reason: 'Efter loven' });
    expect(await shows()).toEqual([]);
    expect(await page('åbent-navn')).toContain('navn fjernet efter anmodning');
  });

  test('names who changed where a link leads, beside whoever wrote its text', async () => {
    const body = 'Se [tallene](https://dst.dk/is) og [[Metode|navnet]].\n\nMere her.';
    await anas.post('/new', { kind: 'guide', title: 'Ledt væk', lead: 'En.', body, action: 'save' });
    const names = async () => {
      const { authors, runs } = await told('ledt-væk');
      return runs.map(({ text, author }) => [text, authors[author]!.name]);
    };
    await edit(bos, 'ledt-væk', { body: body.replace('dst.dk/is', 'dst-dk.is') });
    expect(await names()).toEqual([
      ['Se [tallene](', 'Ana Østergård'],
      ['https://dst-dk.is) ', 'Bo Åkjær'],
      ['og [[Metode|navnet]].\n\nMere her.', 'Ana Østergård'],
    ]);
    const text = await page('ledt-væk');
    expect(text).toContain(
      'aria-describedby="_by0 _v1 _by1 _v2">Se <a href="https://dst-dk.is" rel="nofollow noopener">tallene</a> og',
    );
    expect(text).toContain(
      'navnet</a>.</span><sup class="ref"><a href="#_v1">1</a>, <a href="#_v2">2</a></sup>',
    );
    expect(text).toContain('aria-describedby="_by0 _v1">Mere her.');
    expect(text).toMatch(/<h3 id="_by1">Skrevet af <span class="byline">.*Bo Åkjær</);
    expect(text.slice(text.indexOf('class="contributors"'))).toMatch(/Bo Åkjær.*?<strong>\d+\u00a0%/s);

    await edit(bos, 'ledt-væk', {
      body: body.replace('dst.dk/is', 'dst-dk.is').replace('Metode|', 'Metode#a|'),
    });
    expect((await names()).filter(([, name]) => name === 'Bo Åkjær')).toEqual([
      ['https://dst-dk.is) ', 'Bo Åkjær'],
      ['Metode#a|', 'Bo Åkjær'],
    ]);
    expect(await page('ledt-væk')).toContain('aria-describedby="_by0 _v1 _by1 _v2 _v3">Se');
  });

  test('names who struck a sentence out, and put a sign before a figure', async () => {
    await anas.post('/new', {
      kind: 'guide',
      title: 'Streget',
      lead: 'En.',
      body: 'Vi sparede 5 mio. kr.',
      action: 'save',
    });
    await edit(bos, 'streget', { body: '~~Vi sparede &minus;5 mio. kr.~~' });
    const text = await page('streget');
    expect(text).toMatch(
      /kr\.<\/span><sup class="ref"><a href="#_v1">1<\/a><\/sup><\/s><sup class="ref"><a href="#_v2">2</,
    );
    expect(passagesIn(text).slice(-3)).toEqual([
      { text: 'Vi sparede', by: 'Ana Østergård' },
      { text: '−', by: 'Bo Åkjær' },
      { text: '5 mio. kr.', by: 'Ana Østergård' },
    ]);
  });

  test('is told in English', async () => {
    const { text } = await stranger.get('/en/wiki/pr%C3%B8vehandling/attribution');
    expect(text).toContain(
      'Written by <span class="byline"><a class="byline-name" href="/en/people/2">Bo Åkjær</a>',
    );
    expect(text).toContain('<title>Prøvehandling: who wrote what – Innovationswiki</title>');
    expect(text).not.toContain('Skrevet af');
  });

  test('is the same bytes until something is written', async () => {
    const first = await stranger.get(path('prøvehandling', '/attribution'));
    const etag = first.headers.get('etag')!;
    const again = await stranger.get(path('prøvehandling', '/attribution'), {
      'if-none-match': etag,
      'cache-control': 'max-age=0',
    });
    expect([first.status, again.status]).toEqual([200, 304]);
  });

  test('answers 404 to a version that is not, and 301 to an old address', async () => {
    for (const number of ['9', '0', 'x', ''])
      for (const file of ['', '.json'])
        expect([
          number,
          (await stranger.get(path('prøvehandling', `/attribution${file}?number=${number}`))).status,
        ]).toEqual([number, 404]);
    expect((await stranger.get(path('findes-ikke', '/attribution'))).status).toBe(404);
    const moved = await stranger.get('/en/wiki/Pr%C3%B8vehandling/attribution.json?number=1');
    expect([moved.status, moved.location]).toEqual([301, '/en/wiki/prøvehandling/attribution.json?number=1']);
  });

  test('of a text that was erased answers 410', async () => {
    await anas.post('/new', { kind: 'guide', title: 'Slettet', lead: 'En.', body: 'Tekst.', action: 'save' });
    await edit(anas, 'slettet', { body: 'Tekst med et navn.' });
    const moderator = await join(wiki.db, mo, 'administrator');
    await eraseContents(wiki.db, moderator, 'slettet', { numbers: [2], reason: 'Efter loven' });
    const { status, text } = await stranger.get(path('slettet', '/attribution'));
    expect([status, text.includes('Teksten er slettet')]).toEqual([410, true]);
    expect((await stranger.get(path('slettet', '/attribution.json'))).status).toBe(410);
  });
});

describe('the same for machines', () => {
  test('gives the body as runs whose texts joined are the body, each with who wrote it', async () => {
    const { revision, authors, runs } = await told('prøvehandling');
    expect(revision).toBe(3);
    expect(runs.map(({ text }) => text).join('')).toBe(MOVED);
    expect(runs.map(({ text, revision, author }) => [text, revision, authors[author]!.name])).toEqual([
      [MOVED.slice(0, MOVED.indexOf('helst')), 1, 'Ana Østergård'],
      ['helst* ', 2, 'Bo Åkjær'],
      ['inden fredag', 1, 'Ana Østergård'],
      [', og gør den lille', 2, 'Bo Åkjær'],
      ['.\n', 1, 'Ana Østergård'],
    ]);
    expect(runs[1]).toEqual({ text: 'helst* ', author: 1, revision: 2 });
    expect(authors).toEqual([
      { id: 1, name: 'Ana Østergård', title: 'sygeplejerske', workplace: 'Region Nordjylland' },
      { id: 2, name: 'Bo Åkjær', title: 'konsulent', workplace: 'Aarhus Kommune' },
    ]);
  });

  test('tells whoever kept it that nothing was written since, and HEAD what it would be', async () => {
    const address = path('prøvehandling', '/attribution.json');
    const { status, headers, text } = await stranger.get(address);
    const etag = headers.get('etag')!;
    expect([status, text.startsWith('{"revision":3,"authors":[{')]).toEqual([200, true]);
    const known = { 'if-none-match': etag, 'cache-control': 'max-age=0' };
    const again = await stranger.get(address, known);
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
    const head = await stranger.send('HEAD', address);
    expect([head.status, head.headers.get('etag')]).toEqual([200, etag]);
    expect(head.headers.get('content-type')).toBe('application/json; charset=utf-8');
    await anas.post('/new', { kind: 'guide', title: 'Siden da', lead: 'En.', body: 'Ny.', action: 'save' });
    expect((await stranger.get(address, known)).status).toBe(200);
  });

  test('is in proportion to the text, though every word of it is by another than the one before', async () => {
    const words = (of: (i: number) => string) => Array.from({ length: 20_000 }, (_, i) => of(i)).join(' ');
    const body = words((i) => `o${i}`);
    await anas.post('/new', { kind: 'guide', title: 'Vekslende', lead: 'En.', body, action: 'save' });
    await edit(bos, 'vekslende', { body: words((i) => (i % 2 ? `o${i}` : `b${i}`)) });
    const { text } = await stranger.get(path('vekslende', '/attribution.json'));
    expect((JSON.parse(text) as Told).runs.length).toBeGreaterThan(10_000);
    expect(text.length).toBeLessThan(10 * body.length);
  });

  test('gives all that stands beside the body', async () => {
    const { title, lead, topics, sources, facts } = await told('prøvehandling', '?number=1');
    const by = { author: 0, revision: 1 };
    expect({ title, lead, topics, sources, facts }).toEqual({
      title: { text: 'Prøvehandling', ...by },
      lead: { text: 'Et lille forsøg.', ...by },
      topics: [
        { topic: 'digitalisation', ...by },
        { topic: 'Eget emne', ...by },
      ],
      sources: [{ title: 'Rapporten', url: 'https://example.dk/rapport', ...by }],
      facts: { timeRequired: { value: '2 dage', ...by } },
    });
  });

  test('gives an erased name as none', async () => {
    await wiki.db.transaction().execute(async (tx) => {
      const content = method({ title: 'Importeret', lead: '', body: 'Tekst fra <script>alert(1)</script>.' });
      const target = await insertArticle(tx, content, 'CC0-1.0');
      const personId = await insertImportedPerson(tx, 'amaier', { source: 'example.dk', key: 'a', at: AT });
      const { byline } = await findPerson(tx, personId);
      const save = { content, action: 'import', summary: '', minor: false, baseNumber: null } as const;
      await recordRevision(
        tx,
        await importedAuthor(tx, byline.id, AT),
        { ...target, revisionCount: 0 },
        save,
      );
    });
    const text = await page('importeret');
    expect(text).toContain('navn ikke oplyst: amaier');
    expect(text).toContain('importeret');
    expect(text).not.toContain('<script>alert');
    await wiki.db.deleteFrom('byline_words').where('words', 'like', '%amaier%').execute();
    const { authors, lead } = await told('importeret');
    expect(lead).toBeNull();
    expect(authors).toEqual([{ id: authors[0]!.id, name: null, title: null, workplace: null }]);
    expect(await page('importeret', '?number=1')).not.toContain('amaier');
    expect(await page('importeret', '?number=1')).toContain('navn fjernet efter anmodning');
  });

  test('gives an empty body as no runs', async () => {
    await anas.post('/new', { kind: 'guide', title: 'Tom', lead: 'En.', body: '', action: 'save' });
    expect((await told('tom')).runs).toEqual([]);
    expect(await page('tom')).toContain('Bidragydere');
  });
});

describe('the foot of an article', () => {
  test('names each person once with their share, versions and times, and an old version those of its time', async () => {
    const now = (await stranger.get(path('prøvehandling'))).text;
    expect(now).toMatch(
      /Ana Østergård<.*?85.% af teksten\u00A0· 2 versioner, .*?Bo Åkjær<.*?15.% af teksten\u00A0· 1 version, /s,
    );
    const then = (await stranger.get(path('prøvehandling', '/history/1'))).text;
    const foot = then.slice(then.indexOf('class="credit"'));
    expect(foot).toMatch(
      /Skrevet af 1 person fra 1 arbejdsplads\..*Ana Østergård<.*100.% af teksten\u00A0· 1 version, /s,
    );
    expect(foot).not.toContain('Bo Åkjær');
  });

  test('counts the words beside the body, also where that has none', async () => {
    const text = (await stranger.get(path('tom'))).text;
    expect(text).toMatch(/100.% af teksten\u00A0· 1 version/);
  });

  test('puts a person under the newest name that they wrote it with', async () => {
    const mos = await wiki.joined({ ...mo, email: 'mo2@example.dk' });
    await mos.post('/new', {
      kind: 'guide',
      title: 'To navne',
      lead: 'En.',
      body: 'Et ord.',
      action: 'save',
    });
    await mos.post('/account', { name: 'Mo Skov Lindholm', title: '', workplace: '' });
    await edit(mos, 'to-navne', { body: 'Et ord til.' });
    const { authors } = await contributorsOf(wiki.db, await findArticle(wiki.db, 'to-navne'));
    expect(authors.map(({ byline, revisions, words }) => [byline.name, revisions, words])).toEqual([
      ['Mo Skov Lindholm', 2, 7],
    ]);
  });
});

test('a text of more pieces than anybody goes through stands block by block, and word by word for machines', async () => {
  const paragraph = (i: number, every: (k: number) => string) =>
    Array.from({ length: 20 }, (_, k) => `${every(k)}${i}x${k}`).join(' ');
  const body = (every: (k: number) => string) =>
    Array.from({ length: 170 }, (_, i) => paragraph(i, every)).join('\n\n');
  const title = 'Mosaik';
  await anas.post('/new', { kind: 'method', title, lead: 'Et.', body: body(() => 'ord'), action: 'save' });
  await edit(bos, 'mosaik', { body: body((k) => (k % 2 ? 'ny' : 'ord')), base: '1' });
  const text = await page('mosaik');
  expect(text).toContain('hvert afsnit her står under den, der har skrevet mest af det');
  expect(text.match(/role="group"/g)!.length).toBeLessThan(200);
  expect((await told('mosaik')).runs.length).toBe(170 * 20);
  expect(await page('prøvehandling')).not.toContain('hvert afsnit her står under');
});

describe('a passage that is chosen', () => {
  const asked = (query: Record<string, string>) => `?${new URLSearchParams(query)}`;

  test('is told alone: who wrote which part of it, in which version, and how it’s cited', async () => {
    const query = asked({ passage: 'prøv den helst inden', number: '2' });
    const { status, text } = await stranger.get(path('prøvehandling', `/attribution.json${query}`));
    expect(status).toBe(200);
    const answer = JSON.parse(text) as Record<string, unknown>;
    const writtenAt = expect.any(String);
    const anas = { id: 1, name: 'Ana Østergård', title: 'sygeplejerske', workplace: 'Region Nordjylland' };
    const bos = { id: 2, name: 'Bo Åkjær', title: 'konsulent', workplace: 'Aarhus Kommune' };
    expect(answer).toMatchObject({
      ...{ revision: 2, quote: 'Prøv den helst inden' },
      runs: [
        { text: 'Prøv den', author: anas, revision: 1, writtenAt },
        { text: 'helst', author: bos, revision: 2, writtenAt },
        { text: 'inden', author: anas, revision: 1, writtenAt },
      ],
    });
    expect(answer['citation']).toContain(
      '»Prøv den helst inden« (Ana Østergård og Bo Åkjær, i »Prøvehandling«',
    );
    expect(answer['html']).toContain('>Bo Åkjær</a>');
    expect(answer['html']).toContain('/diff/1/2">Se ændringen</a>');
  });

  test('is refused where it isn’t there, or is too long', async () => {
    const statusOf = async (passage: string) =>
      (await stranger.get(path('prøvehandling', `/attribution.json${asked({ passage })}`))).status;
    expect([await statusOf('aldrig skrevet'), await statusOf('ord '.repeat(300))]).toEqual([404, 413]);
  });

  test('is where the page leads, and nothing is led to where it isn’t', async () => {
    const text = await page('prøvehandling', asked({ passage: 'gør den lille' }));
    expect(text).toMatch(
      /<span class="passage by-\d+" id="_passage" role="group" tabindex="-1"[^>]*>, og gør den lille/,
    );
    expect(text).toContain('<meta name="robots" content="noindex">');
    expect(await page('prøvehandling', asked({ passage: '<script>' }))).not.toContain('_passage"');
  });

  test('is looked up in a body that is read once, however many are asked about', async () => {
    const body = prose(7, 120_000);
    await anas.post('/new', {
      kind: 'method',
      title: 'Langt',
      lead: 'x',
      body,
      summary: 'Ny',
      action: 'save',
    });
    // What isn't asked about by its passage has been read before that is measured.
    await told('langt');
    const costOf = async (passage: string) => {
      const start = process.cpuUsage();
      const { status } = await stranger.get(path('langt', `/attribution.json?passage=${passage}`));
      const { user, system } = process.cpuUsage(start);
      return { status, cost: user + system };
    };
    const first = await costOf('kommunen');
    const [second, third] = [await costOf('borgerne'), await costOf('findes+ikke+her')];
    expect([first.status, second.status, third.status]).toEqual([200, 200, 404]);
    expect(first.cost / Math.min(second.cost, third.cost)).toBeGreaterThan(2);
  });
});

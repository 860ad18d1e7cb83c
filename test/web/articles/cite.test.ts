import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Cite } from '@citation-js/core';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { importedAuthor } from '../../../server/wiki/history/author.ts';
import { contributorsOf } from '../../../server/wiki/credit/contributors.ts';
import { insertArticle } from '../../../server/wiki/articles/edits.ts';
import { insertImportedPerson } from '../../../server/wiki/people/accounts.ts';
import { findPerson } from '../../../server/wiki/people/people.ts';
import { recordRevision } from '../../../server/wiki/record.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { method } from '../../support/content.ts';
import { fillWiki } from '../../support/fill.ts';
import { ana, AT, bo, mo } from '../../support/people.ts';

let wiki: ServedWiki;
let anas: Client;
let bos: Client;
let stranger: Client;

beforeAll(async () => {
  wiki = await serveWiki();
  anas = await wiki.joined(ana);
  bos = await wiki.joined(bo);
  stranger = wiki.client();
});
afterAll(() => wiki.close());

const path = (slug: string, rest = '') => `/wiki/${encodeURIComponent(slug)}${rest}`;

async function write(client: Client, title: string, body = 'Første tekst.') {
  const lead = 'En sætning.';
  const answer = await client.post('/new', { kind: 'method', title, lead, body, action: 'save' });
  expect(answer.status).toBe(303);
  return answer.location.replace('/wiki/', '');
}

async function edit(client: Client, slug: string, fields: Record<string, string>) {
  const { number } = await findArticle(wiki.db, slug);
  const answer = await client.post(path(slug, '/edit'), { base: String(number), ...fields, action: 'save' });
  expect(answer.status).toBe(303);
}

/** The texts of a page's blocks, as copying them would give. */
function blocks(html: string): Record<string, string> {
  const found = [...html.matchAll(/<pre id="(\w+)-text"[^>]*>(.*?)<\/pre>/gs)];
  return Object.fromEntries(found.map(([, name, text]) => [name, plain(text!)]));
}

function plain(html: string): string {
  const characters: Record<string, string> = {
    '&lt;': '<',
    '&gt;': '>',
    '&#34;': '"',
    '&#39;': "'",
    '&amp;': '&',
  };
  return html.replace(/<\/?i>/g, '').replace(/&[a-z\d#]+;/g, (entity) => characters[entity]!);
}

function linkedDataIn(html: string) {
  const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)!;
  return JSON.parse(json!) as { headline: string; url: string; version: string; author: { name: string }[] };
}

const read = (source: string, forceType: string) =>
  new Cite(source, { forceType, generateGraph: false }).data[0]!;
const today = new Intl.DateTimeFormat('da-DK', { dateStyle: 'long', timeZone: 'Europe/Copenhagen' });

describe('an article of two authors', () => {
  let slug: string;
  beforeAll(async () => {
    slug = await write(anas, 'Prøvehandling');
    await edit(bos, slug, { body: 'Bos tekst.' });
    await edit(bos, slug, { body: 'Bos længere tekst, som fylder mere end titel og indledning.' });
  });

  test('is cited in plain Danish and in APA, with the address of this very version', async () => {
    const { plain: text, apa } = blocks((await stranger.get(path(slug, '/cite'))).text);
    const day = today.format(new Date());
    expect(text).toBe(
      `Bo Åkjær og Ana Østergård: Prøvehandling. Innovationswiki, version 3, ${day}. ` +
        'http://localhost:0/wiki/prøvehandling/history/3 CC BY 4.0.',
    );
    const [, withoutYear, year] = /^(.*) (\d{4})$/.exec(day)!;
    expect(apa).toBe(
      `Åkjær, B., & Østergård, A. (${year}, ${withoutYear}). Prøvehandling. I Innovationswiki (version 3). ` +
        'http://localhost:0/wiki/prøvehandling/history/3',
    );
  });

  test('is cited in English under /en, at the same address', async () => {
    const page = (await stranger.get(`/en${path(slug, '/cite')}`)).text;
    expect(page).toContain('<h1>Cite: Prøvehandling</h1>');
    const { plain: text, apa } = blocks(page);
    expect(text).toContain('Bo Åkjær and Ana Østergård: Prøvehandling. Innovationswiki, version 3, ');
    expect(apa).toContain(
      'Prøvehandling. In Innovationswiki (Version 3). http://localhost:0/wiki/prøvehandling/',
    );
    expect(apa).not.toContain('/en/');
  });

  test.each([
    ['bib', 'application/x-bibtex; charset=utf-8', '@misc{proevehandling_3,'],
    ['ris', 'application/x-research-info-systems; charset=utf-8', 'TY  - ENCYC'],
    ['json', 'application/vnd.citationstyles.csl+json; charset=utf-8', '[\n  {'],
  ])('is a .%s file to fetch, the same as the page shows', async (ending, type, begins) => {
    const answer = await stranger.get(path(slug, `/cite.${ending}`));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="pr?vehandling-3.${ending}"; filename*=UTF-8''pr%C3%B8vehandling-3.${ending}`,
    );
    expect(answer.text.startsWith(begins)).toBe(true);
    const shown = blocks((await stranger.get(path(slug, '/cite'))).text);
    expect(`${shown[ending]}\n`).toBe(answer.text);
  });

  test('is linked to from the article and from an old version, which carry it as JSON-LD too', async () => {
    const article = (await stranger.get(path(slug))).text;
    expect(article).toContain('href="/wiki/pr%C3%B8vehandling/cite">Citér artiklen</a>');
    expect(linkedDataIn(article)).toMatchObject({
      headline: 'Prøvehandling',
      url: 'http://localhost:0/wiki/pr%C3%B8vehandling/history/3',
      author: [{ name: 'Bo Åkjær' }, { name: 'Ana Østergård' }],
    });
    const old = (await stranger.get(path(slug, '/history/1'))).text;
    expect(old).toContain('href="/wiki/pr%C3%B8vehandling/cite?number=1">Citér denne version</a>');
    expect(linkedDataIn(old)).toMatchObject({ version: '1', author: [{ name: 'Ana Østergård' }] });
    expect(linkedDataIn((await stranger.get(path(slug, '/cite'))).text)).toEqual(linkedDataIn(article));
  });

  test('is the same page for every stranger, without a cookie', async () => {
    const [first, second] = await Promise.all(
      [wiki.client(), wiki.client()].map((client) => client.get(path(slug, '/cite'))),
    );
    expect(first!.headers.get('set-cookie')).toBeNull();
    expect(first!.headers.get('etag')).toMatch(/^W\/"/);
    expect(second!.headers.get('etag')).toBe(first!.headers.get('etag'));
    expect(second!.text).toBe(first!.text);
  });
});

describe('an old version', () => {
  test('is cited with its own title, its own address, and those who had written it by then', async () => {
    const slug = await write(anas, 'Gammelt navn');
    await edit(bos, slug, { title: 'Nyt navn' });
    const old = await stranger.get(path('nyt-navn', '/cite?number=1'));
    expect(blocks(old.text)['plain']).toContain('Ana Østergård: Gammelt navn. Innovationswiki, version 1, ');
    expect(blocks(old.text)['plain']).toContain('/wiki/nyt-navn/history/1 CC BY 4.0.');
    expect(blocks(old.text)['plain']).not.toContain('Bo Åkjær');
    expect(old.text).toContain('href="/wiki/nyt-navn/cite">Citér den nuværende version</a>');
    expect(old.text).toContain('href="/wiki/nyt-navn/cite.bib?number=1"');
    const file = await stranger.get(path('nyt-navn', '/cite.bib?number=1'));
    expect(read(file.text, '@bibtex/text')).toMatchObject({
      title: 'Gammelt navn',
      note: 'Version 1. CC BY 4.0',
    });
    const current = await stranger.get(path('nyt-navn', '/cite'));
    expect(blocks(current.text)['plain']).toContain('Ana Østergård og Bo Åkjær: Nyt navn.');
    expect(current.text).not.toContain('Citér den nuværende version');
  });

  test('is found at the address that its article had then', async () => {
    const answer = await stranger.get(path('gammelt-navn', '/cite.ris?number=1'));
    expect([answer.status, answer.location]).toEqual([301, '/wiki/nyt-navn/cite.ris?number=1']);
  });

  test.each(['0', '3', '-1', '1.5', 'x', '99999999999'])('of number %p is not found', async (number) => {
    expect((await stranger.get(path('nyt-navn', `/cite?number=${number}`))).status).toBe(404);
    expect((await stranger.get(path('nyt-navn', `/cite.json?number=${number}`))).status).toBe(404);
  });
});

test.each(['/cite', '/cite.bib', '/cite.ris', '/cite.json'])('no article, no %s', async (rest) => {
  expect((await stranger.get(path('findes-ikke', rest))).status).toBe(404);
});

test.each([
  'Æbler & pærer: 50 % {billigere}, 100_dage "gratis" ~ #1 $2 \\ ^',
  'Om <script>alert(1)</script> og </script> i titler',
  '{{site}} og $t(cite.copy) i en titel',
  'Hvorfor?',
])('the title %p is read back from every form', async (title) => {
  const slug = await write(anas, title);
  const page = (await stranger.get(path(slug, '/cite'))).text;
  const shown = blocks(page);
  const sentence = title.endsWith('?') ? title : `${title}.`;
  expect(shown['plain']).toContain(`Ana Østergård: ${sentence} Innovationswiki, version 1`);
  expect(shown['apa']).toContain(`). ${sentence} I Innovationswiki (version 1).`);
  expect(page).not.toContain('<script>alert');
  expect(linkedDataIn(page).headline).toBe(title);
  const file = async (ending: string) => (await stranger.get(path(slug, `/cite.${ending}`))).text;
  const address = `http://localhost:0${path(slug, '/history/1')}`;
  const common = { title, URL: address, note: 'Version 1. CC BY 4.0' };
  const author = [{ given: 'Ana', family: 'Østergård' }];
  expect(read(await file('bib'), '@bibtex/text')).toMatchObject({ ...common, author });
  expect(read(await file('ris'), '@ris/file')).toMatchObject({ ...common, author });
  expect(JSON.parse(await file('json'))).toMatchObject([{ ...common, author, version: '1' }]);
});

test('a title that is an address is fetched by nobody', async () => {
  let visits = 0;
  const server = createServer((_request, answer) => {
    visits++;
    answer.end('{}');
  });
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/10.1000/182`;
  const slug = await write(anas, address);
  const page = await stranger.get(path(slug, '/cite'));
  expect(blocks(page.text)['plain']).toContain(`Ana Østergård: ${address}. Innovationswiki`);
  for (const ending of ['bib', 'ris', 'json']) {
    expect((await stranger.get(path(slug, `/cite.${ending}`))).status).toBe(200);
  }
  server.close();
  expect(visits).toBe(0);
});

describe('authors', () => {
  test('stand once each, under the newest name that they wrote with, those with most of its words first', async () => {
    const mos = await wiki.joined(mo);
    const slug = await write(anas, 'Tre forfattere');
    await edit(mos, slug, { body: 'Mos første.' });
    await mos.post('/account', { name: 'Mo Lindholm af Skov', title: '', workplace: '' });
    await edit(mos, slug, { body: 'Mos anden, som er lidt længere.' });
    await mos.post('/account', { name: 'Mo Senere', title: '', workplace: '' });
    await edit(bos, slug, { body: 'Mos anden, som er lidt længere. Bos er længst af dem alle tre her.' });
    const { apa, json } = blocks((await stranger.get(path(slug, '/cite'))).text);
    expect(apa).toContain('Åkjær, B., af Skov, M. L., & Østergård, A. (');
    expect(JSON.parse(json!)).toMatchObject([
      {
        author: [
          { given: 'Bo', family: 'Åkjær' },
          { given: 'Mo Lindholm', family: 'af Skov' },
          { given: 'Ana', family: 'Østergård' },
        ],
      },
    ]);
    const article = await findArticle(wiki.db, slug);
    const before = await contributorsOf(wiki.db, article, 2);
    expect(before.authors.map(({ byline }) => byline.name)).toEqual(['Ana Østergård', 'Mo Lindholm']);
  });

  test('who were imported stand as it stood there, and one whose name was erased as that', async () => {
    let tombstone = '';
    await wiki.db.transaction().execute(async (tx) => {
      const content = method({ title: 'Importeret metode' });
      const lines = ['En ting.', 'To ting.', 'Tre ting.', 'Fire ting, og den femte med.'];
      const target = await insertArticle(tx, content, 'CC0-1.0');
      for (const [index, name] of ['amaier', 'dependabot[bot]', 'Karen Høj', 'Slettet Navn'].entries()) {
        const personId = await insertImportedPerson(tx, name, { source: 'example.dk', key: name, at: AT });
        const { byline } = await findPerson(tx, personId);
        const at = `2019-05-07T22:30:0${index}.000Z`;
        const save = {
          content: { ...content, body: lines.slice(0, index + 1).join('\n\n') },
          action: 'import',
          summary: '',
          minor: false,
          baseNumber: null,
        } as const;
        const author = await importedAuthor(tx, byline.id, at);
        await recordRevision(tx, author, { ...target, revisionCount: index }, save);
        if (name !== 'Slettet Navn') continue;
        tombstone = `Bidragyder nr. ${personId}, navn fjernet efter anmodning`;
        await tx.deleteFrom('byline_words').where('byline_id', '=', byline.id).execute();
      }
    });
    const page = (await stranger.get(path('importeret-metode', '/cite'))).text;
    const { plain: text, apa, json } = blocks(page);
    expect(text).toBe(
      `amaier, ${tombstone} m.fl.: Importeret metode. Innovationswiki, version 4, 8. maj 2019. ` +
        'http://localhost:0/wiki/importeret-metode/history/4 CC0 1.0.',
    );
    expect(apa).toContain(
      `amaier, ${tombstone}, dependabot[bot], & Høj, K. (2019, 8. maj). Importeret metode.`,
    );
    expect(JSON.parse(json!)).toMatchObject([
      {
        issued: { 'date-parts': [[2019, 5, 8]] },
        author: [
          { literal: 'amaier' },
          { literal: tombstone },
          { literal: 'dependabot[bot]' },
          { given: 'Karen', family: 'Høj' },
        ],
        note: 'Version 4. CC0 1.0',
      },
    ]);
    expect(linkedDataIn(page).author).toContainEqual({ name: 'dependabot[bot]' });
  });

  test('may be fifty', async () => {
    await fillWiki(wiki.db, { articles: 1, revisions: 60, people: 50, adds: true });
    const page = (await stranger.get(path('artikel-1', '/cite'))).text;
    const shown = blocks(page);
    expect(shown['plain']).toMatch(/^Person Nummer\w*, Person Nummer\w* m\.fl\.: Artikel 1\./);
    expect(shown['apa']!.match(/Nummer/g)).toHaveLength(20);
    expect(shown['apa']).toContain(', P., … Nummer');
    expect(read(shown['bib']!, '@bibtex/text')['author']).toHaveLength(50);
    expect(read(shown['ris']!, '@ris/file')['author']).toHaveLength(50);
    expect(linkedDataIn(page).author).toHaveLength(50);
  });
});

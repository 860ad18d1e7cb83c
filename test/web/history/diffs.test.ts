import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { applyPatch } from 'diff';
import type { Content } from '../../../server/kinds/content.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { insertArticle } from '../../../server/wiki/articles/edits.ts';
import { recordRevision } from '../../../server/wiki/record.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { method } from '../../support/content.ts';
import { ana, bo, join, mo } from '../../support/people.ts';

let wiki: ServedWiki;
let authors: Author[];
let stranger: Client;

beforeAll(async () => {
  wiki = await serveWiki();
  authors = [await join(wiki.db, ana), await join(wiki.db, bo), await join(wiki.db, mo)];
  stranger = wiki.client();
});
afterAll(() => wiki.close());

/** Adds an article with a revision for each content, by each of the people in turn, past every check, as an import does. */
const write = (...contents: Content[]) => writeBy((index) => authors[index % authors.length]!, contents);

async function writeBy(authorOf: (index: number) => Author, contents: Content[]): Promise<void> {
  await wiki.db.transaction().execute(async (tx) => {
    const { id, uid } = await insertArticle(tx, contents[0]!, 'CC-BY-4.0');
    for (const [index, content] of contents.entries()) {
      const save = {
        content,
        action: index === 0 ? 'create' : 'edit',
        summary: `Ændring ${index + 1}`,
        minor: false,
        baseNumber: index || null,
      } as const;
      const target = { id, uid, revisionCount: index };
      await recordRevision(tx, authorOf(index), target, save);
    }
  });
}

/** Returns the page of a difference without what says words to a screen reader alone. */
async function diff(slug: string, rest: string): Promise<string> {
  const answer = await stranger.get(`/wiki/${slug}/diff/${rest}`);
  expect(answer.status).toBe(200);
  return answer.text;
}
const seen = (page: string) => page.replace(/<span class="sr-only">[^<]*<\/span>/g, '');
const cells = (page: string) =>
  [...page.matchAll(/<div class="diff-cell is-(\w+)">/g)].map(([, tone]) => tone);

test('what was stored before it was refused turns nothing around on any page', async () => {
  const turned = (text: string) =>
    method({
      title: 'Vendt \u202Eom',
      lead: 'Vi \u2067sparede.',
      body: `## Vi \u202Ebrugte\n\n\u202E${text}&#8238; kr.`,
    });
  await write(turned('123'), turned('124'), turned('125'));
  const pages = ['', '/history', '/history/1', '/diff/1/2', '/diff/1/2?view=source', '/attribution', '/cite'];
  for (const page of pages) {
    const { text, status } = await stranger.get(`/wiki/vendt-om${page}`);
    expect([page, status, /[\p{Bidi_Control}]/u.test(text)]).toEqual([page, 200, false]);
    expect(text).toContain('Vendt om');
  }
  expect((await stranger.get('/wiki/vendt-om')).text).toContain('125 kr.');
});

describe('the page of a difference', () => {
  const paragraphs = (first: string, ...last: string[]) =>
    [first, 'To.', 'Tre.', 'Fire.', 'Fem.', ...last].join('\n\n');

  beforeAll(() =>
    write(
      method({ title: 'Forskellig', body: paragraphs('Vælg én ting.', 'Seks.') }),
      method({ title: 'Forskellig', body: paragraphs('Vælg én lille ting.', 'Seks.') }),
      method({ title: 'Forskellig', body: paragraphs('Vælg én lille ting.', 'Seks.', 'Syv.') }),
      method({ title: 'Forskellig', body: paragraphs('Vælg én lille ting.', 'Seks.', 'Syv.', 'Otte.') }),
    ),
  );

  test('marks the words that changed, and says so in words', async () => {
    const page = await diff('forskellig', '1/2');
    expect(page).toContain('<ins><span class="sr-only">tilføjet: </span>lille </ins>');
    expect(seen(page)).toContain('Vælg én <ins>lille </ins>ting.');
    expect(cells(page)).toEqual(['removed', 'added']);
  });

  test('folds what is the same, and opens it without JavaScript', async () => {
    const page = await diff('forskellig', '1/2');
    expect(page).toMatch(
      /<details class="diff-fold">\s*<summary>Vis 4 uændrede afsnit<\/summary>[\s\S]*Seks\./,
    );
    expect(await diff('forskellig', '1/2?view=source')).toContain('uændrede linjer');
  });

  test('tells the versions between and who made them, the newest first', async () => {
    const page = await diff('forskellig', '1/4');
    expect(page).toContain('3 versioner af 3 personer');
    const table = /<table[\s\S]*<\/table>/.exec(page)![0];
    const order = ['Version 4', 'Ana Østergård', 'Version 3', 'Mo Lindholm', 'Version 2', 'Bo Åkjær'];
    const places = order.map((text) => table.indexOf(text));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(table).not.toContain('Version 1<');
    expect(table).toContain('href="/wiki/forskellig/diff/2/3"');
    expect(await diff('forskellig', '1/2')).not.toContain('<table');
    expect(await diff('forskellig', '4/1')).toContain('3 versioner af 3 personer');
  });

  test('shows the newest twenty of many versions, and where the others are', async () => {
    const versions = Array.from({ length: 30 }, (_, index) =>
      method({ title: 'Ofte ændret', body: `Gang nummer ${index}.` }),
    );
    await write(...versions);
    const page = await diff('ofte-ændret', '1/30');
    expect(page).toContain('29 versioner af 3 personer');
    expect(page.match(/<tr>/g)).toHaveLength(21);
    expect(page).toContain('href="/wiki/ofte-%C3%A6ndret/history?before=11"');
  });

  test('counts who wrote between, and nobody who wrote before or after alone', async () => {
    const [most, first, last] = authors as [Author, Author, Author];
    const versions = Array.from({ length: 40 }, (_, index) =>
      method({ title: 'Få forfattere', body: `Gang nummer ${index}.` }),
    );
    await writeBy((index) => (index === 0 ? first : index === 39 ? last : most), versions);
    expect(await diff('få-forfattere', '1/40')).toContain('39 versioner af 2 personer');
    expect(await diff('få-forfattere', '1/39')).toContain('38 versioner af 1 person<');
    expect(await diff('få-forfattere', '2/24')).toContain('22 versioner af 1 person<');
  });

  test('says when nothing differs', async () => {
    const page = await diff('forskellig', '2/2');
    expect(page).toContain('De to versioner er ens.');
    expect(page).not.toContain('diff-row');
  });

  test('of numbers that never were answers 404', async () => {
    for (const pair of ['0/1', '1/5', '5/1', 'x/1', '1/1.5']) {
      expect((await stranger.get(`/wiki/forskellig/diff/${pair}`)).status).toBe(404);
    }
  });

  test('reads in English under /en', async () => {
    const page = (await stranger.get('/en/wiki/forskellig/diff/1/4?view=source')).text;
    expect(page).toContain('3 versions by 3 people');
    expect(page).toContain('unchanged lines');
    expect(page).toContain('href="/en/wiki/forskellig/diff/1/4"');
  });
});

describe('a difference tells in words', () => {
  test('what was moved, split, joined, or only set apart', async () => {
    const sentences = ['Vi begynder med de pårørende.', 'Så taler vi med personalet om dagen.'];
    const moving = 'Sig altid til borgeren, at det er et forsøg.';
    const still = ['Spørg databeskyttelsesrådgiveren.', 'Skriv ned, hvad I lærte.', 'Del det med andre.'];
    await write(
      method({ title: 'I ord', body: [moving, ...still, sentences.join(' ')].join('\n\n') }),
      method({
        title: 'I ord',
        body: [...still, moving.replace('borgeren', 'alle'), ...sentences].join('\n\n'),
      }),
      method({
        title: 'I ord',
        body: [...still, moving.replace('borgeren', 'alle'), sentences.join(' ')].join('\n\n'),
      }),
      method({
        title: 'I ord',
        body: [...still, moving.replace('borgeren', 'alle')].join('\n\n\n') + '\n\n' + sentences.join(' '),
      }),
    );
    const moved = await diff('i-ord', '1/2');
    expect(moved).toMatch(
      /id="from-1"[\s\S]*href="#to-1">Flyttet ned<[\s\S]*id="to-1"[\s\S]*href="#from-1">Flyttet hertil, med ændring</,
    );
    expect(moved).toContain('Delt i flere afsnit');
    expect(await diff('i-ord', '2/3')).toContain('Samlet til ét afsnit');
    expect(await diff('i-ord', '3/4')).toContain('Kun luften mellem afsnittene er ændret');
  });

  test('facts field by field, lists by the item, and a new order', async () => {
    const source = (title: string) => ({ title, url: 'https://example.dk/rapport' });
    await write(
      method({
        title: 'Fakta skifter',
        topics: ['Ledelse', 'Tillid'],
        sources: [source('Rapport fra 2024')],
        facts: { timeRequired: 'en uge', participants: '2–6', phase: ['idea', 'problem'] },
      }),
      method({
        title: 'Fakta skifter',
        topics: ['Tillid', 'Ledelse'],
        sources: [source('Rapport fra 2025'), { title: 'https://example.dk', url: 'https://example.dk' }],
        facts: { timeRequired: '2–10 dage', participants: '2–6', phase: ['problem', 'idea'] },
      }),
    );
    const page = seen(await diff('fakta-skifter', '1/2'));
    expect(page).toContain('Fakta\u00A0· Tid');
    expect(page).toMatch(/<del>en uge<\/del>[\s\S]*<ins>2–10 dage<\/ins>/);
    expect(page).not.toContain('2–6');
    expect(page).toContain('Rapport fra <del>2024</del>');
    expect(page).toContain('<ins>&lt;https://example.dk&gt;</ins>');
    expect(page).not.toContain('Kilder\u00A0· rækkefølgen');
    expect(page).toContain('Emner\u00A0· rækkefølgen er ændret');
    expect(page).toContain('Fakta\u00A0· Fase\u00A0· rækkefølgen er ændret');
  });
});

describe('the source view', () => {
  test('shows each line as it was written, with its number in either version', async () => {
    await write(
      method({ title: 'Kilden', body: '# Overskrift\n\nEt *fremhævet* ord\nog en linje til' }),
      method({ title: 'Kilden', body: '# Overskrift\n\nEt _fremhævet_ ord\nog en linje  til\n' }),
    );
    const page = await diff('kilden', '1/2?view=source');
    expect(seen(page)).toContain('Et <del>*</del>fremhævet<del>*</del> ord');
    expect(seen(page)).toContain('Et <ins>_</ins>fremhævet<ins>_</ins> ord');
    expect(seen(page)).toContain('linje<ins>  </ins>til');
    expect(page).toContain('<span class="diff-line">5</span>');
    expect(page).toContain('<strong>kildetekst</strong>');
    expect(await diff('kilden', '1/2')).not.toContain('diff-line');
  });
});

describe('what an import may hold neither hangs nor breaks the page', () => {
  const lines = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => line(i)).join('\n');
  const words = (count: number, word: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => word(i)).join(' ');
  const equal = lines(50_000, () => 'den samme linje');
  const bodies = {
    'femti tusind ens': [equal, `${equal}\nog en ny`],
    'femti tusind andre': [lines(50_000, (i) => `- a${i}`), lines(50_000, (i) => `- b${i * 7}`)],
    'en lang linje': [words(30_000, (i) => `ord${i}`), words(30_000, (i) => (i % 2 ? `ord${i}` : `nyt${i}`))],
    'kun punktummer': ['.'.repeat(200_000), '!'.repeat(200_000)],
    'helt anden tekst': [
      lines(2600, (i) => `${words(8, (j) => `gammel${i * j}`)}\n`),
      lines(2600, (i) => `${words(8, (j) => `ny${i * j}`)}\n`),
    ],
  };

  test.each(Object.entries(bodies))('%s', async (title, [before, after]) => {
    await write(method({ title, body: before! }), method({ title, body: after! }));
    for (const view of ['', '?view=inline', '?view=source']) {
      const start = process.cpuUsage();
      const page = await diff(title.replaceAll(' ', '-'), `1/2${view}`);
      const { user, system } = process.cpuUsage(start);
      // The difference itself takes at most 500 ms; the rest is for the page around it, and for a slow machine.
      expect((user + system) / 1000).toBeLessThan(5000);
      expect(page).toMatch(/<\/html>\s*$/);
      expect(page).toContain('diff-change');
      expect(page.length).toBeLessThan(4_000_000);
    }
  });

  test('and what there is no room for is counted, with a way to it', async () => {
    const page = await diff('femti-tusind-andre', '1/2');
    expect(page).toMatch(
      /Der er [\d.]+ ændringer mere, end der er plads til her\.\s+<a href="[^"]*\?view=source">/,
    );
    expect(page).toContain('afsnit for afsnit og ikke ord for ord');
    const source = await diff('femti-tusind-andre', '1/2?view=source');
    expect(source).toMatch(
      /ændringer mere[^<]*<a href="\/wiki\/femti-tusind-andre\/history\/1">Se version 1</,
    );
    const equal = await diff('femti-tusind-ens', '1/2?view=source');
    expect(equal).toContain('49.999 uændrede linjer er for meget at vise her.');
  });

  test('line breaks in a title, NUL, and lone surrogates', async () => {
    const odd = (word: string) => ({
      body: `Et \0 ${word} \ud800 tegn.`,
      facts: { what: `NUL\0 ${word}` },
      lead: `To\n\nlinjer ${word}`,
    });
    await write(
      method({ title: 'En titel\nmed linjeskift', ...odd('gammelt') }),
      method({ title: 'En titel\nmed linjeskift \udfff', ...odd('nyt') }),
    );
    for (const view of ['', '?view=inline', '?view=source']) {
      const page = await diff('en-titel-med-linjeskift', `1/2${view}`);
      expect(seen(page)).toContain('Et \ufffd <ins>nyt</ins> \ufffd tegn.');
      expect(page).not.toContain('\0');
      expect(page).toContain('NUL\ufffd');
      expect(page).toMatch(/<\/html>\s*$/);
    }
  });
});

describe('the patch beside a difference', () => {
  test('makes the text of one version of that of the other, and is led to from the page', async () => {
    const bodies = ['Æbler\n\nog pærer.', 'Æbler\n\nog blommer.\n', 'Æbler\n\nog blommer.\n'];
    await write(...bodies.map((body, i) => method({ title: 'Frugt på række', lead: `Nr. ${i}.`, body })));
    const at = '/wiki/frugt-p%C3%A5-r%C3%A6kke/diff';
    for (const [from, to] of [
      [1, 2],
      [2, 1],
      [1, 3],
    ] as const) {
      const answer = await stranger.get(`${at}/${from}/${to}.diff`);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        'text/x-diff; charset=utf-8',
      ]);
      expect(answer.headers.get('content-disposition')).toContain(
        `frugt-p%C3%A5-r%C3%A6kke-${from}-${to}.diff`,
      );
      expect(answer.headers.has('set-cookie')).toBe(false);
      expect(applyPatch(bodies[from - 1]!, answer.text)).toBe(bodies[to - 1]);
      expect((await stranger.get(`/wiki/frugt-på-række/source?number=${to}`)).text).toBe(bodies[to - 1]);
    }
    expect((await stranger.get(`${at}/2/3.diff`)).text).toBe('');
    for (const [lang, words] of [
      ['', 'Hent forskellen som fil (.diff)'],
      ['/en', 'Download the difference as a file (.diff)'],
    ]) {
      const page = (await stranger.get(`${lang}${at}/1/2?view=inline`)).text;
      expect(page).toContain(`<a href="${lang}${at}/1/2.diff">${words}</a>`);
      expect((await stranger.get(`${lang}${at}/2/3`)).text).not.toContain('.diff"');
    }
  });

  test('is none of a version that isn’t there', async () => {
    await write(method({ title: 'Alene' }), method({ title: 'Alene', body: 'To.' }));
    expect((await stranger.get('/wiki/alene/diff/1/2.diff')).status).toBe(200);
    for (const rest of ['1/3', '0/1', 'x/2', '1/-1']) {
      expect((await stranger.get(`/wiki/alene/diff/${rest}.diff`)).status).toBe(404);
    }
    expect((await stranger.get('/wiki/findes-ikke/diff/1/2.diff')).status).toBe(404);
  });
});

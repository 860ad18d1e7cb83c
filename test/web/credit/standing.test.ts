/** What readers are told after vandalism: who wrote the article, who is cited, and what is new. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { loadStarter } from '../../../server/wiki/setup/starter.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { method } from '../../support/content.ts';
import { ana, bo, join, mo } from '../../support/people.ts';

let wiki: ServedWiki;
let stranger: Client;
const slug = 'kantinemøde';
const title = 'Kantinemøde';
const path = (rest = '') => `/wiki/${encodeURIComponent(slug)}${rest}`;
const page = async (address: string) => (await stranger.get(address)).text;
const foot = async (address: string) => {
  const text = await page(address);
  return text.slice(text.indexOf('class="credit"'), text.indexOf('<footer'));
};
const citedAt = async (address: string) => {
  const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(await page(address))!;
  return (JSON.parse(json!) as { author: { name: string }[] }).author.map(({ name }) => name);
};

beforeAll(async () => {
  wiki = await serveWiki();
  const { db } = wiki;
  stranger = wiki.client();
  const [anas, bos, mos] = [await join(db, ana), await join(db, bo), await join(db, mo, 'administrator')];
  const body = Array.from({ length: 250 }, (_, i) => `Ord${i}.`).join(' ');
  await db.transaction().execute((tx) => loadStarter(tx, mos));
  await createArticle(db, anas, { content: method({ title, body }), summary: 'Første' });
  const vandal = {
    content: method({ title, lead: 'Vrøvl.', body: 'Vrøvl.' }),
    minor: false,
  };
  await editArticle(db, bos, slug, { ...vandal, summary: 'Hærværket' });
});
afterAll(() => wiki.close());

describe('an article that was vandalised and rolled back', () => {
  beforeAll(async () => {
    const mos = wiki.client();
    await mos.post('/login', { email: mo.email, password: mo.password });
    expect(await citedAt(path())).toEqual(['Ana Østergård', 'Bo Åkjær']);
    expect(await page('/')).toContain('Hærværket');
    const { number } = await findArticle(wiki.db, slug);
    const taken = await mos.post(path('/rollback'), { base: String(number), summary: 'Tilbage' });
    expect(taken.status).toBe(303);
  });

  test('counts neither who did it nor who took it back, and names them apart', async () => {
    const da = await foot(path());
    expect(da).toContain('Skrevet af 1 person fra 1 arbejdsplads.');
    expect(da).toMatch(
      /Ana Østergård.*100.% af teksten.*Har også redigeret: .*Bo Åkjær<\/a>, .*Mo Lindholm<\/a>\. /s,
    );
    expect(da.match(/af teksten/g)).toHaveLength(1);
    const en = await foot(`/en${path()}`);
    expect(en).toMatch(
      /Written by 1 person.*Also edited by: .*Bo Åkjær<\/a>, .*Mo Lindholm<\/a>\. .*See the history/s,
    );
    const credited = await page(path('/attribution'));
    const people = credited.slice(
      credited.indexOf('class="contributors"'),
      credited.indexOf('class="notes"'),
    );
    expect(people).toMatch(/Ana Østergård.*Fremhæv.*Har også redigeret: .*Bo Åkjær.*Mo Lindholm/s);
    expect(people.match(/Fremhæv/g)).toHaveLength(1);
    expect(await page(path('/history'))).toMatch(/3 versioner af 3 personer.*Bo Åkjær/s);
  });

  test('is cited by its authors alone, and an old version by its own', async () => {
    expect(await citedAt(path())).toEqual(['Ana Østergård']);
    for (const file of ['/cite.bib', '/cite.ris', '/cite.json']) {
      const [now, then] = [await page(path(file)), await page(path(`${file}?number=2`))];
      expect([now.includes('Østergård'), now.includes('kjær'), now.includes('Lindholm')]).toEqual([
        true,
        false,
        false,
      ]);
      expect(then).toMatch(/Bo/);
    }
    expect(await page(path('/cite'))).toContain('Ana Østergård: Kantinemøde.');
    expect(await citedAt(path('/history/2'))).toEqual(['Ana Østergård', 'Bo Åkjær']);
    expect(await foot(path('/history/2'))).toContain('Skrevet af 2 personer fra 2 arbejdspladser.');
  });

  test('is new to nobody on the front page, where the starter content is one line; recent changes have all', async () => {
    const da = await page('/');
    expect(da).toContain('Første');
    for (const gone of ['Hærværket', 'Tilbage', 'Bo Åkjær']) expect(da).not.toContain(gone);
    expect(da).toMatch(/<a class="line-title" href="\/articles">Wikien blev fyldt med \d\d artikler<\/a>/);
    expect(da).toContain('Startindhold, lagt ind af');
    expect(da.match(/class="line-title"/g)).toHaveLength(2);
    expect(await page('/en')).toMatch(/The wiki was filled with \d\d articles/);
    const all = await page('/changes');
    for (const shown of ['Hærværket', 'Tilbage', 'tilbageført i version 3']) expect(all).toContain(shown);
    expect(all.match(/Wikien blev fyldt/g)).toHaveLength(1);
    const each = await page('/changes?each=1');
    expect(each).not.toContain('Wikien blev fyldt');
    expect(each.match(/class="line-title"/g)!.length).toBeGreaterThan(10);
  });
});

test('whoever has one word among hundreds has under one percent, and nobody has none', async () => {
  const { db } = wiki;
  const bos = await join(db, { ...bo, name: 'Bo Nissen', email: 'bo2@example.dk' });
  const body = Array.from({ length: 250 }, (_, i) => `Ord${i}.`).join(' ');
  const content = method({ title, body, topics: ['ledelse'] });
  await editArticle(db, bos, slug, { content, summary: 'Et emne', minor: false });
  expect(await foot(path())).toMatch(/over 99.% af teksten.*Bo Nissen.*under 1.% af teksten/s);
  expect(await foot(`/en${path()}`)).toMatch(/over 99% of the text.*under 1% of the text/s);
  const credited = await page(path('/attribution'));
  expect(credited).toMatch(/<strong>over 99.%<\/strong>.*<strong>under 1.%<\/strong>/s);
  expect(credited).not.toMatch(/>0.%</);
  expect(await citedAt(path())).toEqual(['Ana Østergård', 'Bo Nissen']);
});

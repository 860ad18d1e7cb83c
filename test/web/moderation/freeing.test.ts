/** A title that an article had once is set free by a moderator, and old links never lead unseen to another article. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana, join, mo, PASSWORD } from '../../support/people.ts';

const [OLD, NOW] = ['forsøg', 'prøvehandling'].map((slug) => `/wiki/${encodeURIComponent(slug)}`) as [
  string,
  string,
];
const article = { kind: 'method', title: 'Forsøg', lead: 'Et forsøg.', body: 'Prøv.', action: 'save' };
const reason = 'Titlen passer bedre til noget andet.';

let wiki: ServedWiki;
let [anas, mos]: Client[] = [];
let moderator: Author;
beforeEach(async () => {
  wiki = await serveWiki();
  anas = await wiki.joined(ana);
  await anas.post('/new', article);
  await anas.post(`${OLD}/move`, { title: 'Prøvehandling', summary: '' });
  moderator = await join(wiki.db, mo, 'moderator');
  mos = wiki.client();
  await mos.post('/login', { email: mo.email, password: PASSWORD });
});
afterEach(() => wiki.close());

const free = () => mos!.post(`${OLD}/free`, { reason });

test('whoever meets a title that is kept is told by what, and led to who can set it free', async () => {
  const met = await anas!.post('/new', article);
  expect(met.status).toBe(422);
  expect(met.text).toContain('Artiklen »Prøvehandling« har tidligere haft den titel');
  expect(met.text).toContain(`href="${NOW}">Gå til artiklen`);
  expect(met.text).toContain('href="/moderators?about=title#write">Bed en moderator om at frigive titlen');
  expect(met.text).not.toContain('/free"');
  expect((await wiki.client().get('/moderators?about=title')).text).not.toContain('name="subject" value=""');
  const mosMet = await mos!.post('/en/new', article);
  expect(mosMet.text).toContain(`href="/en${OLD}/free">Set the title free`);
});

test('a moderator finds old addresses by the history, and sets one free with a reason', async () => {
  expect((await mos!.get(`${NOW}/history`)).text).toContain(`href="${NOW}/free"`);
  expect((await anas!.get(`${NOW}/history`)).text).not.toContain('/free"');
  const list = await mos!.get(`${NOW}/free`);
  expect(list.text).toContain(`href="${OLD}/free"`);
  const form = await mos!.get(`${OLD}/free`);
  expect(form.text).toContain('Frigiv titlen bag »forsøg«');
  expect([form.text.includes('name="reason"'), list.text.includes('name="reason"')]).toEqual([true, false]);
  const empty = await mos!.post(`${OLD}/free`, { reason: '' });
  expect([empty.status, empty.text.includes('Skriv, hvorfor du gør det.')]).toEqual([422, true]);
  expect((await mos!.post(`${NOW}/free`, { reason })).status).toBe(422);
  expect((await anas!.post(`${OLD}/free`, { reason })).status).toBe(403);
  expect((await wiki.client().post(`${OLD}/free`, { reason })).status).toBe(401);
  expect((await wiki.client().get(OLD)).location).toBe('/wiki/prøvehandling');
  const done = await free();
  expect([done.status, done.location]).toEqual([303, '/wiki/forsøg']);
  expect((await wiki.client().get('/log')).text).toContain('frigav adressen »forsøg«, som førte til');
});

test('the old address says what it led to, who set it free and why, and leads to the same page there', async () => {
  await wiki.client().get(OLD);
  await free();
  for (const [path, rest] of [
    [OLD, ''],
    [`${OLD}/history/1`, '/history/1'],
    [`${OLD}/diff/1/2`, '/diff/1/2'],
  ] as const) {
    const { status, text } = await wiki.client().get(path);
    expect([path, status]).toEqual([path, 410]);
    for (const said of ['Adressen førte tidligere til', 'Mo Lindholm', reason, `href="${NOW}${rest}"`])
      expect(text).toContain(said);
  }
  const english = await wiki.client().get(`/en${OLD}`);
  expect(english.text).toContain('The address used to lead to');
  expect((await wiki.client().get(`${OLD}/cite.json`)).status).toBe(410);
  expect((await anas!.get(`${OLD}/edit`)).status).toBe(410);
  expect((await anas!.post(`${OLD}/edit`, { lead: 'x', action: 'save' })).status).toBe(410);
  await deleteArticle(wiki.db, moderator, 'prøvehandling', 'Vrøvl.');
  const after = await wiki.client().get(OLD);
  expect([after.status, after.text.includes('Prøvehandling')]).toEqual([410, false]);
});

test('an old link to a version doesn’t lead unseen to another article’s', async () => {
  await free();
  expect((await anas!.post('/new', { ...article, lead: 'Noget helt andet.' })).status).toBe(303);
  for (const path of [
    OLD,
    `${OLD}/history`,
    `${OLD}/history/1`,
    `${OLD}/attribution`,
    `${OLD}/cite?number=1`,
  ]) {
    const { status, text } = await wiki.client().get(path);
    expect([path, status]).toEqual([path, 200]);
    expect(text).toContain('Adressen har før ført til');
    expect(text).toContain(`href="${NOW}" lang="da">Prøvehandling</a>`);
  }
  // The new article has no second version yet; the old one has.
  const lacking = await wiki.client().get(`${OLD}/history/2`);
  expect(lacking.status).toBe(404);
  expect(lacking.text).toContain('<h1>Adressen førte før til en anden artikel</h1>');
  expect(lacking.text).toContain(`href="${NOW}/history/2"`);
  expect((await wiki.client().get(`${NOW}/history/9`)).text).not.toContain('Adressen førte før');
  expect((await wiki.client().get(NOW)).text).not.toContain('Adressen har før ført til');
});

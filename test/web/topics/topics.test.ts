import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Form, ServedWiki, Client } from '../../support/client.ts';
import { serveWiki } from '../../support/client.ts';
import { ana, bo, join, mo, PASSWORD } from '../../support/people.ts';

let wiki: ServedWiki;
let [anas, bos, mos, stranger] = [] as unknown as [Client, Client, Client, Client];
beforeAll(async () => {
  wiki = await serveWiki();
  [anas, bos] = [await wiki.joined(ana), await wiki.joined(bo)];
  await join(wiki.db, mo, 'moderator');
  mos = wiki.client();
  await mos.post('/login', { email: mo.email, password: PASSWORD });
  stranger = wiki.client();
});
afterAll(() => wiki.close());

const write = (title: string, topics: string[], form: Form = {}) =>
  anas.post('/new', {
    ...{ kind: 'method', title, lead: `Om ${title}.`, action: 'save' },
    ...Object.fromEntries(topics.map((topic, i) => [`topics[${i}]`, topic])),
    ...form,
  });
const part = encodeURIComponent;
const topics = async (slug: string) =>
  Array.from(
    (await anas.get(`/wiki/${part(slug)}/edit`)).text.matchAll(/name="topics\[\d+\]" value="([^"]+)"/g),
    (match) => match[1],
  );

describe('the page of a topic', () => {
  test('shows its articles and people, and invites to write about it', async () => {
    await write('Vagtplan', ['Nudging', 'Tillidsbaseret ledelse']);
    const page = await stranger.get('/topics/Nudging');
    expect(page.status).toBe(200);
    expect(page.text).toContain('>Nudging</h1>');
    expect(page.text).toContain('href="/wiki/vagtplan"');
    expect(page.text).toContain('Hvem skriver om emnet');
    expect(page.text).toContain('Ana Østergård');
    expect(page.text).toContain('href="/new?kind=topic&amp;title=Nudging"');
    expect(page.text).toContain('href="/changes.atom?topic=Nudging"');
    expect(page.text).not.toContain('href="/articles?topic=Nudging"');
    expect(page.text).not.toContain('href="/people?topic=Nudging"');
    expect(page.text).not.toContain('/topics/Nudging/merge');
    expect((await mos.get('/topics/Nudging')).text).toContain('href="/topics/Nudging/merge"');
    expect((await stranger.get('/en/topics/trust-based-leadership')).text).toContain(
      '>Trust-based leadership</h1>',
    );
  });

  test('leads on from any spelling, and is nowhere for what nobody writes about', async () => {
    expect((await stranger.get('/topics/NUDGING')).location).toBe('/topics/Nudging');
    expect((await stranger.get(`/en/topics/${part('tillidsbaseret ledelse')}`)).location).toBe(
      '/en/topics/trust-based-leadership',
    );
    const list = await stranger.get('/articles?kind=method&topic=nUDGING');
    expect([list.status, list.location]).toEqual([303, '/articles?kind=method&topic=Nudging']);
    expect((await stranger.get('/search?q=plan&topic=nudging')).location).toBe(
      '/search?q=plan&topic=Nudging',
    );
    expect((await stranger.get('/changes.atom?topic=nUDGING')).text).toContain('Vagtplan');
    expect((await stranger.get('/people?topic=nUDGING')).text).toContain('Ana Østergård');
    expect(JSON.parse((await stranger.get('/articles.json?topic=nudging')).text)).toHaveLength(1);
    const none = await stranger.get('/topics/Findes%20ikke');
    expect(none.status).toBe(404);
    expect(none.text).toContain('Emnet findes ikke endnu');
  });

  test('is its own article where somebody wrote that, which ends with the same lists', async () => {
    await write('Åbne data', [], { title: 'Datapolitik', 'topics[0]': 'Åbne data' });
    await write('Åbne data', [], { kind: 'topic' });
    const there = await stranger.get(`/topics/${part('åbne data')}`);
    expect([there.status, there.location]).toEqual([303, '/wiki/åbne-data']);
    const article = await stranger.get(`/wiki/${part('åbne-data')}`);
    expect(article.text).toContain('href="/wiki/datapolitik"');
    expect(article.text).toContain('Artikler om emnet');
    expect((await stranger.get('/wiki/datapolitik')).text).toContain(`href="/topics/${part('Åbne data')}"`);
    expect((await stranger.get('/wiki/datapolitik')).text).not.toContain('Artikler om emnet');
  });

  test('stands whatever its name holds, and asks nothing else of the wiki', async () => {
    const odd = ['../../log', '..', '50 %', 'a/b?c#d', '<b>"\'&', '%2e%2e', '🎉', 'x'.repeat(80)];
    await write('Sære ord', odd);
    const list = await stranger.get('/topics');
    for (const topic of odd.filter((each) => each !== '..')) {
      const page = await stranger.get(`/topics/${part(topic)}`);
      expect([
        topic,
        page.status,
        page.text.includes('href="/wiki/sære-ord"') || page.text.includes(part('sære-ord')),
      ]).toEqual([topic, 200, true]);
      expect(list.text).toContain(`href="/topics/${part(topic).replaceAll("'", '&#39;')}"`);
      expect(page.text).not.toContain('<b>"');
    }
    expect(list.text).toContain('href="/articles?topic=.."');
    expect((await stranger.get('/articles?topic=..')).status).toBe(200);
    for (const path of ['/topics/%00', '/topics/%E2%80%AE', `/topics/${'y'.repeat(1000)}`, '/topics/%20'])
      expect([path, (await stranger.get(path)).status]).toEqual([path, 404]);
    expect((await stranger.get('/topics/%ff')).status).toBe(404);
  });
});

test('the form offers the topics that there are, and a save names them as others do', async () => {
  const form = await anas.get('/new?kind=method');
  expect(form.text).toContain('list="topic-options"');
  for (const topic of ['Nudging', 'Tillidsbaseret ledelse', 'Åbne data'])
    expect(form.text).toContain(`<option value="${topic}"></option>`);
  await write('Skema', ['nUDGING', 'A\u030ABNE DATA', 'Helt nyt']);
  expect(await topics('skema')).toEqual(['Nudging', 'Åbne data', 'Helt nyt']);
  await anas.post('/wiki/skema/edit', { topics: 'Helt nyt\nnudging', action: 'save' });
  expect(await topics('skema')).toEqual(['Helt nyt', 'Nudging']);
  const long = await write('For langt', ['z'.repeat(81)]);
  expect(long.status).toBe(422);
  expect(long.text).toContain('id="topics-error"');
});

test('a moderator merges a topic into another: its addresses, filter, feed and forms lead there, until they are parted', async () => {
  await write('Morgenmøde', ['Tillidsledelse']);
  await bos.post('/watchlist', { subject: 'topic', target: 'tillidsLEDELSE', watch: '1' });
  expect((await bos.post('/topics/Tillidsledelse/merge', { into: 'Nudging', reason: 'Ens' })).status).toBe(
    403,
  );
  const form = await mos.get('/topics/tillidsledelse/merge');
  expect(form.text).toContain('1 artikel kommer til at høre under det andet emne');
  expect(form.text).toContain('<option value="Nudging"></option>');
  const wrong = await mos.post('/topics/tillidsledelse/merge', { into: 'TILLIDSLEDELSE', reason: '' });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('Det er det samme emne.');
  const done = await mos.post('/topics/tillidsledelse/merge', {
    into: 'tillidsbaseret ledelse',
    reason: 'Ens',
  });
  expect([done.status, done.location]).toEqual([303, '/topics/trust-based-leadership']);

  expect((await stranger.get('/topics/Tillidsledelse')).location).toBe('/topics/trust-based-leadership');
  expect((await stranger.get('/articles?topic=Tillidsledelse')).location).toBe(
    '/articles?topic=trust-based-leadership',
  );
  expect((await stranger.get('/search?q=møde&topic=tillidsledelse')).location).toBe(
    '/search?q=møde&topic=trust-based-leadership',
  );
  for (const feed of ['/changes.atom?', '/search.atom?', '/search.atom?q=morgenmøde&'])
    expect((await stranger.get(`${feed}topic=Tillidsledelse`)).text).toMatch(/<title[^>]*>Morgenmøde</);
  const page = await stranger.get('/topics/trust-based-leadership');
  expect(page.text).toContain(
    '<a href="/articles?topic=trust-based-leadership">Se og afgræns alle 2 artikler</a>',
  );
  expect(page.text).toContain('Tillidsledelse, lagt sammen af');
  expect(page.text).toContain('»Ens«');
  expect(page.text).not.toContain('/part"');
  expect((await stranger.get('/topics')).text).not.toContain('Tillidsledelse');
  expect((await stranger.get(`/wiki/${part('morgenmøde')}`)).text).toContain('>Tillidsbaseret ledelse</a>');
  expect((await stranger.get(`/wiki/${part('morgenmøde')}/history/1`)).text).toContain('>Tillidsledelse</a>');
  expect(await topics('morgenmøde')).toEqual(['Tillidsbaseret ledelse']);
  expect((await bos.get('/watchlist')).text).toContain('href="/topics/trust-based-leadership"');
  expect((await stranger.get('/log')).text).toContain(
    'lagde emnet »<a href="/topics/Tillidsledelse">Tillidsledelse</a>« ind under »<a href="/topics/trust-based-leadership">',
  );
  expect((await stranger.get('/en/log')).text).toContain('>Trust-based leadership</a>”');

  expect((await mos.get('/topics/trust-based-leadership')).text).toContain(
    'href="/topics/Tillidsledelse/part"',
  );
  expect((await mos.get('/topics/Tillidsledelse/part')).status).toBe(200);
  expect((await mos.post('/topics/Tillidsledelse/part', { reason: '' })).status).toBe(422);
  expect((await mos.post('/topics/Tillidsledelse/part', { reason: 'To ting' })).status).toBe(303);
  expect((await stranger.get('/topics/Tillidsledelse')).status).toBe(200);
  expect((await mos.post('/topics/Tillidsledelse/part', { reason: 'To ting' })).status).toBe(404);
});

test('the text of a topic that is merged into another leads there', async () => {
  await write('Brugerrejser', ['Rejser']);
  await write('Rejser', [], { kind: 'topic' });
  await mos.post('/topics/rejser/merge', { into: 'Nudging', reason: 'Ens' });
  expect((await stranger.get('/topics/rejser')).location).toBe('/topics/Nudging');
  const text = await stranger.get('/wiki/rejser');
  expect(text.text).toContain('Emnet hører nu under <a href="/topics/Nudging">Nudging</a>.');
  expect(text.text).not.toContain('Artikler om emnet');
});

test('all topics can be had as a file, each with how many articles it has', async () => {
  const sheet = await stranger.get('/topics.csv');
  expect(sheet.headers.get('content-disposition')).toBe('attachment; filename="emner.csv"');
  expect(sheet.text).toContain('\ufeffEmne;Adresse;Artikler;Emnets artikel');
  const all = JSON.parse((await stranger.get('/en/topics.json')).text) as Record<string, unknown>[];
  expect(all).toContainEqual(
    expect.objectContaining({
      topic: 'Trust-based leadership',
      address: expect.stringContaining('/en/topics/trust-based-leadership'),
    }),
  );
  expect(all).toContainEqual(expect.objectContaining({ topic: 'Åbne data', articles: 1, text: 'Åbne data' }));
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { authorOf } from '../../../server/wiki/history/author.ts';
import { blockPerson } from '../../../server/wiki/moderation/blocks.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { hideRevision } from '../../../server/wiki/moderation/hiding.ts';
import { newcomersSince } from '../../../server/wiki/people/newcomers.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana, bo, join, mo } from '../../support/people.ts';

let now = '2026-11-21T17:05:00.000Z';
let wiki: ServedWiki;
let [anas, bos, stranger] = [] as unknown as [Client, Client, Client];
beforeAll(async () => {
  wiki = await serveWiki({}, () => now);
  [anas, bos, stranger] = [await wiki.joined(ana), await wiki.joined(bo), wiki.client()];
});
afterAll(() => wiki.close());

const front = async (path = '/') => (await stranger.get(path)).text;
const part = (text: string, heading: string) =>
  text.split(`<h2>${heading}</h2>`)[1]?.split('</section>')[0] ?? '';
const write = (client: Client, title: string, form: Record<string, string> = {}) =>
  client.post('/new', { kind: 'method', title, lead: `Om ${title}.`, action: 'save', ...form });
const mos = async () => (await authorOf(wiki.db, moderator, now))!;
let moderator: number;

test('an empty wiki invites to begin, and tells of nothing that isn’t there', async () => {
  const text = await front();
  expect(text).toContain('Her er ingen artikler endnu. Vil du skrive den første?');
  for (const heading of ['Her kan du hjælpe', 'Nye bidragydere', 'Emner'])
    expect(text).not.toContain(`<h2>${heading}</h2>`);
});

describe('a wiki with articles', () => {
  beforeAll(async () => {
    moderator = (await join(wiki.db, mo, 'moderator')).personId;
    await write(anas, 'Tavlemøde', {
      'topics[0]': 'Ledelse',
      body: '## Sådan gør du\n\nStå op ved tavlen.\n',
    });
    await write(anas, 'Andagt', { body: 'Se [[Tavlemøde#Findes ikke]].' });
    await bos.post('/wiki/tavlem%C3%B8de/edit', {
      lead: 'Rettet af Bo.',
      action: 'save',
      summary: 'Bos ord',
    });
    await bos.post('/wiki/andagt/edit', {
      lead: 'Komma.',
      action: 'save',
      summary: 'Bare et komma',
      minor: '1',
    });
    await bos.post('/wiki/tavlem%C3%B8de/talk', {
      section: 'eksempler',
      title: 'Hvor?',
      words: 'Hvor gør man det?',
    });
  });

  test('tells of improvements by name, and of none that is minor', async () => {
    const latest = part(await front(), 'Senest forbedret');
    expect(latest).toContain('Bos ord');
    expect(latest).toContain('Bo Åkjær');
    expect(latest).not.toContain('Bare et komma');
  });

  test('tells of the newest improvement of each article alone', async () => {
    expect(part(await front(), 'Senest forbedret').match(/>Tavlemøde</g)).toHaveLength(1);
  });

  test('names what needs a hand, each once, by what it lacks', async () => {
    const hands = part(await front(), 'Her kan du hjælpe');
    expect(hands).toContain('en læser har spurgt');
    expect(hands).toMatch(/href="\/wiki\/tavlem%C3%B8de\/talk\/\d+"/);
    expect(hands.match(/Tavlemøde/g)).toHaveLength(1);
    expect(hands).toContain('et link fører til et afsnit, der ikke findes længere');
    expect(part(await front('/en'), 'Where you can help')).toContain('a reader has asked');
    expect(await front()).toContain('1 artikel mangler en hjælpende hånd');
  });

  test('leads to the topics that something is written about', async () => {
    const topics = part(await front(), 'Emner');
    expect(topics).toContain('href="/topics/leadership"');
    expect(topics).not.toContain('Digitalisering');
  });

  test('welcomes who has just begun, with what they wrote, for thirty days', async () => {
    const newcomers = part(await front(), 'Nye bidragydere');
    expect(newcomers).toContain('sygeplejerske, Region Nordjylland');
    expect(newcomers).toContain('href="/wiki/tavlem%C3%B8de"');
    expect(newcomers.indexOf('Bo Åkjær')).toBeLessThan(newcomers.indexOf('Ana Østergård'));
    now = '2026-12-21T17:05:00.001Z';
    expect(await front()).not.toContain('<h2>Nye bidragydere</h2>');
    now = '2026-11-21T17:05:00.000Z';
  });

  test('welcomes nobody who is blocked, and nobody for words that are hidden or deleted', async () => {
    const since = '2026-11-01T00:00:00.000Z';
    const names = async () => (await newcomersSince(wiki.db, since, 9)).map(({ byline }) => byline.name);
    expect(await names()).toEqual(['Bo Åkjær', 'Ana Østergård']);
    const { id } = (await wiki.db
      .selectFrom('credential')
      .select('person_id as id')
      .where('email', '=', bo.email)
      .executeTakeFirst())!;
    await blockPerson(wiki.db, await mos(), id, { scope: 'editing', until: null, reason: 'Spam' });
    expect(await names()).toEqual(['Ana Østergård']);
    expect(part(await front(), 'Nye bidragydere')).not.toContain('Bo Åkjær');
    await write(anas, 'Endnu en');
    await hideRevision(
      wiki.db,
      await mos(),
      { slug: 'tavlemøde', number: 1 },
      { text: true, summary: false, reason: 'Privat' },
    );
    expect(await names()).toEqual([]);
    await deleteArticle(wiki.db, await mos(), 'tavlemøde', 'Væk');
    const text = await front();
    expect(text).not.toContain('Tavlemøde');
    expect(text).not.toContain('href="/topics/leadership"');
    expect((await findArticle(wiki.db, 'endnu-en')).title).toBe('Endnu en');
  });
});

test('what is wanted, what nothing links to, and what is asked can be had as files', async () => {
  await write(anas, 'Ønsker', { body: 'Se [[Prøvebænk]] og [[Æblekasse]].' });
  await anas.post('/wiki/%C3%B8nsker/talk', {
    section: 'eksempler',
    title: 'Hvornår?',
    words: 'Hvornår er det?',
  });
  const wanted = JSON.parse((await stranger.get('/wanted.json')).text) as unknown[];
  expect(wanted).toContainEqual({
    title: 'Prøvebænk',
    articles: 1,
    address: expect.stringContaining(`/new?title=${encodeURIComponent('Prøvebænk')}`),
  });
  expect((await stranger.get('/wanted.csv')).text).toContain('\ufeffTitel;Nævnt i antal artikler;Adresse');
  const orphans = JSON.parse((await stranger.get('/en/orphans.json')).text) as { title: string }[];
  expect(orphans.map(({ title }) => title)).toEqual(expect.arrayContaining(['Endnu en', 'Ønsker']));
  expect(orphans.map(({ title }) => title)).not.toContain('Tavlemøde');
  const [question] = JSON.parse((await stranger.get('/questions.json')).text) as object[];
  expect(question).toMatchObject({
    question: 'Hvornår?',
    article: 'Ønsker',
    section: 'Eksempler',
    answers: 0,
  });
  expect(JSON.parse((await stranger.get('/questions.json?kind=case')).text)).toEqual([]);
  for (const path of ['/wanted', '/orphans', '/questions'])
    expect((await stranger.get(path)).text).toContain(`href="${path}.csv"`);
});

/** Whoever wrote a revision together with its author stands beside them wherever it's told who wrote what. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { kindOf } from '../../../server/kinds/index.ts';
import { importHistory } from '../../../server/wiki/exchange/imports.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana, join } from '../../support/people.ts';

let wiki: ServedWiki;
let stranger: Client;
let performer: Author;
const terms = { source: 'git:x', kind: kindOf('method')!, licence: 'CC0-1.0' };

const by = (name: string) => ({ name, email: `${name.split(' ')[0]!}@example.com` });
const commit = (id: string, name: string, others: readonly string[], text: string, title = 'Kort') => ({
  ...{ id, author: by(name), merge: false },
  writtenAt: `2020-05-0${id}T08:00:00.000Z`,
  message: `Ret\n\n${others.map((other) => `Co-authored-by: ${other} <${by(other).email}>`).join('\n')}`,
  changes: [{ path: `${title}.md`, read: () => Promise.resolve(`# ${title}\n\n${text}\n`) }],
});

beforeAll(async () => {
  wiki = await serveWiki();
  stranger = wiki.client();
  performer = await join(wiki.db, ana, 'administrator');
  await importHistory(wiki.db, performer, terms, [
    commit('1', 'Jo Doe', ['Lars Bæk', 'Mie & Co'], 'Læg alle kortene ud på bordet.'),
    commit('2', 'Ib Krogh', [], 'Læg alle kortene ud på bordet.\n\nTal så om dem.'),
  ]);
});
afterAll(() => wiki.close());

/** The words of a page, without its elements. */
const wordsOf = async (path: string) =>
  (await stranger.get(path)).text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test.each([
  '/wiki/kort/history',
  '/wiki/kort/history/1',
  '/wiki/kort/diff/1/2',
  '/wiki/kort/attribution',
  '/changes?each=1',
])('%s names them', async (path) => {
  expect(await wordsOf(path)).toContain('Jo Doe sammen med Lars Bæk og navn ikke oplyst: Mie &amp; Co');
  expect(await wordsOf(`/en${path}`)).toContain(
    'Jo Doe together with Lars Bæk and name not given: Mie &amp; Co',
  );
});

test('the article, its citations and its history count each of them', async () => {
  const page = await wordsOf('/wiki/kort');
  for (const name of ['Jo Doe', 'Lars Bæk', 'Mie &amp; Co', 'Ib Krogh']) expect(page).toContain(name);
  expect(await wordsOf('/wiki/kort/history')).toContain('4 personer');
  expect(await wordsOf('/wiki/kort/history/1')).not.toContain('fra en anden artikel');
  const cite = await wordsOf('/wiki/kort/cite');
  expect(cite).toMatch(/Doe, J\./);
  expect(cite).toMatch(/Bæk, L\./);
});

test('a passage is said to be by all of them, for people and for machines', async () => {
  const asked = `/wiki/kort/attribution.json?passage=${encodeURIComponent('alle kortene')}`;
  const { runs, citation, html } = JSON.parse((await stranger.get(asked)).text) as {
    runs: { author: { name: string }; coAuthors?: { name: string }[] }[];
    citation: string;
    html: string;
  };
  expect(runs.map(({ author, coAuthors = [] }) => [author, ...coAuthors].map(({ name }) => name))).toEqual([
    ['Jo Doe', 'Lars Bæk', 'Mie & Co'],
  ]);
  expect(citation).toContain('Jo Doe');
  expect(citation).toContain('Lars Bæk');
  expect(html).toContain('sammen med');
  const file = JSON.parse((await stranger.get('/wiki/kort/attribution.json')).text) as {
    authors: { name: string }[];
    runs: { text: string; author: number; coAuthors?: number[] }[];
  };
  const named = file.runs.map(({ author, coAuthors = [] }) =>
    [author, ...coAuthors].map((place) => file.authors[place]!.name),
  );
  expect(named[0]).toEqual(['Jo Doe', 'Lars Bæk', 'Mie & Co']);
  expect(named.at(-1)).toEqual(['Ib Krogh']);
});

test('what somebody wrote together with others is lifted out for each of them', async () => {
  const page = (await stranger.get('/wiki/kort/attribution')).text;
  const people = [...page.matchAll(/[?&;]person=(\d+)/g)].map(([, id]) => id!);
  expect(new Set(people).size).toBe(4);
  const lifted = async (id: string) =>
    (await stranger.get(`/wiki/kort/attribution?person=${id}`)).text.match(/class="[^"]*is-lifted/g)?.length;
  for (const id of new Set(people)) expect(await lifted(id)).toBeGreaterThan(1);
});

test('whoever imported it all is named for it, on the page of changes and in its feed', async () => {
  expect(await wordsOf('/changes')).toMatch(/1 artikel blev importeret Ana Østergård /);
  expect(await wordsOf('/en/changes')).toMatch(/1 article was imported Ana Østergård /);
  expect((await stranger.get('/changes.atom')).text).toContain('<author><name>Ana Østergård</name></author>');
});

test('a person’s page lists it, and a feed names each', async () => {
  const history = (await stranger.get('/wiki/kort/history')).text;
  const [, id] = /\/people\/(\d+)"[^>]*>Lars Bæk/.exec(history)!;
  expect(await wordsOf(`/people/${id}`)).toContain('Kort');
  const feed = (await stranger.get('/changes.atom?each=1')).text;
  expect(feed.match(/<author><name>[^<]*<\/name><\/author>/g)).toHaveLength(4);
  expect(feed).toContain('<author><name>Lars Bæk</name></author>');
});

test('lists name them as the last who wrote, and the feed of a search each of them', async () => {
  await importHistory(wiki.db, performer, terms, [
    commit('3', 'Jo Doe', ['Lars Bæk', 'Mie & Co'], 'Stil jer op.', 'Tavle'),
  ]);
  for (const path of ['/articles', '/search?q=tavle'])
    expect(await wordsOf(path)).toMatch(/ af Jo Doe sammen med Lars Bæk og navn ikke oplyst: Mie &amp; Co /);
  expect(await wordsOf('/search?q=kort')).toContain(' af Ib Krogh ');
  expect(await wordsOf('/search?q=kort')).not.toContain('sammen med');
  const feed = (await stranger.get('/search.atom?kind=method')).text;
  const authors = feed.split('<entry>').map((entry) => [...entry.matchAll(/<author><name>([^<]*)</g)]);
  expect(authors.slice(1).map((found) => found.map(([, name]) => name))).toEqual([
    ['Jo Doe', 'Lars Bæk', 'navn ikke oplyst: Mie &amp; Co'],
    ['Ib Krogh'],
  ]);
});

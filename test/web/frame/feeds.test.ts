/** Every feed of the wiki, read back by a parser and held against RFC 4287. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseDocument, parseFeed } from 'htmlparser2';
import { addresses } from '../../../server/web/doors.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { faultsIn, type FeedElement } from '../../support/feeds.ts';
import { ana, bo, join, mo } from '../../support/people.ts';

type Parsed = ReturnType<typeof parseDocument>['children'][number];

let wiki: ServedWiki;
let bos: Client;
const TITLE = 'Lån & <b>lav</b> om';
const SLUG = 'lån-b-lav-b-om';
const page = `/wiki/${encodeURIComponent(SLUG)}`;

/** The feeds, by the paths that their doors give, and what each is asked for by. */
const FEEDS: Record<string, string[]> = {
  '/changes.atom': [
    '',
    '?person=1',
    `?article=${encodeURIComponent(SLUG)}`,
    '?topic=Ledelse+%26+%3Ctillid%3E',
    '?what=acts',
  ],
  '/log.atom': ['', '?act=post'],
  '/search.atom': [
    '',
    '?q=l%C3%A5n',
    '?q=%3Cb%3E+%26+l%C3%A5n',
    '?kind=method&topic=Ledelse+%26+%3Ctillid%3E',
    '?q=findes-ikke',
  ],
  '/wiki/:slug/talk.atom': [''],
};
const asked = Object.entries(FEEDS).flatMap(([path, queries]) =>
  queries.flatMap((query) => ['', '/en'].map((lang) => lang + path.replace('/wiki/:slug', page) + query)),
);

beforeAll(async () => {
  wiki = await serveWiki();
  const anas = await wiki.joined(ana);
  bos = await wiki.joined(bo);
  const moderator = await join(wiki.db, mo, 'moderator');
  const article = {
    kind: 'method',
    title: TITLE,
    lead: 'Lån & <i>del</i> 😀 ]]> ting.',
    topics: 'Ledelse & <tillid>',
  };
  await anas.post('/new?kind=method', { ...article, body: 'Lån.', summary: '', action: 'save' });
  await bos.post(`${page}/edit`, { body: 'Lån igen.', summary: 'Fordi <b> & ]]> "det".', action: 'save' });
  for (const title of ['Til en', 'Til to'])
    await anas.post('/new?kind=method', { ...article, title, body: 'Andet.', summary: '', action: 'save' });
  const talk = {
    title: 'Hvor <meget> & hvornår?',
    words: 'Se `<script>alert(1)</script>` & **svar**.',
    action: 'save',
  };
  await bos.post(`${page}/talk`, talk);
  await deleteArticle(wiki.db, moderator, 'til-to', 'Den er <tom> & gal.');
});
afterAll(() => wiki.close());

test('every feed that a door has is read here', () => {
  const paths = addresses.all.map(({ path }) => path);
  expect(paths.filter((path) => path.endsWith('.atom')).sort()).toEqual(Object.keys(FEEDS).sort());
});

describe.each(asked)('%s', (path) => {
  test('is a feed that is whole, and says the same again under the same ids', async () => {
    const answer = await wiki.client().get(path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'application/atom+xml; charset=utf-8',
    ]);
    const feed = readFeed(answer.text);
    expect(faultsIn(feed)).toEqual([]);
    const read = parseFeed(answer.text, { xmlMode: true })!;
    expect(read.type).toBe('atom');
    expect(read.items.every(({ id, link, pubDate }) => id && link && pubDate)).toBe(true);
    expect(read.items.length).toBeGreaterThanOrEqual(/findes-ikke/.test(path) ? 0 : 1);
    const again = parseFeed((await wiki.client().get(path)).text, { xmlMode: true })!;
    expect(again.items.map(({ id }) => id)).toEqual(read.items.map(({ id }) => id));
  });
});

test('an article keeps its id in a search’s feed when it’s called something else', async () => {
  const idOf = async (title: string) => {
    const feed = parseFeed((await wiki.client().get('/search.atom?kind=method')).text, { xmlMode: true })!;
    return feed.items.find((item) => item.title === title)!.id;
  };
  const before = await idOf('Til en');
  expect((await bos.post('/wiki/til-en/move', { title: 'Til alle', summary: 'Bedre.' })).status).toBe(303);
  expect(await idOf('Til alle')).toBe(before);
});

test('what is no feed that RFC 4287 allows is caught', async () => {
  const { text } = await wiki.client().get('/changes.atom');
  const broken = text
    .replace(/<id>[^<]*<\/id>/, '<id>/changes</id>')
    .replace(/<updated>[^<]*<\/updated>/, '<updated>i går</updated>')
    .replace(/<link rel="self"[^>]*>/, '')
    .replace(/<author>.*?<\/author>/, '')
    .replace(/(<entry>\s*)<title>[^<]*<\/title>/, '$1<title><b>Fed</b></title>');
  const faults = faultsIn(readFeed(broken)).map((fault) => fault.split(':')[0]);
  expect(faults).toEqual(
    expect.arrayContaining(['has no self link', 'no moment', 'no address', 'no author', 'markup in title']),
  );
});

function readFeed(text: string): FeedElement {
  const { children } = parseDocument(text, { xmlMode: true });
  return children.flatMap(elementOf)[0]!;
}

function elementOf(node: Parsed): FeedElement[] {
  if (!('name' in node && 'attribs' in node)) return [];
  const { name, attribs } = node as { name: string; attribs: Record<string, string> };
  const children = 'children' in node ? (node.children as Parsed[]) : [];
  return [{ name, attributes: attribs, text: textOf(children), children: children.flatMap(elementOf) }];
}

function textOf(nodes: Parsed[]): string {
  return nodes
    .map((node) => ('data' in node ? node.data : 'children' in node ? textOf(node.children as Parsed[]) : ''))
    .join('');
}

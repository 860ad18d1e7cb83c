/** What others show of a link to a page: its title and lead, in its own language, and nothing that its readers aren't shown. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana } from '../../support/people.ts';

let wiki: ServedWiki;
let anas: Client;
beforeAll(async () => {
  wiki = await serveWiki({ BASE_URL: 'https://intra.example.dk/innovation' });
  anas = await wiki.joined(ana);
  const lån = { kind: 'method', title: 'Lån & pant', lead: 'Om "lån" <her>.', body: 'Tekst.' };
  await anas.post('/new', { ...lån, action: 'save' }, { origin: 'https://intra.example.dk' });
  const edit = { lead: 'Om at låne.', base: '1', action: 'save' };
  await anas.post('/wiki/lån-pant/edit', edit, { origin: 'https://intra.example.dk' });
});
afterAll(() => wiki.close());

const metaOf = async (path: string, client = wiki.client()) => {
  const { text } = await client.get(path);
  return Object.fromEntries(
    Array.from(
      text.matchAll(/<meta (?:name|property)="(description|og:[^"]*)" content="([^"]*)">/g),
      (match) => match.slice(1),
    ),
  ) as Record<string, string>;
};

test('an article tells its title and lead, and where it is', async () => {
  expect(await metaOf('/wiki/lån-pant')).toEqual({
    description: 'Om at låne.',
    'og:title': 'Lån &amp; pant',
    'og:description': 'Om at låne.',
    'og:type': 'article',
    'og:url': 'https://intra.example.dk/innovation/wiki/l%C3%A5n-pant',
    'og:locale': 'da_DK',
    'og:site_name': 'Innovationswiki',
  });
  expect(await metaOf('/en/wiki/lån-pant')).toMatchObject({
    'og:url': 'https://intra.example.dk/innovation/en/wiki/l%C3%A5n-pant',
    'og:locale': 'en_GB',
  });
});

test('an old version tells its own lead, with nothing that ends where it’s written', async () => {
  expect(await metaOf('/wiki/lån-pant/history/1')).toMatchObject({
    description: 'Om &#34;lån&#34; &lt;her&gt;.',
    'og:type': 'article',
    'og:url': 'https://intra.example.dk/innovation/wiki/l%C3%A5n-pant/history/1',
  });
});

test('pages about an article tell its lead, and all others what the wiki is', async () => {
  for (const rest of ['/history', '/diff/1/2', '/attribution', '/cite'])
    expect(await metaOf(`/wiki/lån-pant${rest}`)).toMatchObject({
      description: 'Om at låne.',
      'og:type': 'website',
    });
  expect(await metaOf('/')).toMatchObject({
    description:
      'En åben wiki om offentlig innovation. Alle kan læse med, og alle kan bidrage under deres eget navn.',
    'og:title': 'Innovationswiki',
  });
  expect(await metaOf('/wanted?after=x&other=y')).toMatchObject({
    'og:title': 'Ønskede artikler',
    'og:url': 'https://intra.example.dk/innovation/wanted?after=x',
  });
});

test('a form, what isn’t there, and what machines leave out tell nothing', async () => {
  expect(await metaOf('/wiki/lån-pant/edit', anas)).toEqual({});
  expect(await metaOf('/wiki/findes-ikke')).toEqual({});
  expect(await metaOf('/search?q=lån')).toEqual({});
});

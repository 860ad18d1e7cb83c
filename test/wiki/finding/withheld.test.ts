/** What no search may give away, and what heaps of junk may not cost it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { articlesAlike } from '../../../server/wiki/finding/alike.ts';
import { countFacets } from '../../../server/wiki/finding/facets.ts';
import { wholeArticles } from '../../../server/wiki/finding/lists.ts';
import { search } from '../../../server/wiki/finding/search.ts';
import { meantBy } from '../../../server/wiki/finding/spelling.ts';
import { suggest } from '../../../server/wiki/finding/suggestions.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { method } from '../../support/content.ts';
import { fillWith } from '../../support/library.ts';
import { LARGEST, prose } from '../../support/nasty.ts';
import { peopled, type PeopledWiki } from '../../support/people.ts';

let wiki: PeopledWiki;
beforeAll(async () => void (wiki = await peopled()));
afterAll(() => wiki.close());

const find = (typed: string) => search(wiki.db, { typed, filters: {}, sort: 'best', offset: 0, limit: 25 });

describe('of a deleted article', () => {
  beforeAll(async () => {
    await fillWith(wiki.db, wiki.anas, [
      method({ title: 'Slettet', body: 'Et zebrafisk.', topics: ['akvarieliv'] }),
      method({ title: 'Står endnu', body: 'En zebrafiskehandel.' }),
    ]);
    expect((await suggest(wiki.db, 'akvarie', 8)).topics).toEqual(['akvarieliv']);
    expect(await meantBy(wiki.db, 'zebrafisx')).toMatchObject({ text: 'zebrafisk' });
    await deleteArticle(wiki.db, wiki.mos, 'slettet', 'Prøve');
  });

  test('nothing is counted in any facet', async () => {
    const counts = await countFacets(wiki.db, {});
    expect(counts.get('topic') ?? []).not.toContainEqual({ value: 'akvarieliv', count: 1 });
    expect(counts.get('kind')).toEqual([{ value: 'method', count: 1 }]);
    expect(counts).toEqual(await countFacets(wiki.db, { kinds: ['method'] }));
  });

  test('no topic is suggested', async () => {
    expect((await suggest(wiki.db, 'akvarie', 8)).topics).toEqual([]);
  });

  test('no word is what was meant, though another article holds a compound of it', async () => {
    expect(await meantBy(wiki.db, 'zebrafisx')).toBeUndefined();
  });

  test('half a word finds nothing of it, and it’s named by no count of words', async () => {
    const { found } = await find('zebraf');
    expect(found.map(({ article }) => article.title)).toEqual(['Står endnu']);
    expect((await find('akvariel')).count).toBe(0);
    expect((await find('akvarieliv kvantefysik')).words).toEqual([]);
  });
});

describe('an article', () => {
  test('with marks that stand alone, and with words that part a letter, is saved and found', async () => {
    const long = ['\u{10330}', '\u{10428}'].map((last) => `a${'\u{10330}'.repeat(29)}${last}\u{10330}`);
    const title = `Tegn ${long.join(' ')}`;
    await fillWith(wiki.db, wiki.anas, [
      method({ title, lead: 'En \u0301 lead.', body: 'Ord \u0301 og \u20dd.' }),
    ]);
    expect((await find('tegn')).count).toBe(1);
    for (const typed of ['\u0301', 'tegn \u0301', '"\u0301"', '-\u0301', '\u0903', long[0]!]) {
      expect((await find(typed)).count).toBeLessThanOrEqual(1);
    }
  });

  test('of words that nobody writes teaches the vocabulary no more than its first', async () => {
    const count = async () => {
      const rows = wiki.db.selectFrom('vocabulary').select((eb) => eb.fn.countAll<number>().as('count'));
      return (await rows.executeTakeFirstOrThrow()).count;
    };
    const before = await count();
    const words = Array.from({ length: LARGEST / 61 - 10 }, (_, i) => `${'ordet'.repeat(11)}${10_000 + i}`);
    await fillWith(wiki.db, wiki.anas, [method({ title: 'Ordbunke', body: words.join(' ') })]);
    expect(await count()).toBeLessThan(before + 600);
    expect((await find(words.at(-1)!)).count).toBe(1);
  });
});

test('an article resembles others by what its beginning says, however long it is', async () => {
  const body = `${'Om ræveskind. '.repeat(50)}${prose(1, 25_000)}${'Om ravkugler. '.repeat(3000)}`;
  const long = method({ title: 'Lang', body });
  await fillWith(wiki.db, wiki.anas, [
    long,
    method({ title: 'Rav', body: 'En ravkugle.' }),
    method({ title: 'Pels', body: 'Et ræveskind.' }),
  ]);
  const { id, sequence } = await wiki.db
    .selectFrom('article')
    .select(['id', 'sequence'])
    .where('title', '=', 'Lang')
    .executeTakeFirstOrThrow();
  const [first] = await articlesAlike(wiki.db, { id, sequence, content: long }, 5);
  expect(first!.title).toBe('Pels');
});

test('many large articles are found for little', async () => {
  const body = `${prose().slice(0, -100)}\n\nKvindemuseum her.`;
  const titles = Array.from({ length: 12 }, (_, i) => `Bunke ${i}`);
  await fillWith(
    wiki.db,
    wiki.anas,
    titles.map((title) => method({ title, body })),
  );
  let least = Infinity;
  for (let tries = 4; tries > 0; tries--) {
    const start = process.cpuUsage();
    expect((await find('kvindemuseum')).count).toBe(12);
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  expect(least).toBeLessThan(200);
}, 120_000);

test('a list of whole articles keeps none of their bodies', async () => {
  for await (const some of wholeArticles(wiki.db, {})) {
    expect(some.length).toBeGreaterThan(1);
    for (const { content } of some) expect(content).not.toHaveProperty('body');
  }
});

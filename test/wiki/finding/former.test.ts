import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createArticle, moveArticle } from '../../../server/wiki/articles/edits.ts';
import { search, type Sort } from '../../../server/wiki/finding/search.ts';
import { method } from '../../support/content.ts';
import { peopled, type PeopledWiki } from '../../support/people.ts';

let wiki: PeopledWiki;
beforeAll(async () => {
  wiki = await peopled();
  const titles = [
    'Ådalens værksted',
    'Ådalens værksted for alle',
    'Ådalens værksted i byen',
    'Et hus ved åen',
  ];
  await named(titles);
  await named(['Ærlige samtaler', 'Samtaler']);
  await named(['Børnenes råd', 'Rådet']);
});
afterAll(() => wiki.close());

/** Writes an article that has had some titles, the last of them now. */
async function named([first = '', ...later]: readonly string[]) {
  let { slug } = await createArticle(wiki.db, wiki.anas, {
    content: method({ title: first, body: 'Tekst.' }),
    summary: '',
  });
  for (const title of later) ({ slug } = await moveSaved(slug, title));
}

async function moveSaved(slug: string, title: string) {
  const saved = await moveArticle(wiki.db, wiki.anas, slug, { title, summary: '' });
  if (saved.outcome !== 'saved') throw new Error('A move clashes with none');
  return saved;
}

const find = (typed: string, sort: Sort = 'best') =>
  search(wiki.db, { typed, filters: {}, sort, offset: 0, limit: 10 });

test.each(['Ådalens værksted', 'ådalens', 'Aadalens værksted', 'aadalens vaerksted'])(
  'an article counts once, by however many earlier titles it is found, and however they are spelled: %s',
  async (typed) => {
    const { found, count, whole } = await find(typed);
    expect(found.map(({ article }) => article.title)).toEqual(['Et hus ved åen']);
    expect([count, whole]).toEqual([1, 1]);
  },
);

test.each([
  ['Aerlige samtaler', 'Samtaler'],
  ['Boernenes raad', 'Rådet'],
  ['børnenes raad', 'Rådet'],
])('an earlier title is found as it is written where there is no æ, ø or å: %s', async (typed, title) => {
  const { found } = await find(typed);
  expect(found[0]?.article.title).toBe(title);
});

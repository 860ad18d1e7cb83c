/** What links where, as lists tell it: by any title an article had, and nothing of an article that is deleted. */
import { expect, test } from '@jest/globals';
import { slices } from '../../../server/db/slices.ts';
import { createArticle, editArticle, moveArticle } from '../../../server/wiki/articles/edits.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import {
  isOutdatedSomewhere,
  listBacklinks,
  listOutdated,
  titleFrom,
} from '../../../server/wiki/links/backlinks.ts';
import { search } from '../../../server/wiki/finding/search.ts';
import { formerHeadings } from '../../../server/wiki/links/former-headings.ts';
import { linkingArticles } from '../../../server/wiki/links/linking.ts';
import { listLostHeadings } from '../../../server/wiki/links/lost-headings.ts';
import { listOrphans } from '../../../server/wiki/links/orphans.ts';
import { listWanted } from '../../../server/wiki/links/wanted.ts';
import { deleteArticle, undeleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { method } from '../../support/content.ts';
import { slowness } from '../../support/cost.ts';
import { peopledEach } from '../../support/people.ts';

const wiki = peopledEach();

const write = (title: string, body: string) =>
  createArticle(wiki.db, wiki.anas, { content: method({ title, body }), summary: '' });
const edit = (title: string, body: string) =>
  editArticle(wiki.db, wiki.bos, title, { content: method({ title, body }), summary: '', minor: false });
const move = (title: string, to: string) =>
  moveArticle(wiki.db, wiki.anas, title, { title: to, summary: '' });
const backlinks = async (slug: string, limit = 10, after?: number) => {
  const links = await listBacklinks(wiki.db, await findArticle(wiki.db, slug), limit, after);
  return links.map(({ title, formerly }) => [title, ...formerly.map(({ name }) => name)]);
};
const wanted = async (limit = 10, after?: string) =>
  (await listWanted(wiki.db, limit, after)).map(
    ({ title, count, askedIn }) => `${title} ${count}: ${askedIn.map((one) => one.title).join(', ')}`,
  );
const orphans = async (limit = 10, after?: number) =>
  (await listOrphans(wiki.db, limit, after)).map(({ title }) => title);
const lost = async () =>
  (await listLostHeadings(wiki.db, 10)).map(({ title, links }) => [
    title,
    ...links.map(({ heading, target }) => `${target.title}#${heading}`),
  ]);

test('an article is told what links to it, by whatever title it had', async () => {
  await write('Lån', 'Se [[Lån]].');
  await write('Pant', 'Se [[Lån]] og [[lån|det]].');
  await write('Gæld', 'Se [her](/wiki/l%C3%A5n).');
  await write('Rente', 'Se [[Kredit]] og [[Lån]].');
  expect(await backlinks('lån')).toEqual([['Pant'], ['Gæld'], ['Rente']]);
  await move('lån', 'Kredit');
  expect(await backlinks('kredit')).toEqual([
    ['Pant', 'Lån'],
    ['Gæld', 'Lån'],
    ['Rente', 'Lån'],
  ]);
  expect(await backlinks('kredit', 1, 2)).toEqual([['Gæld', 'Lån']]);
  const kredit = await findArticle(wiki.db, 'kredit');
  expect(await isOutdatedSomewhere(wiki.db, kredit)).toBe(true);
  const { articles, count } = await listOutdated(wiki.db, kredit, { limit: 2 });
  expect([articles.map(({ title }) => title), count]).toEqual([['Pant', 'Gæld'], 3]);
  for (const title of ['Pant', 'Gæld', 'Rente']) await edit(title, 'Se [[Kredit]].');
  expect(await isOutdatedSomewhere(wiki.db, kredit)).toBe(false);
  expect(await backlinks('kredit')).toEqual([['Pant'], ['Gæld'], ['Rente']]);
});

test('what is wanted is what most articles ask for first, until somebody writes it', async () => {
  await write('Lån', 'Se [[Åben dagsorden]], [[Pant]] og [[Pant]] igen.');
  await write('Rente', 'Se [[pant]], [gæld](/wiki/min-gæld) og [[Lån]].');
  expect(await wanted()).toEqual(['Pant 2: Lån, Rente', 'Min gæld 1: Rente', 'Åben dagsorden 1: Lån']);
  expect(await wanted(1)).toHaveLength(1);
  expect(await wanted(5, 'pant')).toEqual(['Min gæld 1: Rente', 'Åben dagsorden 1: Lån']);
  await write('Pant', 'Om pant.');
  expect(await wanted()).toEqual(['Min gæld 1: Rente', 'Åben dagsorden 1: Lån']);
  expect(await backlinks('pant')).toEqual([['Lån'], ['Rente']]);
  expect(titleFrom('åben-dagsorden')).toBe('Åben dagsorden');
});

test('an article that nothing else links to is told of, in alphabetical order', async () => {
  await write('Åben', 'Se [[Åben]].');
  await write('Lån', 'Se [[Pant]].');
  await write('Pant', 'Om pant.');
  expect(await orphans()).toEqual(['Lån', 'Åben']);
  expect(await orphans(1)).toEqual(['Lån']);
  expect(await orphans(5, 2)).toEqual(['Åben']);
  await move('lån', 'Kredit');
  await edit('Pant', 'Se [[Lån]].');
  expect(await orphans()).toEqual(['Åben']);
});

test('a link to a heading that is gone is told of, not one that has another name', async () => {
  await write('Lån', '## Vilkår\n\nRenten er fast i ti år.\n\n## Andet\n\nSpørg banken.\n');
  await write(
    'Pant',
    '## Her\n\nSe [[Lån#Vilkår]], [[Lån#Andet]], [[#Her]], [[#Der]] og [[Mangler#Helt]].\n',
  );
  expect(await lost()).toEqual([['Pant', 'Pant#Der']]);
  await edit('Lån', '## Pris\n\nRenten er fast i ti år.\n');
  expect(await lost()).toEqual([['Pant', 'Lån#Andet', 'Pant#Der']]);
});

test('what a deleted article links to, and what links to it, is told of no more than itself', async () => {
  await write('Lån', '## Her\n\nSe [[Pant]], [[Ukendt]] og [[#Væk]].');
  await write('Pant', 'Se [[Lån]] og [[Lån#Væk]].');
  const told = async () => [await backlinks('pant'), await wanted(), await orphans(), await lost()];
  const before = await told();
  expect(before).toEqual([
    [['Lån']],
    ['Ukendt 1: Lån'],
    [],
    [
      ['Lån', 'Lån#Væk'],
      ['Pant', 'Lån#Væk'],
    ],
  ]);
  await deleteArticle(wiki.db, wiki.mos, 'lån', 'Forkert');
  expect(await told()).toEqual([[], [], ['Pant'], []]);
  await undeleteArticle(wiki.db, wiki.mos, 'lån', 'Rigtigt');
  expect(await told()).toEqual(before);
  expect([...(await linkingArticles(wiki.db, [2, 99, 1])).keys()]).toEqual([2, 1]);
});

test('what links to an article is found in time that doesn’t grow with the links of all others', async () => {
  const { db } = wiki;
  for (let i = 0; i < 30; i++) await write(`Nummer ${i}`, i < 29 ? `Se [[Nummer ${i + 1}]].` : 'Se her.');
  await db.insertInto('heading').values({ article_id: 1, id: 'før', now: 'nu' }).execute();
  const works: Record<string, () => Promise<unknown>> = {
    orphans: () => listOrphans(db, 50),
    former: () => formerHeadings(db, 1),
    search: () => search(db, { typed: 'nummer', filters: {}, sort: 'best', offset: 0, limit: 25 }),
  };
  const before: Record<string, number> = {};
  for (const [name, work] of Object.entries(works)) before[name] = await costOf(work);
  await fillLinks(150_000);
  expect((await orphans(50)).length).toBe(1);
  for (const [name, work] of Object.entries(works)) {
    const [cost, most] = [await costOf(work), Math.max(3 * before[name]!, 25 * slowness())];
    expect([name, cost < most]).toEqual([name, true]);
  }
  // All links are counted once for all pages of what is wanted.
  const first = await costOf(() => listWanted(db, 50));
  const pages = await costOf(async () => {
    let after: string | undefined;
    for (let page = 0; page < 60; page++) after = (await listWanted(db, 50, after)).at(-1)!.slug;
  }, 1);
  expect(pages).toBeLessThan(Math.max(20 * first, 1500 * slowness()));
}, 120_000);

/** Lets an article ask for others by the thousand, in all of them for one heading. */
async function fillLinks(count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => ({
    ...{ article_id: 2, slug: `mangler-${i % (count / 2)}`, heading: i < count / 2 ? '' : 'før' },
    ...{ name: '', count: 1 },
  }));
  for (const slice of slices(rows)) await wiki.db.insertInto('link').values(slice).execute();
}

/** Returns the milliseconds of processor time that some work takes, of some tries the least. */
async function costOf(work: () => Promise<unknown>, tries = 3): Promise<number> {
  const costs: number[] = [];
  for (let left = tries; left > 0; left--) {
    const start = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(start);
    costs.push((user + system) / 1000);
  }
  return Math.min(...costs);
}

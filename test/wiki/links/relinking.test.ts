/** Links of other articles that are led to a new title: ordinary edits of whoever asks, with the checks of any. */
import { expect, test } from '@jest/globals';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { createArticle, editArticle, moveArticle } from '../../../server/wiki/articles/edits.ts';
import { historyPage } from '../../../server/wiki/history/lines.ts';
import { contentOf } from '../../../server/wiki/history/reading.ts';
import { listBacklinks } from '../../../server/wiki/links/backlinks.ts';
import {
  MOST_RELINKED,
  outdatedLinks,
  relinkArticles,
  relinked,
} from '../../../server/wiki/links/relinking.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { protectArticle } from '../../../server/wiki/moderation/protections.ts';
import type { Content } from '../../../server/kinds/content.ts';
import { method } from '../../support/content.ts';
import { AT, peopledEach } from '../../support/people.ts';

const wiki = peopledEach();

const write = (title: string, body: string, more: Partial<Content> = {}) =>
  createArticle(wiki.db, wiki.anas, { content: method({ title, body, ...more }), summary: '' });
const move = (title: string, to: string) => moveArticle(wiki.db, wiki.bos, title, { title: to, summary: '' });
const bodyOf = async (slug: string) =>
  (await contentOf(wiki.db, (await findArticle(wiki.db, slug)).sequence)).body;
const relink = (ids: number[], summary = 'Ny titel') =>
  relinkArticles(wiki.db, wiki.bos, 'kredit', { ids, summary });

test('each article gets a revision of the mover’s, and readers the words that they had', async () => {
  await write('Lån', 'Om lån.');
  await write('Pant', 'Se [[Lån]] og [det](/wiki/lån).');
  await write('Sag', '', { kind: 'case', facts: { workplaces: ['Nordby'], methodsUsed: ['Lån', 'Pant'] } });
  await write('Rente', 'Se [[lån]].');
  await move('lån', 'Kredit');
  const { articles, count } = await outdatedLinks(
    wiki.db,
    await findArticle(wiki.db, 'kredit'),
    wiki.bos,
    AT,
  );
  expect([articles.map(({ title }) => title), count]).toEqual([['Pant', 'Sag', 'Rente'], 3]);
  expect(await relink([2, 3])).toEqual({ changed: 2, left: [] });
  expect(await bodyOf('pant')).toBe('Se [[Kredit|Lån]] og [det](/wiki/kredit).');
  expect(await bodyOf('rente')).toBe('Se [[lån]].');
  const [line] = await historyPage(wiki.db, 2, 1);
  expect(line).toMatchObject({ number: 2, summary: 'Ny titel', minor: true, action: 'edit' });
  expect(line!.byline.name).toBe('Bo Åkjær');
  const { facts } = await contentOf(wiki.db, (await findArticle(wiki.db, 'sag')).sequence);
  expect(facts['methodsUsed']).toEqual(['Kredit', 'Pant']);
  const kredit = await findArticle(wiki.db, 'kredit');
  const links = await listBacklinks(wiki.db, kredit, 10);
  expect(links.map(({ formerly }) => formerly.length)).toEqual([0, 0, 1]);
});

test('what is asked for and can’t be changed is left, and the rest is changed', async () => {
  await write('Lån', 'Om lån.');
  await write('Pant', 'Se [[Lån]].');
  await write('Rente', 'Se [[Lån]].');
  await write('Væk', 'Se [[Lån]].');
  await write('Andet', 'Om andet.');
  await move('lån', 'Kredit');
  await protectArticle(wiki.db, wiki.mos, 'pant', { level: 'moderators', until: null, reason: 'Ro' });
  await deleteArticle(wiki.db, wiki.mos, 'væk', 'Forkert');
  const kredit = await findArticle(wiki.db, 'kredit');
  const told = async (reader: typeof wiki.bos) =>
    (await outdatedLinks(wiki.db, kredit, reader, AT)).articles.map((one) => [one.title, one.isProtected]);
  expect(await told(wiki.bos)).toEqual([
    ['Pant', true],
    ['Rente', false],
  ]);
  expect(await told(wiki.mos)).toEqual([
    ['Pant', false],
    ['Rente', false],
  ]);
  expect(await relink([2, 3, 4, 5])).toEqual({
    changed: 1,
    left: [expect.objectContaining({ title: 'Pant' })],
  });
  expect(await bodyOf('rente')).toBe('Se [[Kredit|Lån]].');
  await expect(relink([3, 4, 5])).rejects.toMatchObject({ status: 422 });
  await expect(relink([])).rejects.toMatchObject({ status: 422 });
  await expect(relink([2], 'x'.repeat(301))).rejects.toMatchObject({ status: 422 });
});

test('what somebody wrote meanwhile stands', async () => {
  await write('Lån', 'Om lån.');
  await write('Pant', 'Se [[Lån]].');
  await move('lån', 'Kredit');
  const content = method({ title: 'Pant', body: 'Nyt.\n\nSe [[Lån]].' });
  await editArticle(wiki.db, wiki.anas, 'pant', { content, summary: '', minor: false });
  expect(await relink([2])).toEqual({ changed: 1, left: [] });
  expect(await bodyOf('pant')).toBe('Nyt.\n\nSe [[Kredit|Lån]].');
});

test('no more is changed at once than somebody can look through, and than one may write', async () => {
  await write('Lån', 'Om lån.');
  for (let i = 0; i < 3; i++) await write(`Artikel ${i}`, 'Se [[Lån]].');
  await move('lån', 'Kredit');
  expect(MOST_RELINKED).toBe(50);
  const many = Array.from({ length: MOST_RELINKED }, (_, i) => 100 + i);
  await expect(relink([...many, 2])).rejects.toMatchObject({ status: 422 });
  expect(await relink([...many.slice(1), 2])).toEqual({ changed: 1, left: [] });
});

test('facts that name no article, and of kinds that are no more, stay', () => {
  const content = method({ kind: 'recipe', facts: { methodsUsed: ['Lån'] }, body: '[[Lån]]' });
  expect(relinked(content, new Set(['lån']), 'Kredit')).toEqual({ ...content, body: '[[Kredit|Lån]]' });
});

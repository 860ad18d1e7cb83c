import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { lastOfOwn, ownBase } from '../../../server/wiki/articles/oneself.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { contentAt } from '../../../server/wiki/history/reading.ts';
import { method } from '../../support/content.ts';
import { peopled, type PeopledWiki } from '../../support/people.ts';

let wiki: PeopledWiki;
const slug = 'prøvehandling';
const save = (author: Author, body: string) =>
  editArticle(wiki.db, author, slug, { content: method({ body }), summary: '', minor: false });

beforeEach(async () => {
  wiki = await peopled();
  await createArticle(wiki.db, wiki.anas, { content: method({ body: 'En.' }), summary: '' });
  await save(wiki.anas, 'En. To.');
  await save(wiki.anas, 'En. To. Tre.');
  await save(wiki.bos, 'En. To. Tre. Bos.');
  await save(wiki.anas, 'En. To. Tre. Bos. Fem.');
});
afterEach(() => wiki.close());

test('one’s own revisions after another end before the next of somebody else', async () => {
  const article = await findArticle(wiki.db, slug);
  const ends = [1, 2, 3, 4, 5].map((after) => lastOfOwn(wiki.db, wiki.anas, article, after));
  expect(await Promise.all(ends)).toEqual([3, 3, 3, 5, 5]);
  expect(await lastOfOwn(wiki.db, wiki.mos, article, 2)).toBe(2);
});

test('a text goes on with the last of those that it holds, and with none that it doesn’t', async () => {
  const article = await findArticle(wiki.db, slug);
  const began = await contentAt(wiki.db, article.id, 1);
  const baseOf = async (author: Author, body: string) => {
    const content = method({ body });
    return (await ownBase(wiki.db, author, article, { base: 1, began, content })).base;
  };
  expect(await baseOf(wiki.anas, 'En. To. Tre. Og mere.')).toBe(3);
  expect(await baseOf(wiki.anas, 'En. To. Og mere.')).toBe(2);
  expect(await baseOf(wiki.anas, 'En. Noget helt andet.')).toBe(1);
  expect(await baseOf(wiki.bos, 'En. To. Tre. Og mere.')).toBe(1);
});

test('a text is held against the ten newest of one’s own, however many were saved from where it began', async () => {
  const bodyOf = (number: number) => `En. To. Tre. Bos. Fem. Sætning nummer ${number} står her.`;
  for (let number = 6; number <= 17; number++) await save(wiki.anas, bodyOf(number));
  const article = await findArticle(wiki.db, slug);
  const began = await contentAt(wiki.db, article.id, 5);
  const basesOf = [17, 8, 7].map(async (number) => {
    const content = method({ body: `${bodyOf(number)} Og mere.` });
    return (await ownBase(wiki.db, wiki.anas, article, { base: 5, began, content })).base;
  });
  expect(await Promise.all(basesOf)).toEqual([17, 8, 5]);
});

/** What stood in an article before a revision is read from what each revision put in. */
import { expect, test } from '@jest/globals';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { bodiesBefore, revisionsWriting } from '../../../server/wiki/history/earlier.ts';
import { method } from '../../support/content.ts';
import { eraseContents } from '../../support/erasing.ts';
import { peopledEach } from '../../support/people.ts';

const wiki = peopledEach('administrator');
const bodies = [
  'Kaffen er varm.',
  'Kaffen er varm. En Ærlig\nsnak er god.',
  'Teen er kold.',
  'Teen er lunken nu.',
];

async function written() {
  const change = (body: string) => ({ content: method({ body }), summary: '', minor: false });
  await createArticle(wiki.db, wiki.anas, { content: method({ body: bodies[0]! }), summary: '' });
  for (const body of bodies.slice(1)) await editArticle(wiki.db, wiki.anas, 'prøvehandling', change(body));
  return (await findArticle(wiki.db, 'prøvehandling')).id;
}

test('the bodies before a number are those that stood, newest first, but for the erased', async () => {
  const id = await written();
  const read = async (number: number, count: number) =>
    (await bodiesBefore(wiki.db, id, number, count)).map(({ body }) => body);
  expect(await read(4, 2)).toEqual([bodies[2], bodies[1]]);
  expect(await read(4, 10)).toEqual([bodies[2], bodies[1], bodies[0]]);
  expect(await read(1, 10)).toEqual([]);
  await eraseContents(wiki.db, wiki.mos, 'prøvehandling', { numbers: [2], reason: 'Personoplysninger' });
  expect(await read(4, 10)).toEqual([bodies[2], bodies[0]]);
});

test('the newest revisions that wrote some phrases are found, in any case and over the ends of lines', async () => {
  const id = await written();
  const [first] = await bodiesBefore(wiki.db, id, 2, 1);
  const find = (phrases: string[], number = 5, count = 10, most = 4) =>
    revisionsWriting(wiki.db, { articleId: id, number, count, most }, phrases);
  const at = (place: number) => first!.sequence + place;
  expect(await find(['kaffen er varm'])).toEqual([at(0)]);
  expect(await find(['en ærlig snak'])).toEqual([at(1)]);
  expect(await find(['kaffen er varm', 'ærlig snak er'])).toEqual([at(1), at(0)]);
  expect(await find(['kaffen er varm', 'ærlig snak er'], 5, 10, 1)).toEqual([at(1)]);
  expect(await find(['kaffen er varm'], 5, 2)).toEqual([]);
  expect(await find(['ingen skrev dette'])).toEqual([]);
});

import { expect, test } from '@jest/globals';
import { createArticle } from '../../../server/wiki/articles/edits.ts';
import { hideOrShowPost } from '../../../server/wiki/talk/hiding.ts';
import { answer, beginThread, reword } from '../../../server/wiki/talk/posting.ts';
import { method } from '../../support/content.ts';
import { peopledEach } from '../../support/people.ts';

const wiki = peopledEach();
const thread = { title: 'Hvorfor?', words: 'Ja, hvorfor?', section: '' };
const reply = { words: 'Derfor.' };

test('what its author said last is said once, while it stands so and nobody has spoken since', async () => {
  await createArticle(wiki.db, wiki.anas, { content: method({ title: 'Et' }), summary: '' });
  const begin = (author = wiki.anas, typed = thread) => beginThread(wiki.db, author, 'et', typed);
  const first = await begin();
  expect(await begin()).toEqual(first);
  const others = [
    await begin(wiki.bos),
    await begin(wiki.anas),
    await begin(wiki.anas, { ...thread, words: 'Nå?' }),
  ];
  expect(new Set([first, ...others].map(({ id }) => id)).size).toBe(4);

  const { threadId } = first;
  const say = (author = wiki.anas) => answer(wiki.db, author, { slug: 'et', threadId }, reply);
  const said = await say();
  expect(await say()).toEqual(said);
  await reword(wiki.db, wiki.anas, { slug: 'et', ...said }, { title: '', words: 'Derfor, ja.' });
  const again = await say();
  expect(again.id).not.toBe(said.id);
  const bos = await say(wiki.bos);
  expect(await say()).not.toEqual(again);
  expect(bos.id).toBeGreaterThan(again.id);
});

test('what is hidden may be said again', async () => {
  await createArticle(wiki.db, wiki.anas, { content: method({ title: 'Et' }), summary: '' });
  const first = await beginThread(wiki.db, wiki.anas, 'et', thread);
  await hideOrShowPost(wiki.db, wiki.mos, 'hide-post', { slug: 'et', id: first.id, reason: 'Grimt' });
  expect((await beginThread(wiki.db, wiki.anas, 'et', thread)).id).not.toBe(first.id);
});

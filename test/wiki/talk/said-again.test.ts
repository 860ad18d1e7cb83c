import { expect, test } from '@jest/globals';
import { createArticle } from '../../../server/wiki/articles/edits.ts';
import { hideOrShowPost } from '../../../server/wiki/talk/hiding.ts';
import { answer, beginThread } from '../../../server/wiki/talk/posting.ts';
import { answerAgain, threadAgain } from '../../../server/wiki/talk/said-again.ts';
import { method } from '../../support/content.ts';
import { peopledEach } from '../../support/people.ts';

const wiki = peopledEach();
const thread = { title: 'Hvorfor?', words: 'Ja, hvorfor?', section: '' };

test('what its author said last is known again, while it stands and nobody has spoken since', async () => {
  await createArticle(wiki.db, wiki.anas, { content: method({ title: 'Et' }), summary: '' });
  const { threadId } = await beginThread(wiki.db, wiki.anas, 'et', thread);
  const said = { title: 'Hvorfor?', words: 'Ja, hvorfor?' };
  const begun = (author = wiki.anas, words: object = said) =>
    wiki.db.transaction().execute((tx) => threadAgain(tx, author, 1, words));
  expect(await begun()).toBe(threadId);
  expect([await begun(wiki.bos), await begun(wiki.anas, { ...said, words: 'Andet.' })]).toEqual([
    undefined,
    undefined,
  ]);

  const first = await answer(wiki.db, wiki.anas, { slug: 'et', threadId }, { words: 'Derfor.' });
  const answered = (author = wiki.anas) =>
    wiki.db.transaction().execute((tx) => answerAgain(tx, author, threadId, { words: 'Derfor.' }));
  expect([await answered(), await answered(wiki.bos)]).toEqual([first.id, undefined]);
  await answer(wiki.db, wiki.bos, { slug: 'et', threadId }, { words: 'Nå.' });
  expect(await answered()).toBeUndefined();

  const grim = { slug: 'et', id: threadId, reason: 'Grimt' };
  await hideOrShowPost(wiki.db, wiki.mos, 'hide-post', grim);
  expect(await begun()).toBeUndefined();
});

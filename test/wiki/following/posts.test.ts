/** What people are told of threads by their titles, when that counts as read, and thanks for what somebody said. */
import { beforeEach, expect, test } from '@jest/globals';
import { tellNewsNow } from '../../../server/news.ts';
import { createArticle } from '../../../server/wiki/articles/edits.ts';
import { markPostsRead, noticesOf } from '../../../server/wiki/following/notices.ts';
import { thankForPost, thanksForPosts } from '../../../server/wiki/following/thanks.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { listActs } from '../../../server/wiki/history/public-log.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { hideOrShowPost } from '../../../server/wiki/talk/hiding.ts';
import { answer, beginThread } from '../../../server/wiki/talk/posting.ts';
import { method } from '../../support/content.ts';
import { takeLetters } from '../../support/mail.ts';
import { AT, peopledEach } from '../../support/people.ts';

const wiki = peopledEach();
const slug = 'prøvehandling';
const title = '<b>Hvor\u202E mange</b> {{thread}}?';
let [thread, reply] = [0, 0];
const noticesTo = ({ personId }: Author, reader?: Author) => noticesOf(wiki.db, personId, {}, 9, reader);

beforeEach(async () => {
  wiki.now = () => AT;
  await createArticle(wiki.db, wiki.anas, { content: method(), summary: '' });
  await tellNewsNow(wiki);
  ({ threadId: thread } = await beginThread(wiki.db, wiki.bos, slug, { title, words: 'Ord.', section: '' }));
  ({ id: reply } = await answer(wiki.db, wiki.anas, { slug, threadId: thread }, { words: 'Et svar.' }));
});

test('an answer names its thread to whom it concerns, in mails without what turns around, and not once that is hidden', async () => {
  await tellNewsNow(wiki);
  expect(await noticesTo(wiki.bos)).toMatchObject([
    { code: 'answered', act: { thread: { title, told: 'answer' } } },
  ]);
  wiki.now = () => new Date(Date.parse(AT) + 25 * 60 * 60_000).toISOString();
  await tellNewsNow(wiki);
  const letter = (await takeLetters(wiki)).find(({ to }) => to === 'bo@example.dk');
  expect(letter!.text).toContain('svarede på »<b>Hvor mange</b> {{thread}}?«.');
  await hideOrShowPost(wiki.db, wiki.mos, 'hide-post', { slug, id: thread, reason: 'Prøve' });
  expect((await noticesTo(wiki.bos))[0]!.act!.thread).toBeUndefined();
  expect((await noticesTo(wiki.bos, wiki.mos))[0]!.act!.thread).toMatchObject({ title });
});

test('what one was told of posts is read once one has them before one, and nothing else', async () => {
  await answer(wiki.db, wiki.anas, { slug, threadId: thread }, { words: 'Et andet svar.' });
  await tellNewsNow(wiki);
  const unread = async () => (await noticesTo(wiki.bos)).filter(({ isRead }) => !isRead).length;
  expect(await unread()).toBe(2);
  await markPostsRead(wiki.db, wiki.anas, [reply]);
  await markPostsRead(wiki.db, wiki.bos, [thread]);
  expect(await unread()).toBe(2);
  await markPostsRead(wiki.db, wiki.bos, [thread, reply]);
  expect(await unread()).toBe(1);
});

test('a post is thanked for once by each, but not by its author, and its author is told', async () => {
  const thank = (author: Author) => thankForPost(wiki.db, author, { slug, id: reply });
  expect([await thank(wiki.bos), await thank(wiki.bos), await thank(wiki.mos)]).toEqual([true, false, true]);
  await expect(thank(wiki.anas)).rejects.toMatchObject({ status: 403 });
  await expect(thankForPost(wiki.db, wiki.bos, { slug, id: 999 })).rejects.toMatchObject({ status: 404 });
  const thanks = await thanksForPosts(wiki.db, [thread, reply], wiki.bos.personId);
  expect([...thanks]).toEqual([[reply, { count: 2, byThem: true }]]);
  await tellNewsNow(wiki);
  expect((await noticesTo(wiki.anas)).map(({ code, act }) => [code, act?.thread?.told])).toEqual([
    ['thanked', 'thank-post'],
    ['thanked', 'thank-post'],
  ]);
  const { acts } = await listActs(wiki.db, { code: 'thank-post' }, 9);
  expect(acts.map(({ post }) => post)).toEqual([reply, reply]);
  await hideOrShowPost(wiki.db, wiki.mos, 'hide-post', { slug, id: reply, reason: 'Prøve' });
  await expect(thank(wiki.bos)).rejects.toMatchObject({ status: 403 });
  expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
});

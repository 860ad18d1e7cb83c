/** Erasing what somebody said: two administrators, every wording, and everything that follows from it. */
import { beforeEach, expect, test } from '@jest/globals';
import { createArticle } from '../../../server/wiki/articles/edits.ts';
import { countSaid } from '../../../server/wiki/finding/said.ts';
import { noticesOf } from '../../../server/wiki/following/notices.ts';
import { tellOfNews } from '../../../server/wiki/following/telling.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import {
  askPostErasure,
  confirmErasure,
  endRequest,
  listRequests,
} from '../../../server/wiki/moderation/erasing.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { answer, beginThread, reword } from '../../../server/wiki/talk/posting.ts';
import { findPost, wordingsOf } from '../../../server/wiki/talk/posts.ts';
import { method } from '../../support/content.ts';
import { AT, join, mo, peopledEach } from '../../support/people.ts';

const wiki = peopledEach('administrator');
const slug = 'prøvehandling';
const reason = 'Loven kræver det.';
let [per, thread, post] = [undefined as unknown as Author, 0, 0];
const findings = async () => (await verify(wiki.db, () => undefined)).findings;
const ask = (author = wiki.mos) => askPostErasure(wiki.db, author, { slug, id: post }, reason);
const asked = async () => (await listRequests(wiki.db, wiki.mos))[0]!;
const wordsWith = async (word: string) =>
  (await wiki.db.selectFrom('log_words').select('words').execute()).filter(({ words }) =>
    words.includes(word),
  );
const read = (reader?: Author) => findPost(wiki.db, 1, post, reader);

beforeEach(async () => {
  per = await join(wiki.db, { ...mo, name: 'Per Juhl', email: 'per@example.dk' }, 'administrator');
  await createArticle(wiki.db, wiki.anas, { content: method(), summary: '' });
  const begun = { title: 'Titel', words: 'Ord.', section: '' };
  ({ threadId: thread } = await beginThread(wiki.db, wiki.anas, slug, begun));
  ({ id: post } = await answer(wiki.db, wiki.bos, { slug, threadId: thread }, { words: 'Quaggaen ét.' }));
  const words = `Quaggaen to, @[${wiki.anas.personId}].`;
  await reword(wiki.db, wiki.bos, { slug, threadId: thread, id: post }, { title: '', words });
  while (await tellOfNews(wiki.db, AT));
});

test('what is asked for is hidden at once, told to administrators alone, and shown again once it’s refused', async () => {
  await expect(ask(wiki.anas)).rejects.toMatchObject({ status: 403 });
  await ask();
  expect(await read()).toMatchObject({ words: '', hidden: { reason: '' } });
  expect(await countSaid(wiki.db, 'quagga')).toBe(0);
  expect(await asked()).toMatchObject({ what: 'post', reason, post: { slug, id: post } });
  await expect(ask(per)).rejects.toMatchObject({ problems: [{ field: 'reason', code: 'asked-already' }] });
  await expect(endRequest(wiki.db, wiki.mos, (await asked()).id, 'refuse')).rejects.toMatchObject({
    status: 403,
  });
  await endRequest(wiki.db, per, (await asked()).id, 'refuse');
  expect((await read()).words).toContain('Quaggaen to');
  expect(await countSaid(wiki.db, 'quagga')).toBe(1);
  expect(await findings()).toEqual([]);
});

test('of a post that began a thread about a passage nothing is left of what it quoted', async () => {
  const passage = { passage: 'prøv', before: '', number: 1 };
  const begun = { title: 'Her', words: 'Quaggaen.', section: '', passage };
  const { id } = await beginThread(wiki.db, wiki.bos, slug, begun);
  const quoted = () => wiki.db.selectFrom('passage').select('quote').execute();
  expect(await quoted()).toEqual([{ quote: 'prøv' }]);
  await askPostErasure(wiki.db, wiki.mos, { slug, id }, reason);
  await confirmErasure(wiki.db, per, (await asked()).id);
  expect(await quoted()).toEqual([]);
  expect(await findings()).toEqual([]);
});

test('another confirms it, and of the post’s words, wordings, mentions and notices nothing is left', async () => {
  const notices = () => noticesOf(wiki.db, wiki.anas.personId, {}, 9, wiki.anas);
  expect((await notices()).map(({ code }) => code)).toContain('mentioned');
  expect(await wordsWith('Quagga')).toHaveLength(2);
  await ask();
  const { id } = await asked();
  await expect(confirmErasure(wiki.db, wiki.mos, id)).rejects.toMatchObject({ status: 403 });
  await confirmErasure(wiki.db, per, id);
  expect(await wordsWith('Quagga')).toEqual([]);
  expect(await read()).toMatchObject({ words: '', isErased: true, byline: { name: 'Bo Åkjær' } });
  const wordings = await wordingsOf(wiki.db, await read(), 9);
  expect(wordings.map(({ words, isErased }) => [words, isErased])).toEqual([
    ['', true],
    ['', true],
  ]);
  expect((await notices()).map(({ code }) => code)).not.toContain('mentioned');
  expect(await wiki.db.selectFrom('mention').selectAll().execute()).toEqual([]);
  expect(await countSaid(wiki.db, 'quagga')).toBe(0);
  expect(await findings()).toEqual([]);
  await expect(ask()).rejects.toMatchObject({ problems: [{ field: 'reason', code: 'post-gone' }] });
});

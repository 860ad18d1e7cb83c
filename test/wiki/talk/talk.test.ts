/** Talk below its pages: what stands in the log, whom posts mention, what may go on at once, and what a verification sees. */
import { describe, expect, test } from '@jest/globals';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { thank } from '../../../server/wiki/following/thanks.ts';
import { authorOf, type Author } from '../../../server/wiki/history/author.ts';
import { listActs } from '../../../server/wiki/history/public-log.ts';
import { blockPerson } from '../../../server/wiki/moderation/blocks.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { checkTalk } from '../../../server/wiki/proof/verify/talk.ts';
import { changeSignature } from '../../../server/wiki/people/signatures.ts';
import { recordAct } from '../../../server/wiki/record.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { hideOrShowPost } from '../../../server/wiki/talk/hiding.ts';
import { MOST_MENTIONED, storeNames, writeNames } from '../../../server/wiki/talk/mentions.ts';
import { answer, beginThread, reword } from '../../../server/wiki/talk/posting.ts';
import { findPost, postsOf, wordingsOf } from '../../../server/wiki/talk/posts.ts';
import { headingOf, isAsked, sectionOf } from '../../../server/wiki/talk/sections.ts';
import { settleOrReopen } from '../../../server/wiki/talk/settling.ts';
import { countOpen, listQuestions, listThreads } from '../../../server/wiki/talk/threads.ts';
import { eraseByline } from '../../support/erasing.ts';
import { method } from '../../support/content.ts';
import { ana, AT, bo, join, peopledEach } from '../../support/people.ts';

const wiki = peopledEach();
const slug = 'prøvehandling';
const findings = async () => (await verify(wiki.db, () => undefined)).findings;
const write = () => createArticle(wiki.db, wiki.anas, { content: method(), summary: '' });
const begin = (author: Author, words: string, title = 'Titel', section = '') =>
  beginThread(wiki.db, author, slug, { title, words, section });
const problems = (field: string, code: string) =>
  expect.objectContaining({ problems: [expect.objectContaining({ field, code })] });

describe('what is said', () => {
  test('stands in the log under its author’s name, sealed, and can’t be altered', async () => {
    await write();
    const thread = await begin(wiki.anas, 'Mine ord.');
    await answer(wiki.db, wiki.bos, { slug, threadId: thread.id }, { words: 'Et svar.' });
    const rows = await wiki.db
      .selectFrom('log')
      .innerJoin('log_words', 'log_words.log_id', 'log.id')
      .select(['action', 'byline_id', 'act_id', 'article_id', 'words'])
      .where('action', '=', 'post')
      .orderBy('id')
      .execute();
    expect(rows).toEqual([
      {
        ...{ action: 'post', byline_id: wiki.anas.bylineId, act_id: null, article_id: 1 },
        words: '{"title":"Titel","words":"Mine ord."}',
      },
      {
        ...{ action: 'post', byline_id: wiki.bos.bylineId, act_id: thread.id, article_id: 1 },
        words: '{"words":"Et svar."}',
      },
    ]);
    await expect(
      wiki.db.updateTable('log').set({ byline_id: wiki.bos.bylineId }).where('id', '=', thread.id).execute(),
    ).rejects.toHaveProperty('message', expect.stringContaining('log'));
    expect(await findings()).toEqual([]);
    await rebuild(wiki.db);
    expect(await postsOf(wiki.db, thread.id, 9)).toMatchObject([
      { words: 'Mine ord.' },
      { words: 'Et svar.' },
    ]);
  });

  test('keeps the name of its time, and the name that its author goes by when they reword it', async () => {
    await write();
    const place = await begin(wiki.anas, 'Først.');
    await changeSignature(wiki.db, wiki.anas, { name: 'Ana Holm', title: '', workplace: '' });
    const renamed = (await authorOf(wiki.db, wiki.anas.personId, AT))!;
    expect(await reword(wiki.db, renamed, { slug, ...place }, { title: 'Titel', words: 'Siden.' })).toBe(
      true,
    );
    expect(await reword(wiki.db, renamed, { slug, ...place }, { title: 'Titel', words: 'Siden.' })).toBe(
      false,
    );
    const post = await findPost(wiki.db, 1, place.id);
    expect(post).toMatchObject({ words: 'Siden.', byline: { name: ana.name }, rewordedAt: AT });
    const wordings = await wordingsOf(wiki.db, post, 9);
    expect(wordings.map(({ words, byline }) => [words, byline.name])).toEqual([
      ['Siden.', 'Ana Holm'],
      ['Først.', ana.name],
    ]);
    expect(await wordingsOf(wiki.db, post, 9, wordings[0]!.id)).toHaveLength(1);
  });

  test('is nobody’s to say who is blocked, or about what is deleted; a protection stops nobody', async () => {
    await write();
    const place = await begin(wiki.bos, 'Før.');
    await wiki.db
      .insertInto('protection')
      .values({ article_id: 1, level: 'moderators', until: null, act_id: place.id })
      .execute();
    await begin(wiki.anas, 'Også når artiklen er beskyttet.');
    const block = { scope: 'editing', until: null, reason: 'Chikane' } as const;
    await blockPerson(wiki.db, wiki.mos, wiki.bos.personId, block);
    const blocked = { status: 403, code: 'blocked-editing' };
    const words = { title: 'Titel', words: 'Efter.' };
    await expect(begin(wiki.bos, 'Efter.')).rejects.toMatchObject(blocked);
    await expect(answer(wiki.db, wiki.bos, { slug, threadId: place.id }, words)).rejects.toMatchObject(
      blocked,
    );
    await expect(reword(wiki.db, wiki.bos, { slug, ...place }, words)).rejects.toMatchObject(blocked);
    const settling = { slug, threadId: place.id, note: '' };
    await expect(settleOrReopen(wiki.db, wiki.bos, 'settle', settling)).rejects.toMatchObject(blocked);
    await deleteArticle(wiki.db, wiki.mos, slug, 'Dobbelt');
    await expect(begin(wiki.anas, 'Nu.')).rejects.toMatchObject({ status: 410, code: 'deleted' });
    await expect(begin(wiki.mos, 'Nu.')).rejects.toMatchObject({ status: 410, code: 'deleted' });
    expect(await listQuestions(wiki.db, {}, 9)).toEqual([]);
  });

  test('is all there when ten answer at once', async () => {
    await write();
    const { id: threadId } = await begin(wiki.anas, 'Hvem?');
    const all = Array.from({ length: 10 }, (_, count) =>
      answer(wiki.db, wiki.bos, { slug, threadId }, { words: `Svar ${count}` }),
    );
    await Promise.all(all);
    const posts = await postsOf(wiki.db, threadId, 20);
    expect(posts).toHaveLength(11);
    const [thread] = await listThreads(wiki.db, 1, { isSettled: false }, { limit: 9, answers: 3 });
    expect(thread).toMatchObject({ posts: 11, lastPost: posts.at(-1)!.id });
    expect(thread!.answers.map(({ id }) => id)).toEqual(posts.slice(-3).map(({ id }) => id));
    expect(await findings()).toEqual([]);
  });

  test('is settled once of two who settle it at once', async () => {
    await write();
    const { id: threadId } = await begin(wiki.anas, 'Hvem?');
    const settle = (author: Author) =>
      settleOrReopen(wiki.db, author, 'settle', { slug, threadId, note: 'Enige.' });
    const ends = await Promise.allSettled([settle(wiki.anas), settle(wiki.bos)]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(settle(wiki.mos)).rejects.toEqual(problems('reason', 'settle-already'));
    const [thread] = await listThreads(wiki.db, 1, { isSettled: true }, { limit: 9, answers: 3 });
    expect(thread!.settled).toMatchObject({ reason: 'Enige.' });
    expect(await findings()).toEqual([]);
  });
});

describe('threads', () => {
  test('come with the newest post first, a page at a time, and are counted without those that are hidden', async () => {
    await write();
    const [first, second, third] = [
      await begin(wiki.anas, 'Et.', 'Et', sectionOf({ text: 'Eksempler' })),
      await begin(wiki.anas, 'To.', 'To'),
      await begin(wiki.anas, 'Tre.', 'Tre', 'eksempler'),
    ];
    await answer(wiki.db, wiki.bos, { slug, threadId: first.id }, { words: 'Svar.' });
    const titles = async (before?: number) =>
      (await listThreads(wiki.db, 1, { isSettled: false }, { limit: 2, answers: 1, before })).map(
        (thread) => [thread.first.title, thread.lastPost],
      );
    expect(await titles()).toEqual([
      ['Et', third.id + 1],
      ['Tre', third.id],
    ]);
    expect(await titles(third.id)).toEqual([['To', second.id]]);
    expect(await countOpen(wiki.db, 1)).toEqual({ count: 3, sections: new Map([['eksempler', 2]]) });
    expect((await listQuestions(wiki.db, {}, 9)).map(({ id }) => id)).toEqual([first.id, third.id]);
    expect(await listQuestions(wiki.db, { kind: 'case' }, 9)).toEqual([]);
    expect(
      (await listQuestions(wiki.db, { kind: 'method', after: first.id }, 9)).map(({ id }) => id),
    ).toEqual([third.id]);
    await hideOrShowPost(wiki.db, wiki.mos, 'hide-post', { slug, id: third.id, reason: 'Reklame' });
    expect(await countOpen(wiki.db, 1)).toEqual({ count: 2, sections: new Map([['eksempler', 1]]) });
    expect((await listQuestions(wiki.db, {}, 9)).map(({ id }) => id)).toEqual([first.id]);
  });

  test('ask about the headings of the kind that the article is of', () => {
    expect(headingOf('case', 'virkning')).toMatchObject({ text: 'Virkning', ask: { da: 'virkningen' } });
    expect([
      isAsked('case', 'løsning-og-kerne'),
      isAsked('method', 'virkning'),
      isAsked('none', 'x'),
    ]).toEqual([true, false, false]);
  });
});

describe('a mention', () => {
  const mentioned = () =>
    wiki.db.selectFrom('mention').selectAll().orderBy('act_id').orderBy('person_id').execute();

  test('is of whoever alone goes by the name, stored by their number, and follows what they are called', async () => {
    await write();
    const words = `Hej @${bo.name}, @${bo.name.toUpperCase()} og @Ukendt Person.`;
    const { id } = await begin(wiki.anas, words);
    const number = `@[${wiki.bos.personId}]`;
    expect(await findPost(wiki.db, 1, id)).toMatchObject({
      words: `Hej ${number}, ${number} og @Ukendt Person.`,
    });
    expect(await mentioned()).toEqual([{ act_id: id, person_id: wiki.bos.personId }]);
    expect(await writeNames(wiki.db, number)).toBe(`@${bo.name}`);
    await changeSignature(wiki.db, wiki.bos, { name: 'Bo Lund', title: '', workplace: '' });
    expect(await writeNames(wiki.db, number)).toBe('@Bo Lund');
    expect((await storeNames(wiki.db, `@${bo.name}`)).text).toBe(`@${bo.name}`);
  });

  test('is found behind however many others, and names that are nobody’s', async () => {
    await write();
    const words = `${'@Nogen Ukendt, '.repeat(40)}${`@${bo.name} `.repeat(40)}`;
    const { id } = await begin(wiki.anas, words);
    expect((await findPost(wiki.db, 1, id)).words).not.toContain(bo.name);
    expect(await mentioned()).toEqual([{ act_id: id, person_id: wiki.bos.personId }]);
  });

  test('of one of several is asked for by number, which says who they are', async () => {
    await write();
    const other = await join(wiki.db, { ...bo, title: '', workplace: 'Nordby', email: 'bo2@example.dk' });
    await expect(begin(wiki.anas, `Hej @${bo.name}`)).rejects.toEqual(
      problems('words', 'mention-of-several'),
    );
    const { problems: told } = await storeNames(wiki.db, `@${bo.name}`);
    const choices = `@[${wiki.bos.personId}] (konsulent, Aarhus Kommune); @[${other.personId}] (Nordby)`;
    expect(told[0]!.params).toEqual({ name: bo.name, choices });
    const { id } = await begin(wiki.anas, `Hej @[${other.personId}]`);
    expect(await mentioned()).toEqual([{ act_id: id, person_id: other.personId }]);
    expect(await writeNames(wiki.db, `@[${other.personId}]`)).toBe(`@[${other.personId}]`);
    await expect(begin(wiki.anas, 'Hej @[999]')).rejects.toEqual(problems('words', 'mention-of-nobody'));
  });

  test('leaves no name behind once that is erased', async () => {
    await write();
    const { id } = await begin(wiki.anas, `Hej @${bo.name}`);
    await eraseByline(wiki.db, (await asAdministrator())!, wiki.bos.bylineId, 'Efter ønske');
    const { words } = await wiki.db
      .selectFrom('log_words')
      .select('words')
      .where('log_id', '=', id)
      .executeTakeFirstOrThrow();
    expect(words).not.toContain(bo.name);
    expect(await writeNames(wiki.db, `@[${wiki.bos.personId}]`)).toBe(`@[${wiki.bos.personId}]`);
    expect(await findings()).toEqual([]);
  });

  test('is of no more than some, and goes with its wording', async () => {
    await write();
    const place = await begin(wiki.anas, `Hej @${bo.name}`);
    await reword(
      wiki.db,
      wiki.anas,
      { slug, ...place },
      { title: 'Titel', words: `Hej @[${wiki.mos.personId}]` },
    );
    expect((await mentioned()).map(({ person_id: id }) => id)).toEqual([
      wiki.bos.personId,
      wiki.mos.personId,
    ]);
    for (let count = 0; count <= MOST_MENTIONED; count++)
      await join(wiki.db, {
        ...bo,
        name: `Kim ${'abcdefghijklmnopqrstu'[count]}holm`,
        email: `k${count}@example.dk`,
      });
    const rows = await wiki.db.selectFrom('person').select('id').orderBy('id').execute();
    const many = rows.map(({ id }) => `@[${id}]`);
    await expect(begin(wiki.anas, many.slice(0, 21).join(' '))).rejects.toEqual(
      problems('words', 'too-many-mentions'),
    );
    await begin(wiki.anas, many.slice(0, 20).join(' '));
    expect(await findings()).toEqual([]);
  });

  const asAdministrator = async () => {
    const { personId } = await join(
      wiki.db,
      { ...bo, name: 'Åse Elm', email: 'aase@example.dk' },
      'administrator',
    );
    return authorOf(wiki.db, personId, AT);
  };
});

describe('how much one may say', () => {
  const act = (author: Author, times: number) =>
    wiki.db.transaction().execute(async (tx) => {
      const words = { from: slug, to: slug };
      for (let time = 0; time < times; time++) await recordAct(tx, author, 'move', { articleId: 1, words });
    });

  test('is sixty times an hour, whatever else one does between, and who is thanked counts', async () => {
    await write();
    const edit = { content: method({ body: 'Andre ord.' }), summary: '', minor: false };
    await editArticle(wiki.db, wiki.bos, slug, edit);
    for (let time = 0; time < 58; time++) await begin(wiki.anas, `Nummer ${time}.`);
    await act(wiki.anas, 70);
    const { id } = await begin(wiki.anas, 'Et til.');
    expect(await thank(wiki.db, wiki.anas, { slug, number: 2 })).toBe(true);
    await act(wiki.anas, 70);
    const tooMuch = { status: 429, code: 'much-written', params: { count: 60 } };
    await expect(begin(wiki.anas, 'For meget.')).rejects.toMatchObject(tooMuch);
    await expect(thank(wiki.db, wiki.anas, { slug, number: 3 })).rejects.toMatchObject({ status: 404 });
    await editArticle(wiki.db, wiki.bos, slug, { ...edit, content: method({ body: 'Helt andre.' }) });
    await expect(thank(wiki.db, wiki.anas, { slug, number: 3 })).rejects.toMatchObject(tooMuch);
    expect(await thank(wiki.db, wiki.anas, { slug, number: 2 })).toBe(false);
    await answer(wiki.db, wiki.bos, { slug, threadId: id }, { words: 'Et svar.' });
    const later = { ...wiki.anas, at: new Date(Date.parse(AT) + 60 * 60_000).toISOString() };
    await begin(later, 'En time efter.');
  });
});

describe('a verification', () => {
  test('names a post that its log doesn’t tell of, and an act that nobody can have made', async () => {
    await write();
    await createArticle(wiki.db, wiki.anas, { content: method({ title: 'Den anden' }), summary: '' });
    const place = await begin(wiki.anas, 'Mine ord.');
    await wiki.db.updateTable('post').set({ person_id: wiki.bos.personId }).execute();
    expect(await checkTalk(wiki.db)).toEqual([{ code: 'post', id: place.id }]);
    expect(await checkTalk(wiki.db, 1)).toEqual([{ code: 'post', id: place.id }]);
    expect(await checkTalk(wiki.db, 2)).toEqual([]);
    await wiki.db.updateTable('post').set({ person_id: wiki.anas.personId }).execute();
    await wiki.db.insertInto('mention').values({ act_id: place.id, person_id: wiki.bos.personId }).execute();
    expect(await checkTalk(wiki.db)).toEqual([{ code: 'mention', id: place.id }]);
    await wiki.db.deleteFrom('mention').execute();
    const enter = (author: Author, code: 'post' | 'reword' | 'settle' | 'reopen', act: object) =>
      wiki.db.transaction().execute((tx) => recordAct(tx, author, code, { articleId: 1, ...act }));
    await expect(enter(wiki.bos, 'reword', { actId: place.id })).rejects.toMatchObject({ status: 403 });
    const unfit = [
      await enter(wiki.anas, 'settle', { actId: 1 }),
      await enter(wiki.anas, 'settle', {}),
      await enter(wiki.anas, 'reopen', { actId: place.id }),
      await enter(wiki.anas, 'settle', { actId: place.id, articleId: 2 }),
    ];
    const told = (await findings()).filter(({ code }) => code === 'log-unfit');
    expect(told.map(({ id }) => id)).toEqual(unfit);
  });

  test('names a thread that is settled, and a post that is hidden, without an act', async () => {
    await write();
    const { id } = await begin(wiki.anas, 'Mine ord.');
    await wiki.db.updateTable('thread').set({ settled_by: id }).execute();
    await wiki.db.insertInto('post_hiding').values({ post_id: id, act_id: id }).execute();
    expect(await findings()).toEqual([
      // What is hidden is found by nobody, and this is found yet.
      { code: 'copy', id, column: 'said' },
      { code: 'post_hiding', id },
      { code: 'settling', id },
    ]);
  });
});

test('the log tells that something was said, and never what', async () => {
  await write();
  const { id } = await begin(wiki.anas, 'Hemmelige ord.');
  await reword(wiki.db, wiki.anas, { slug, threadId: id, id }, { title: 'Titel', words: 'Andre.' });
  await settleOrReopen(wiki.db, wiki.bos, 'settle', { slug, threadId: id, note: 'Enige.' });
  const { acts } = await listActs(wiki.db, {}, 9, undefined, wiki.mos);
  expect(acts.slice(0, 3).map(({ code, post, words }) => ({ code, post, words }))).toEqual([
    { code: 'settle', post: id, words: { reason: 'Enige.' } },
    { code: 'reword', post: id, words: {} },
    { code: 'post', post: id, words: {} },
  ]);
});

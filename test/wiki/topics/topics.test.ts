import { describe, expect, test } from '@jest/globals';
import type { Content } from '../../../server/kinds/content.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { rebuildCopies } from '../../../server/wiki/copies/index.ts';
import { suggest } from '../../../server/wiki/finding/suggestions.ts';
import { listArticles } from '../../../server/wiki/finding/lists.ts';
import { tellOfNews } from '../../../server/wiki/following/telling.ts';
import { newsFor } from '../../../server/wiki/following/news.ts';
import { isWatching, listWatched, unwatch, watch } from '../../../server/wiki/following/watching.ts';
import { mergedTopic } from '../../../server/wiki/history/topics.ts';
import { contentOf } from '../../../server/wiki/history/reading.ts';
import { listActs } from '../../../server/wiki/history/public-log.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { recordAct, recordRevision } from '../../../server/wiki/record.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { mergedInto, mergeTopics, partTopic } from '../../../server/wiki/topics/merging.ts';
import { allTopics, countFiled, findTopic, peopleOn } from '../../../server/wiki/topics/topics.ts';
import { method } from '../../support/content.ts';
import { AT, join, mo, peopledEach } from '../../support/people.ts';
import { eraseContents } from '../../support/erasing.ts';

const wiki = peopledEach();
const reason = 'Det er det samme.';

const write = (title: string, topics: string[], change: Partial<Content> = {}) =>
  createArticle(wiki.db, wiki.anas, { content: method({ title, topics, ...change }), summary: '' });
const change = (slug: string, content: Content) =>
  editArticle(wiki.db, wiki.bos, slug, { content, summary: '', minor: false });
const text = (title: string) => write(title, [], { kind: 'topic', facts: {} });
const contentAt = async (slug: string) =>
  contentOf(wiki.db, (await findArticle(wiki.db, slug)).sequence, wiki.anas);
const titled = async (topic: string) =>
  (await listArticles(wiki.db, { facets: { topic: [topic] } }, 50)).map(({ title }) => title);
const labels = async () => (await allTopics(wiki.db, 'da')).map(({ label }) => label);
const merge = (topic: string, into: string, who = wiki.mos) =>
  mergeTopics(wiki.db, who, topic, { into, reason });
const found = async () => (await verify(wiki.db, () => undefined, { attribution: true })).findings;

/** As an import does it: what is written is kept as it's spelled. */
const writeAsItStands = async (slug: string, topics: string[]) => {
  const { id, uid, number } = await findArticle(wiki.db, slug);
  const content = { ...(await contentAt(slug)), topics };
  const save = { content, action: 'edit', summary: '', minor: false, baseNumber: number } as const;
  await wiki.db
    .transaction()
    .execute((tx) => recordRevision(tx, wiki.anas, { id, uid, revisionCount: number }, save));
};

describe('a topic', () => {
  test('is spelled by whoever comes first, whatever others call it, and is known by its label in either language', async () => {
    await write('En', ['Nudging', 'Åbne data']);
    await write('To', ['NUDGING', 'A\u030Abne   data', 'Trust-based leadership', 'tillidsbaseret ledelse']);
    expect((await contentAt('to')).topics.slice(0, 2)).toEqual(['Nudging', 'Åbne data']);
    expect(await titled('Nudging')).toEqual(['En', 'To']);
    expect(await findTopic(wiki.db, 'nUdGiNg')).toEqual({ topic: 'Nudging', count: 2 });
    expect(await findTopic(wiki.db, 'Tillidsbaseret Ledelse')).toMatchObject({
      topic: 'trust-based-leadership',
    });
    expect(await findTopic(wiki.db, 'Noget andet')).toBeUndefined();
    expect(await found()).toEqual([]);
  });

  test('is one however it’s written: case, Unicode forms, blanks, hyphens, å and accents make no other', async () => {
    const written = ['Ældre-boliger i Aarhus', 'Idéudvikling', 'velfærds-teknologi'];
    await write('En', written);
    await write('To', ['ÆLDREBOLIGER  I ÅRHUS', 'ideudvikling', 'Velfærds teknologi']);
    await write('Tre', ['\u00c6ldre\u2011boliger i A\u030arhus', 'IDE\u0301UDVIKLING', 'VELFÆRDSTEKNOLOGI']);
    for (const slug of ['en', 'to', 'tre'])
      expect((await contentAt(slug)).topics).toEqual([...written.slice(0, 2), 'welfare-technology']);
    for (const topic of [...written.slice(0, 2), 'welfare-technology'])
      expect(await titled(topic)).toEqual(['En', 'To', 'Tre']);
    expect(await findTopic(wiki.db, 'ældreboliger i århus')).toMatchObject({ topic: written[0], count: 3 });
    const suggested = await Promise.all(
      ['ældrebol', 'ÆLDREBOLIGER I AA', 'ide'].map(
        async (typed) => (await suggest(wiki.db, typed, 8)).topics,
      ),
    );
    expect(suggested).toEqual([[written[0]], [written[0]], [written[1]]]);
    await text('Idé-udvikling');
    expect(await findTopic(wiki.db, 'Ideudvikling')).toMatchObject({ text: { slug: 'idé-udvikling' } });
    expect((await labels()).filter((label) => /^ide/i.test(label.normalize('NFD')))).toHaveLength(1);
    expect(await found()).toEqual([]);
  });

  test.each([
    ['Forældre', 'For ældre'],
    ['Håb', 'Hab'],
    ['Bønder', 'Bonder'],
    ['Aldre', 'Ældre'],
    ['C#', 'C++'],
    ['2024-2025', '20242025'],
    ['काम', 'कम'],
  ])('is another where a Dane reads another: %s and %s', async (one, other) => {
    await write('En', [one]);
    await write('To', [other]);
    expect([await titled(one), await titled(other)]).toEqual([['En'], ['To']]);
    expect(await found()).toEqual([]);
  });

  test('that came in spelled in several ways is filed as one, which is made anew', async () => {
    await write('En', ['Nudging']);
    await write('To', []);
    await writeAsItStands('to', ['nudging', 'NUDGING']);
    expect((await contentAt('to')).topics).toEqual(['nudging', 'NUDGING']);
    expect(await titled('Nudging')).toEqual(['En', 'To']);
    expect(await found()).toEqual([]);
    await wiki.db.deleteFrom('topic').execute();
    expect(await found()).toContainEqual({ code: 'copy', id: 0, column: 'topic' });
    await rebuildCopies(wiki.db);
    expect(await titled('Nudging')).toEqual(['En', 'To']);
    expect(await found()).toEqual([]);
  });

  test('is listed with its numbers by value and Danish letters last, and goes with its last article', async () => {
    await write('En', ['Emne 10', 'Emne 2', 'Ældre', 'Zebra', 'Aaben dag']);
    expect((await labels()).filter((label) => !/[a-zæøå]{9}|Ledelse/.test(label))).toEqual([
      'Emne 2',
      'Emne 10',
      'Zebra',
      'Ældre',
      'Aaben dag',
    ]);
    await write('To', ['Emne 2']);
    await deleteArticle(wiki.db, wiki.mos, 'en', reason);
    expect(await labels()).not.toContain('Zebra');
    expect(await labels()).toContain('Emne 2');
    expect(await countFiled(wiki.db, ['Emne 2', 'Zebra'])).toEqual(new Map([['Emne 2', 1]]));
    expect(await findTopic(wiki.db, 'Zebra')).toBeUndefined();
    await change('to', { ...(await contentAt('to')), topics: [] });
    expect(await labels()).not.toContain('Emne 2');
  });

  test('that is erased is kept nowhere', async () => {
    await write('En', ['Hemmeligt navn']);
    await change('en', { ...(await contentAt('en')), lead: 'Et andet.' });
    const administrator = await join(wiki.db, { ...mo, email: 'ad@example.dk' }, 'administrator');
    await eraseContents(wiki.db, administrator, 'en', { numbers: [1, 2], reason });
    expect(await wiki.db.selectFrom('topic').selectAll().execute()).toEqual([]);
    expect(await labels()).not.toContain('Hemmeligt navn');
  });

  test('has the article of its kind that is called as it is for its text', async () => {
    await text('Nudging');
    expect(await findTopic(wiki.db, 'nudging')).toMatchObject({ count: 0, text: { slug: 'nudging' } });
    expect(await labels()).toContain('Nudging');
    await text('TILLIDSBASERET LEDELSE');
    expect(await findTopic(wiki.db, 'trust-based-leadership')).toMatchObject({
      text: { slug: 'tillidsbaseret-ledelse' },
    });
    await write('Åbne data', ['åbne data']);
    expect(await findTopic(wiki.db, 'åbne data')).toEqual({ topic: 'åbne data', count: 1 });
    await deleteArticle(wiki.db, wiki.mos, 'nudging', reason);
    expect(await findTopic(wiki.db, 'nudging')).toBeUndefined();
  });

  test('has the people whose words stand most in its articles', async () => {
    await write('En', ['Nudging']);
    const body = `${(await contentAt('en')).body}\nBo skriver kun ganske lidt her.\n`;
    await change('en', { ...(await contentAt('en')), body });
    const names = async (topic: string) =>
      (await peopleOn(wiki.db, topic, 5)).map(({ byline }) => byline.name);
    expect(await names('Nudging')).toEqual(['Ana Østergård', 'Bo Åkjær']);
    expect(await names('Andet')).toEqual([]);
    await deleteArticle(wiki.db, wiki.mos, 'en', reason);
    expect(await names('Nudging')).toEqual([]);
  });
});

describe('a topic that is merged into another', () => {
  test('is filed as that, while what was written stands, and new words name the other', async () => {
    await write('En', ['Tillidsledelse', 'Ledelse']);
    await write('To', ['Tillidsledelse', 'tillidsbaseret ledelse']);
    await merge('tillidsLEDELSE', 'Tillidsbaseret ledelse');
    expect(await titled('trust-based-leadership')).toEqual(['En', 'To']);
    expect(await titled('Tillidsledelse')).toEqual([]);
    expect((await contentAt('en')).topics).toEqual(['Tillidsledelse', 'leadership']);
    expect(await findTopic(wiki.db, 'Tillidsledelse')).toEqual({ topic: 'trust-based-leadership', count: 2 });
    expect(await labels()).not.toContain('Tillidsledelse');
    await write('Tre', ['Tillidsledelse']);
    expect((await contentAt('tre')).topics).toEqual(['trust-based-leadership']);
    await change('en', { ...(await contentAt('en')), lead: 'Et andet.' });
    expect((await contentAt('en')).topics).toEqual(['trust-based-leadership', 'leadership']);
    expect(await found()).toEqual([]);
    await rebuildCopies(wiki.db);
    expect(await titled('trust-based-leadership')).toEqual(['En', 'To', 'Tre']);
    expect(await found()).toEqual([]);
  });

  test('is told of in the log with who and why, and is its own again by a later act', async () => {
    await write('En', ['Tillidsledelse']);
    await write('To', ['Nudging']);
    await merge('Tillidsledelse', 'Nudging');
    expect(await mergedInto(wiki.db, 'Nudging')).toMatchObject([
      { topic: 'Tillidsledelse', who: { byline: { name: 'Mo Lindholm' }, reason } },
    ]);
    await partTopic(wiki.db, wiki.mos, 'tillidsledelse', 'Det er to ting.');
    expect(await titled('Tillidsledelse')).toEqual(['En']);
    expect(await titled('Nudging')).toEqual(['To']);
    expect(await mergedInto(wiki.db, 'Nudging')).toEqual([]);
    const { acts } = await listActs(wiki.db, {}, 2);
    expect(acts).toMatchObject([
      { code: 'part-topic', words: { topic: 'Tillidsledelse', into: 'Nudging' } },
      { code: 'merge-topic', words: { topic: 'Tillidsledelse', into: 'Nudging', reason } },
    ]);
    expect(await found()).toEqual([]);
    await expect(partTopic(wiki.db, wiki.mos, 'tillidsledelse', reason)).rejects.toMatchObject({
      status: 404,
    });
  });

  test('leads on as far as it goes, also when it was a topic of the vocabulary; none leads to itself', async () => {
    await write('En', ['A']);
    await write('To', ['B']);
    await write('Tre', ['ledelse']);
    await merge('A', 'B');
    await merge('B', 'C');
    await merge('ledelse', 'a');
    expect(await titled('C')).toEqual(['En', 'To', 'Tre']);
    expect((await findTopic(wiki.db, 'a'))?.topic).toBe('C');
    expect(await labels()).not.toContain('Ledelse');
    for (const [topic, into] of [
      ['C', 'A'],
      ['A', 'b'],
      ['C', 'c'],
    ] as const)
      await expect(merge(topic, into)).rejects.toMatchObject({ problems: [{ code: 'same-topic' }] });
    expect(await found()).toEqual([]);
    await partTopic(wiki.db, wiki.mos, 'B', reason);
    expect([await titled('B'), await titled('C')]).toEqual([['En', 'To'], ['Tre']]);
    expect(await found()).toEqual([]);
  });

  test('is merged by a moderator alone, who says why, into something', async () => {
    await write('En', ['A']);
    await expect(merge('A', 'B', wiki.bos)).rejects.toMatchObject({ status: 403 });
    await expect(merge('Findes ikke', 'B')).rejects.toMatchObject({ status: 404 });
    await expect(merge('A', '')).rejects.toMatchObject({ problems: [{ field: 'into', code: 'required' }] });
    await expect(mergeTopics(wiki.db, wiki.mos, 'A', { into: 'B', reason: '' })).rejects.toMatchObject({
      problems: [{ field: 'reason' }],
    });
    expect(await titled('A')).toEqual(['En']);
    await merge('A', 'B');
    await expect(partTopic(wiki.db, wiki.bos, 'A', reason)).rejects.toMatchObject({ status: 403 });
    await expect(partTopic(wiki.db, wiki.mos, 'A', '')).rejects.toMatchObject({ status: 422 });
    expect(await titled('B')).toEqual(['En']);
  });

  test('is held to the log', async () => {
    await write('En', ['A']);
    await merge('A', 'B');
    await wiki.db.updateTable('topic_merge').set({ target: 'X' }).execute();
    expect((await found()).map(({ code }) => code)).toContain('topic_merge');
    await wiki.db.deleteFrom('topic_merge').execute();
    expect((await found()).map(({ code }) => code)).toEqual(expect.arrayContaining(['topic_merge', 'copy']));
  });

  test('and contradicts an earlier act about the same topic, goes where the last act says', async () => {
    await write('En', ['A-b']);
    await write('To', ['C']);
    await write('Tre', ['D']);
    // As an older wiki did it, to which the two were different topics.
    for (const [topic, into] of [
      ['A-b', 'C'],
      ['Ab', 'D'],
      ['AB', 'a b'],
    ] as const) {
      const words = { topic, into, reason };
      const act = await wiki.db.transaction().execute(async (tx) => {
        const id = await recordAct(tx, wiki.mos, 'merge-topic', { words });
        await tx.insertInto('topic_merge').values({ topic, target: into, act_id: id }).execute();
        return id;
      });
      expect(act).toBeGreaterThan(0);
    }
    await rebuildCopies(wiki.db);
    expect([await titled('C'), await titled('D')]).toEqual([['To'], ['En', 'Tre']]);
    expect((await mergedInto(wiki.db, 'D')).map(({ topic }) => topic)).toEqual(['Ab']);
    expect(await mergedInto(wiki.db, 'C')).toEqual([]);
    expect(await found()).toEqual([]);
    await merge('D', 'C');
    expect(await titled('C')).toEqual(['En', 'To', 'Tre']);
    // Now the act that said "C" of it first would hold again.
    await partTopic(wiki.db, wiki.mos, 'a-B', reason);
    expect([await titled('A-b'), await titled('C')]).toEqual([['En'], ['To', 'Tre']]);
    const { acts } = await listActs(wiki.db, {}, 2);
    expect(acts.map(({ words }) => [words?.['topic'], words?.['into']])).toEqual([
      ['A-b', 'C'],
      ['Ab', 'D'],
    ]);
    expect(await found()).toEqual([]);
    await rebuildCopies(wiki.db);
    expect(await titled('A-b')).toEqual(['En']);
  });

  test('ends what led on from where it leads, when acts of an older wiki make a circle', async () => {
    await write('En', ['A-b']);
    await write('To', ['C']);
    for (const [topic, into] of [
      ['A-b', 'C'],
      ['C', 'Ab'],
    ] as const) {
      await wiki.db.transaction().execute(async (tx) => {
        const id = await recordAct(tx, wiki.mos, 'merge-topic', { words: { topic, into, reason } });
        await tx.insertInto('topic_merge').values({ topic, target: into, act_id: id }).execute();
      });
    }
    await rebuildCopies(wiki.db);
    expect(await titled('A-b')).toEqual(['En', 'To']);
    expect(await labels()).toContain('A-b');
    expect(await labels()).not.toContain('C');
    expect(await found()).toEqual([]);
    await partTopic(wiki.db, wiki.mos, 'c', reason);
    expect([await titled('A-b'), await titled('C')]).toEqual([['En'], ['To']]);
    expect(await found()).toEqual([]);
  });

  test('in a circle, which no act makes, is where that closes', () => {
    const circle = new Map([
      ['a', 'B'],
      ['b', 'A'],
    ]);
    expect(mergedTopic('C', circle)).toBe('C');
    expect(mergedTopic('a', circle)).toBe('A');
  });

  test('is news since it was watched first, whichever of the two was watched later', async () => {
    const begin = (target: string) => watch(wiki.db, wiki.bos, { subject: 'topic', target }, { lang: 'da' });
    await begin('a');
    await write('Imellem', ['A']);
    await begin('b');
    await merge('A', 'B');
    const since = { sequence: 0, act: 0, fit: 0 };
    const news = await newsFor(wiki.db, wiki.bos.personId, { since }, 9, wiki.bos);
    expect(news.map(({ article }) => article.title)).toEqual(['Imellem']);
  });

  test('is watched as the other', async () => {
    await write('En', ['A']);
    const watched = { subject: 'topic', target: 'a' } as const;
    await watch(wiki.db, wiki.bos, watched, { lang: 'da' });
    await merge('A', 'B');
    expect((await listWatched(wiki.db, wiki.bos.personId)).topics).toEqual(['B']);
    expect(await isWatching(wiki.db, wiki.bos.personId, { subject: 'topic', target: 'b' })).toBe(true);
    while (await tellOfNews(wiki.db, AT));
    await write('To', ['B']);
    while (await tellOfNews(wiki.db, AT));
    const follower = wiki.db.selectFrom('follower').select('has_news');
    const row = await follower.where('person_id', '=', wiki.bos.personId).executeTakeFirst();
    expect(row?.has_news).toBe(1);
    const since = { sequence: 0, act: 0, fit: 0 };
    const news = await newsFor(wiki.db, wiki.bos.personId, { since }, 9, wiki.bos);
    expect(news.map(({ article }) => article.title)).toEqual(['To']);
    await unwatch(wiki.db, wiki.bos, { subject: 'topic', target: 'B' });
    expect((await listWatched(wiki.db, wiki.bos.personId)).topics).toEqual([]);
  });
});

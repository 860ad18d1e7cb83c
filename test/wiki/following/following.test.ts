/** Following, below all doors: what people watch, what is new to them, what they're told of and how often. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { tellNewsNow } from '../../../server/news.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { rollBack, undoRevisions } from '../../../server/wiki/articles/reverts.ts';
import {
  actsAfter,
  concernedBy,
  concernedByAct,
  revisionsAfter,
} from '../../../server/wiki/following/concerned.ts';
import { readDigest } from '../../../server/wiki/following/digests.ts';
import {
  chooseFollowing,
  followingOf,
  markSeen,
  stopMail,
} from '../../../server/wiki/following/followers.ts';
import { sendLetter, takesLetters } from '../../../server/wiki/following/letters.ts';
import { newsFor } from '../../../server/wiki/following/news.ts';
import {
  countUnread,
  deleteOldNotices,
  markRead,
  noticesOf,
} from '../../../server/wiki/following/notices.ts';
import { checkStopLink, stopLinkOf } from '../../../server/wiki/following/stopping.ts';
import { tellOfNews } from '../../../server/wiki/following/telling.ts';
import { thank, thanksOf } from '../../../server/wiki/following/thanks.ts';
import { changedByOthers, touchedSince } from '../../../server/wiki/following/touched.ts';
import { isWatching, listWatched, unwatch, watch } from '../../../server/wiki/following/watching.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { queueMail } from '../../../server/wiki/mail/outbox.ts';
import { answer, beginThread, reword } from '../../../server/wiki/talk/posting.ts';
import { settleOrReopen } from '../../../server/wiki/talk/settling.ts';
import { reachedNow } from '../../../server/wiki/history/state.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { hideRevision } from '../../../server/wiki/moderation/hiding.ts';
import { closeAccount } from '../../../server/wiki/people/leaving.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { method } from '../../support/content.ts';
import { takeLetters } from '../../support/mail.ts';
import { ana, AT, join, peopledEach } from '../../support/people.ts';

const wiki = peopledEach();
const slug = 'prøvehandling';
const danish = { lang: 'da' } as const;
const article = { subject: 'article', target: '1' } as const;
const bodyOf = (text: string) => method({ body: `## Sådan gør du\n\n${text}\n` });
const edit = (author: Author, text: string, summary = '') =>
  editArticle(wiki.db, author, slug, { content: bodyOf(text), summary, minor: false });
const tell = () => tellNewsNow(wiki);
const noticesTo = async ({ personId }: Author) =>
  (await noticesOf(wiki.db, personId, {}, 50, undefined)).map(({ code, change, act }) => [
    code,
    change?.number ?? act?.article?.number ?? act?.code,
  ]);
const newsTo = async ({ personId }: Author) =>
  newsFor(wiki.db, personId, { since: (await followingOf(wiki.db, personId)).seen }, 50, undefined);

beforeEach(async () => {
  wiki.now = () => AT;
  await createArticle(wiki.db, wiki.anas, { content: method({ topics: ['ledelse'] }), summary: '' });
  await tell();
});

describe('watching', () => {
  test('is of articles, people and topics, each once, and ends', async () => {
    await watch(wiki.db, wiki.bos, article, danish);
    await watch(wiki.db, wiki.bos, article, danish);
    await watch(wiki.db, wiki.bos, { subject: 'person', target: String(wiki.anas.personId) }, danish);
    await watch(wiki.db, wiki.bos, { subject: 'topic', target: 'ledelse' }, danish);
    const watched = await listWatched(wiki.db, wiki.bos.personId);
    expect(watched.articles.map(({ title }) => title)).toEqual(['Prøvehandling']);
    expect(watched.people.map(({ name }) => name)).toEqual(['Ana Østergård']);
    expect(watched.topics).toEqual(['leadership']);
    expect(await isWatching(wiki.db, wiki.anas.personId, article)).toBe(false);
    await unwatch(wiki.db, wiki.bos, article);
    expect(await isWatching(wiki.db, wiki.bos.personId, article)).toBe(false);
  });

  test.each([
    ['an article that isn’t', { subject: 'article', target: '99' }],
    ['an article by another word than its id', { subject: 'article', target: slug }],
    ['nobody', { subject: 'person', target: '99' }],
    ['no topic', { subject: 'topic', target: '' }],
    ['a topic longer than any', { subject: 'topic', target: 'x'.repeat(121) }],
  ] as const)('%s can’t be watched', async (_name, watched) => {
    await expect(watch(wiki.db, wiki.bos, watched, danish)).rejects.toMatchObject({ status: 404 });
  });

  test('is of a thousand things at most', async () => {
    const rows = Array.from({ length: 1000 }, (_, i) => ({
      ...{ person_id: wiki.bos.personId, subject: 'topic' as const, target: `t${i}`, since: AT },
      ...{ from_sequence: 0, from_act: 0 },
    }));
    await wiki.db.insertInto('watch').values(rows).execute();
    await expect(watch(wiki.db, wiki.bos, article, danish)).rejects.toMatchObject({
      problems: [{ field: 'target', code: 'watches-many' }],
    });
  });
});

describe('what is new', () => {
  beforeEach(() => watch(wiki.db, wiki.bos, article, danish));

  test('is what others touched since then, of each article all of it, or what some people did alone', async () => {
    const { seen } = await followingOf(wiki.db, wiki.bos.personId);
    await edit(wiki.bos, 'Vælg to ting.');
    const touched = await touchedSince(wiki.db, wiki.bos.personId, seen);
    expect([...touched]).toMatchObject([[1, { newest: 2, by: 'anyone' }]]);
    expect(await changedByOthers(wiki.db, wiki.bos.personId, [1], seen)).toEqual(new Set());
    await edit(wiki.anas, 'Vælg tre ting.');
    expect(await changedByOthers(wiki.db, wiki.bos.personId, [1], seen)).toEqual(new Set([1]));
    await unwatch(wiki.db, wiki.bos, article);
    await watch(wiki.db, wiki.bos, { subject: 'person', target: String(wiki.anas.personId) }, danish);
    expect([...(await touchedSince(wiki.db, wiki.bos.personId, seen))]).toMatchObject([
      [1, { by: [wiki.anas.personId] }],
    ]);
  });

  test('is an article on one line, however often others changed it, and never one’s own edits', async () => {
    await edit(wiki.bos, 'Vælg to ting.');
    expect(await newsTo(wiki.bos)).toEqual([]);
    await edit(wiki.anas, 'Vælg tre ting.', 'Flere ting.');
    await edit(wiki.mos, 'Vælg fire ting.', 'Endnu flere.');
    const [line, ...others] = await newsTo(wiki.bos);
    expect(others).toEqual([]);
    expect(line).toMatchObject({ article: { slug }, count: 2 });
    expect(line!.revisions.map(({ number, summary }) => [number, summary])).toEqual([
      [4, 'Endnu flere.'],
      [3, 'Flere ting.'],
    ]);
    expect(line!.people.map(({ name }) => name)).toEqual(['Mo Lindholm', 'Ana Østergård']);
  });

  test('is new until it’s marked as seen, and what came meanwhile stays new', async () => {
    await edit(wiki.anas, 'Vælg tre ting.');
    const reached = await reachedNow(wiki.db);
    await edit(wiki.anas, 'Vælg fire ting.');
    await markSeen(wiki.db, wiki.bos, { ...reached, fit: 0 });
    expect((await newsTo(wiki.bos)).map(({ count }) => count)).toEqual([1]);
    await markSeen(wiki.db, wiki.bos, { sequence: 0, act: 0, fit: 0 });
    expect((await newsTo(wiki.bos)).map(({ count }) => count)).toEqual([1]);
  });

  test('is what is done to an article, too, and of a deleted one no word', async () => {
    await edit(wiki.anas, 'Vælg tre ting.', 'Et navn, der er for meget.');
    await deleteArticle(wiki.db, wiki.mos, slug, 'Den handler om ingenting.');
    const [line] = await newsTo(wiki.bos);
    expect(line!.acts.map(({ code }) => code)).toEqual(['delete']);
    expect(line!.article).toMatchObject({ isGone: true, title: '', slug: '' });
  });

  test('is what a person that one watches wrote, and what stands under a topic', async () => {
    await unwatch(wiki.db, wiki.bos, article);
    await watch(wiki.db, wiki.bos, { subject: 'person', target: String(wiki.anas.personId) }, danish);
    await edit(wiki.anas, 'Vælg tre ting.');
    await edit(wiki.mos, 'Vælg fire ting.');
    const [line] = await newsTo(wiki.bos);
    expect(line!.revisions.map(({ byline }) => byline.name)).toEqual(['Ana Østergård']);
    await watch(wiki.db, wiki.mos, { subject: 'topic', target: 'samskabelse' }, danish);
    const content = method({ title: 'Borgerpanel', topics: ['samskabelse'] });
    await createArticle(wiki.db, wiki.anas, { content, summary: '' });
    expect((await newsTo(wiki.mos)).map(({ article }) => article.title)).toEqual(['Borgerpanel']);
  });

  test('is nothing of what was there before one watched it', async () => {
    await watch(wiki.db, wiki.mos, { subject: 'topic', target: 'samskabelse' }, danish);
    await edit(wiki.anas, 'Vælg tre ting.');
    await watch(wiki.db, wiki.mos, article, danish);
    expect(await newsTo(wiki.mos)).toEqual([]);
    await edit(wiki.anas, 'Vælg fire ting.');
    expect((await newsTo(wiki.mos)).map(({ count }) => count)).toEqual([1]);
  });

  test('looks through nothing that one did oneself alone', async () => {
    await watch(wiki.db, wiki.bos, { subject: 'person', target: String(wiki.bos.personId) }, danish);
    for (let count = 0; count < 30; count++)
      await createArticle(wiki.db, wiki.bos, { content: method({ title: `Min ${count}` }), summary: '' });
    await edit(wiki.anas, 'Vælg tre ting.');
    let queries = 0;
    const counting = wiki.db.withPlugin({
      transformQuery: ({ node }) => ((queries += 1), node),
      transformResult: ({ result }) => Promise.resolve(result),
    });
    const since = { sequence: 0, act: 0, fit: 0 };
    expect(await newsFor(counting, wiki.bos.personId, { since }, 50, undefined)).toHaveLength(1);
    expect(queries).toBeLessThan(30);
    const touched = await touchedSince(wiki.db, wiki.bos.personId, since);
    expect(touched.size).toBeGreaterThan(30);
    const byOthers = await changedByOthers(wiki.db, wiki.bos.personId, [...touched.keys()], since);
    expect([...byOthers]).toEqual([1]);
  });

  test('is read of many articles with no more queries than of one', async () => {
    await watch(wiki.db, wiki.bos, { subject: 'person', target: String(wiki.anas.personId) }, danish);
    let answers = 0;
    const counting = wiki.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: ({ result }) => Promise.resolve((answers++, result)),
    });
    const since = { sequence: 0, act: 0, fit: 0 };
    const make = async (title: string) =>
      void (await createArticle(wiki.db, wiki.anas, { content: method({ title }), summary: '' }));
    const answersTo = async (lines: number) => {
      answers = 0;
      expect(await newsFor(counting, wiki.bos.personId, { since }, 50, undefined)).toHaveLength(lines);
      return answers;
    };
    await make('Ny');
    const few = await answersTo(1);
    for (let count = 0; count < 10; count++) await make(`Ny ${count}`);
    expect(await answersTo(11)).toBe(few);
  });

  test('tells nobody that a deleted article stood under a topic', async () => {
    await unwatch(wiki.db, wiki.bos, article);
    await watch(wiki.db, wiki.bos, { subject: 'topic', target: 'ledelse' }, danish);
    const content = { ...bodyOf('Vælg fire ting.'), topics: ['ledelse'] };
    await editArticle(wiki.db, wiki.anas, slug, { content, summary: '', minor: false });
    expect(await newsTo(wiki.bos)).toHaveLength(1);
    await deleteArticle(wiki.db, wiki.mos, slug, 'Den handler om ingenting.');
    expect(await newsTo(wiki.bos)).toEqual([]);
    await watch(wiki.db, wiki.bos, { subject: 'person', target: String(wiki.anas.personId) }, danish);
    expect(await newsTo(wiki.bos)).toEqual([]);
  });

  test('tells no summary that is hidden', async () => {
    await edit(wiki.anas, 'Vælg tre ting.', 'Hemmeligt.');
    const asked = { text: false, summary: true, reason: 'Et navn.' };
    await hideRevision(wiki.db, wiki.mos, { slug, number: 2 }, asked);
    const [line] = await newsTo(wiki.bos);
    expect(line!.revisions.map(({ summary }) => summary)).toEqual(['']);
  });
});

describe('a notice', () => {
  test('tells whose edit was taken back, and not who took it back', async () => {
    await edit(wiki.bos, 'Vælg fem ting.');
    await undoRevisions(wiki.db, wiki.anas, slug, { from: 2, to: 2, base: 2, summary: 'Det passer ikke.' });
    await tell();
    expect(await noticesTo(wiki.bos)).toEqual([['taken-back', 3]]);
    expect(await noticesTo(wiki.anas)).toEqual([['improved', 2]]);
  });

  test('tells of a rollback each whose edits it took back', async () => {
    await edit(wiki.bos, 'Vælg fem ting.');
    await edit(wiki.bos, 'Vælg seks ting.');
    await rollBack(wiki.db, wiki.mos, slug, { base: 3, summary: 'Det passer ikke.' });
    await tell();
    expect(await noticesTo(wiki.bos)).toEqual([['taken-back', 4]]);
  });

  test('tells whoever lost words of theirs, once however often until they have read it', async () => {
    await edit(wiki.bos, 'Noget helt andet.');
    await edit(wiki.bos, 'Og noget tredje her.');
    await tell();
    await tell();
    expect(await noticesTo(wiki.anas)).toEqual([['improved', 2]]);
    expect(await countUnread(wiki.db, wiki.anas.personId, 9)).toBe(1);
  });

  test('tells nobody of what is added beside their words', async () => {
    await editArticle(wiki.db, wiki.bos, slug, {
      ...{ content: method({ body: `${method().body}\nOg et til.\n` }), summary: '', minor: false },
    });
    await tell();
    expect(await noticesTo(wiki.anas)).toEqual([]);
  });

  test('tells of thanks, once, and nobody thanks themself', async () => {
    expect(await thank(wiki.db, wiki.bos, { slug, number: 1 })).toBe(true);
    expect(await thank(wiki.db, wiki.bos, { slug, number: 1 })).toBe(false);
    await expect(thank(wiki.db, wiki.anas, { slug, number: 1 })).rejects.toMatchObject({ status: 403 });
    await tell();
    expect(await noticesTo(wiki.anas)).toEqual([['thanked', 1]]);
    const thanks = await thanksOf(wiki.db, 1, wiki.bos.personId);
    expect([...thanks]).toEqual([[1, { count: 1, byThem: true }]]);
    expect((await thanksOf(wiki.db, 1, undefined)).get(1)).toEqual({ count: 1, byThem: false });
    expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
  });

  test('tells of a version that was hidden, and is read by marking it', async () => {
    await edit(wiki.bos, 'Vælg fem ting.', 'Om borgeren.');
    const asked = { text: false, summary: true, reason: 'Et navn.' };
    await hideRevision(wiki.db, wiki.mos, { slug, number: 2 }, asked);
    await tell();
    const [notice] = await noticesOf(wiki.db, wiki.bos.personId, {}, 9, undefined);
    expect(notice).toMatchObject({
      code: 'done-to-yours',
      isRead: false,
      act: { words: { reason: 'Et navn.' } },
    });
    await markRead(wiki.db, wiki.anas, notice!.id);
    expect(await countUnread(wiki.db, wiki.bos.personId, 9)).toBe(1);
    await markRead(wiki.db, wiki.bos, notice!.id, { only: true });
    expect(await countUnread(wiki.db, wiki.bos.personId, 9)).toBe(0);
  });

  test('is told once, by however many processes', async () => {
    await thank(wiki.db, wiki.bos, { slug, number: 1 });
    await Promise.all([tellOfNews(wiki.db, AT), tellOfNews(wiki.db, AT), tellOfNews(wiki.db, AT)]);
    expect(await tellOfNews(wiki.db, AT)).toBe(false);
    expect(await noticesTo(wiki.anas)).toEqual([['thanked', 1]]);
  });

  test('is forgotten after thirteen months, and with the account', async () => {
    await thank(wiki.db, wiki.bos, { slug, number: 1 });
    await tell();
    await deleteOldNotices(wiki.db, '2027-11-21T17:05:00.000Z');
    expect(await countUnread(wiki.db, wiki.anas.personId, 9)).toBe(1);
    await deleteOldNotices(wiki.db, '2028-01-21T17:05:00.000Z');
    expect(await countUnread(wiki.db, wiki.anas.personId, 9)).toBe(0);
    await watch(wiki.db, wiki.anas, article, danish);
    await wiki.db.transaction().execute((tx) => closeAccount(tx, wiki.anas.personId, AT));
    for (const table of ['watch', 'notice', 'follower'] as const) {
      const left = await wiki.db
        .selectFrom(table)
        .selectAll()
        .where('person_id', '=', wiki.anas.personId)
        .execute();
      expect(left).toEqual([]);
    }
  });
});

test('a revision concerns whoever loses words by it, and an act whom it’s of, and neither who did it', async () => {
  await edit(wiki.bos, 'Noget helt andet.');
  await edit(wiki.bos, 'Noget helt tredje.');
  await thank(wiki.db, wiki.anas, { slug, number: 2 });
  const told = { articleId: 1, at: AT };
  const revisions = await revisionsAfter(wiki.db, { sequence: 1, act: 0 });
  const concerned = await Promise.all(revisions.map((each) => concernedBy(wiki.db, each)));
  expect(concerned).toEqual([[{ ...told, personId: wiki.anas.personId, code: 'improved', sequence: 2 }], []]);
  const act = (await actsAfter(wiki.db, { sequence: 0, act: 0 })).at(-1)!;
  expect(await concernedByAct(wiki.db, act)).toEqual([
    { ...told, personId: wiki.bos.personId, code: 'thanked', actId: act.id },
  ]);
});

test('who signs in at their workplace alone, without an e-mail here, is told as others are', async () => {
  const { personId } = wiki.anas;
  await wiki.db.deleteFrom('credential').where('person_id', '=', personId).execute();
  const login = { issuer: 'https://login.example', subject: 'ana', provider: 'aarhus', tenant: '' };
  await wiki.db
    .insertInto('identity')
    .values({ ...login, person_id: personId, told: '{}', linked_at: AT })
    .execute();
  await thank(wiki.db, wiki.bos, { slug, number: 1 });
  await tell();
  expect(await noticesTo(wiki.anas)).toEqual([['thanked', 1]]);
});

test('whose account is closed is told nothing any more, and nothing of them is kept', async () => {
  await wiki.db.transaction().execute((tx) => closeAccount(tx, wiki.anas.personId, AT));
  await edit(wiki.bos, 'Helt andre ord.');
  await thank(wiki.db, wiki.bos, { slug, number: 1 });
  await tell();
  expect(await noticesTo(wiki.anas)).toEqual([]);
  expect((await wiki.db.selectFrom('follower').select('person_id').execute()).length).toBe(0);
});

describe('a notice of talk', () => {
  const begin = (author: Author, words: string, section = '') =>
    beginThread(wiki.db, author, slug, { title: 'Hvor længe?', words, section });

  test('tells whoever is mentioned, once, and of a rewording only those who weren’t before', async () => {
    const place = await begin(wiki.bos, 'Hvad siger @Ana Østergård?');
    await tell();
    expect(await noticesTo(wiki.anas)).toEqual([['mentioned', 'post']]);
    const words = 'Hvad siger @Ana Østergård og @Mo Lindholm?';
    await reword(wiki.db, wiki.bos, { slug, ...place }, { title: 'Hvor længe?', words });
    await tell();
    expect(await noticesTo(wiki.anas)).toEqual([['mentioned', 'post']]);
    expect(await noticesTo(wiki.mos)).toEqual([['mentioned', 'reword']]);
  });

  test('tells all who are in a thread of an answer, and who began it that it’s settled', async () => {
    const { threadId } = await begin(wiki.bos, 'Hvor længe varer det?');
    await answer(wiki.db, wiki.mos, { slug, threadId }, { words: 'Det ved Ana.' });
    await answer(wiki.db, wiki.anas, { slug, threadId }, { words: 'En uge.' });
    await settleOrReopen(wiki.db, wiki.anas, 'settle', { slug, threadId, note: '' });
    await tell();
    expect(await noticesTo(wiki.bos)).toEqual([
      ['settled', 'settle'],
      ['answered', 'post'],
      ['answered', 'post'],
    ]);
    expect(await noticesTo(wiki.mos)).toEqual([['answered', 'post']]);
    expect(await noticesTo(wiki.anas)).toEqual([]);
  });

  test('tells those whose words stand in an article of a question, and nobody of an ordinary thread', async () => {
    await begin(wiki.bos, 'Nå.');
    await begin(wiki.bos, 'Hvor længe prøvede I?', 'sådan-gør-du');
    await tell();
    expect(await noticesTo(wiki.anas)).toEqual([['asked', 'post']]);
    expect(await noticesTo(wiki.bos)).toEqual([]);
  });

  test('goes by mail with the address of the post, once also to who watches the article', async () => {
    await watch(wiki.db, wiki.anas, article, danish);
    const { threadId } = await begin(wiki.bos, 'Hvad siger @Ana Østergård?');
    const later = new Date(Date.parse(AT) + 25 * 60 * 60_000).toISOString();
    await tell();
    wiki.now = () => later;
    await tell();
    const [letter] = await takeLetters(wiki);
    expect(letter!.text).toContain('Du er nævnt i en diskussion');
    expect(letter!.text).not.toContain('PÅ DIN OVERVÅGNINGSLISTE');
    expect(letter!.text).toContain(`/wiki/${encodeURIComponent(slug)}/talk/${threadId}`);
  });
});

describe('mail of news', () => {
  const later = (minutes: number) => new Date(Date.parse(AT) + minutes * 60_000).toISOString();
  const at = (minutes: number) => {
    wiki.now = () => later(minutes);
  };
  const choose = (mail: 'soon' | 'daily' | 'weekly' | 'never') =>
    chooseFollowing(wiki.db, wiki.bos, { mail, watchesOwn: true, takesLetters: true, lang: 'da' });
  const letters = async () => {
    await tell();
    return (await takeLetters(wiki)).filter(({ to }) => to === 'bo@example.dk');
  };

  beforeEach(() => watch(wiki.db, wiki.bos, article, danish));

  test('says who did what and why, and where the difference is, in one for all that is new', async () => {
    await choose('soon');
    await edit(wiki.anas, 'Vælg tre ting.', 'Flere ting.');
    await edit(wiki.anas, 'Vælg fire ting.', 'Endnu flere.');
    await beginThread(wiki.db, wiki.mos, slug, { title: 'Hvor længe?', words: 'En uge?', section: '' });
    at(11);
    const [letter, ...others] = await letters();
    expect(others).toEqual([]);
    expect(letter!.text).toContain('2 ændringer af Ana Østergård (sygeplejerske, Region Nordjylland)\n');
    expect(letter!.text).toContain('Mo Lindholm (redaktør, Styrelsen for Eksempler) begyndte tråden »');
    expect(letter!.text).toContain('Senest: »Endnu flere.«');
    expect(letter!.text).toContain(`/wiki/${encodeURIComponent(slug)}/diff/1/3`);
    expect(letter!.stop).toMatch(/\/stop-mail\?person=\d+&what=news&key=[\w-]{22}$/);
    expect(await letters()).toEqual([]);
  });

  test('leads to the version that somebody is thanked for', async () => {
    await choose('soon');
    await edit(wiki.bos, 'Vælg to ting.');
    await thank(wiki.db, wiki.mos, { slug, number: 2 });
    at(11);
    const [letter] = await letters();
    expect(letter!.text).toContain('Du har fået tak');
    expect(letter!.text).toContain(`/wiki/${encodeURIComponent(slug)}/history/2\n`);
    expect(letter!.text).not.toContain('/log#');
  });

  test.each([
    ['soon', 9, 11],
    ['daily', 23 * 60, 24 * 60 + 1],
    ['weekly', 6 * 24 * 60, 7 * 24 * 60 + 1],
  ] as const)('comes %s: not after %i minutes, but after %i', async (pace, early, due) => {
    await choose(pace);
    await edit(wiki.anas, 'Vælg tre ting.');
    at(early);
    expect(await letters()).toEqual([]);
    at(due);
    expect(await letters()).toHaveLength(1);
    await edit(wiki.anas, 'Vælg fire ting.');
    expect(await letters()).toEqual([]);
  });

  test('comes never of one’s own edits, nor to who doesn’t want it, nor of what was read', async () => {
    await choose('soon');
    await edit(wiki.bos, 'Vælg fem ting.');
    at(11);
    expect(await letters()).toEqual([]);
    await choose('never');
    await edit(wiki.anas, 'Vælg tre ting.');
    at(22);
    expect(await letters()).toEqual([]);
  });

  test('waits for room where twenty wait, and loses nothing by that', async () => {
    await choose('soon');
    const waiting = { to: 'bo@example.dk', lang: 'da', message: 'news', blanks: {} } as const;
    for (let i = 0; i < 20; i++) await wiki.db.transaction().execute((tx) => queueMail(tx, waiting, AT));
    await edit(wiki.anas, 'Vælg tre ting.', 'Flere ting.');
    at(11);
    await tell();
    await wiki.db.deleteFrom('outbox').execute();
    const [letter, ...others] = await letters();
    expect(others).toEqual([]);
    expect(letter!.text).toContain('Senest: »Flere ting.«');
  });

  test('is not sent when what it tells was deleted while it waited, and names nothing of it', async () => {
    await choose('soon');
    await edit(wiki.anas, 'Vælg tre ting.', 'Et navn, der er for meget.');
    at(11);
    await tell();
    await deleteArticle(wiki.db, wiki.mos, slug, 'Den handler om ingenting.');
    const text = (await takeLetters(wiki)).map((letter) => letter.text).join('\n');
    expect(text).not.toContain('Prøvehandling');
    expect(text).not.toContain('for meget');
  });

  test('is not sent when it was stopped while it waited', async () => {
    await choose('soon');
    await edit(wiki.anas, 'Vælg tre ting.');
    at(11);
    await tell();
    await stopMail(wiki.db, wiki.bos.personId, 'news', AT);
    expect(await takeLetters(wiki)).toEqual([]);
    expect(await wiki.db.selectFrom('outbox').selectAll().execute()).toEqual([]);
  });

  test('stops by a key that is the person’s alone', async () => {
    await choose('soon');
    const link = await stopLinkOf(wiki.db, wiki.bos.personId, 'news');
    await expect(checkStopLink(wiki.db, { ...link, person: wiki.anas.personId })).rejects.toMatchObject({
      status: 403,
    });
    await expect(checkStopLink(wiki.db, { ...link, key: '' })).rejects.toMatchObject({ status: 403 });
    await expect(checkStopLink(wiki.db, { ...link, what: 'letters' })).rejects.toMatchObject({ status: 403 });
    await checkStopLink(wiki.db, link);
    await stopMail(wiki.db, link.person, 'news', AT);
    expect((await followingOf(wiki.db, wiki.bos.personId)).mail).toBe('never');
  });

  test('reads what it tells as a stranger may', async () => {
    const since = { ...(await reachedNow(wiki.db)), notice: 0, fit: 0 };
    await edit(wiki.anas, 'Vælg tre ting.', 'Hemmeligt.');
    await hideRevision(
      wiki.db,
      wiki.mos,
      { slug, number: 2 },
      { text: false, summary: true, reason: 'Et navn.' },
    );
    const until = { ...(await reachedNow(wiki.db)), notice: 0, fit: 0 };
    const { lines } = await readDigest(wiki.db, { personId: wiki.bos.personId, since, until });
    expect(lines[0]!.revisions.map(({ summary }) => summary)).toEqual(['']);
  });
});

describe('a letter', () => {
  const letter = { subject: 'Jeres tavlemøder', words: 'Hvordan kom I i gang?' };
  const send = (change = {}) => sendLetter(wiki.db, wiki.anas, wiki.bos.personId, { ...letter, ...change });

  test('goes by mail under the sender’s name, without their address, and says where to answer', async () => {
    await send();
    const [mail] = await takeLetters(wiki);
    expect(mail!.to).toBe('bo@example.dk');
    expect(mail!.subject).toBe('Jeres tavlemøder (fra Ana Østergård gennem Innovationswiki)');
    expect(mail!.text).toContain(
      'Du har fået et brev gennem Innovationswiki fra Ana Østergård, sygeplejerske, Region Nordjylland:',
    );
    expect(mail!.text).toContain('Hvordan kom I i gang?');
    expect(mail!.text).toContain(`/people/${wiki.anas.personId}/write`);
    expect(mail!.text + mail!.subject).not.toContain('ana@example.dk');
    expect(mail!.replyTo).toBeUndefined();
    expect(mail!.stop).toMatch(/what=letters&key=/);
    expect(await wiki.db.selectFrom('outbox').selectAll().execute()).toEqual([]);
  });

  test.each([
    ['nothing said', { words: '' }, { field: 'words', code: 'required' }],
    ['no subject', { subject: '' }, { field: 'subject', code: 'required' }],
    [
      'too much',
      { words: '😀'.repeat(5001) },
      { field: 'words', code: 'too-long', params: { max: 5000, length: 5001 } },
    ],
  ])('is refused with %s', async (_name, change, problem) => {
    await expect(send(change)).rejects.toMatchObject({ status: 422, problems: [problem] });
    expect(await takeLetters(wiki)).toEqual([]);
  });

  test('reaches nobody who wants none, nobody without an address, and not oneself', async () => {
    await stopMail(wiki.db, wiki.bos.personId, 'letters', AT);
    await expect(send()).rejects.toMatchObject({ status: 403, code: 'takes-no-letters' });
    expect((await followingOf(wiki.db, wiki.bos.personId)).mail).toBe('daily');
    await wiki.db.deleteFrom('credential').where('person_id', '=', wiki.mos.personId).execute();
    expect(await takesLetters(wiki.db, wiki.mos.personId, AT)).toBe(false);
    expect(await takesLetters(wiki.db, wiki.anas.personId, AT)).toBe(true);
    await expect(sendLetter(wiki.db, wiki.anas, wiki.anas.personId, letter)).rejects.toMatchObject({
      status: 403,
    });
  });

  test('names its sender as pages do, apart from others of the name', async () => {
    const other = await join(wiki.db, { ...ana, email: 'en-anden@example.dk' });
    await sendLetter(wiki.db, other, wiki.bos.personId, letter);
    const [mail] = await takeLetters(wiki);
    expect(mail!.subject).toContain('(fra Ana Østergård (2) gennem');
    expect(mail!.text).toContain('fra Ana Østergård (2), sygeplejerske, Region Nordjylland:');
  });

  test('is not sent once the other wants none, and goes with whoever wrote it', async () => {
    await send();
    await stopMail(wiki.db, wiki.bos.personId, 'letters', AT);
    expect(await takeLetters(wiki)).toEqual([]);
    await sendLetter(wiki.db, wiki.anas, wiki.mos.personId, letter);
    await sendLetter(wiki.db, wiki.bos, wiki.mos.personId, letter);
    await wiki.db.transaction().execute((tx) => closeAccount(tx, wiki.anas.personId, AT));
    expect((await takeLetters(wiki)).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('fra Bo Åkjær'),
    ]);
  });

  test('isn’t taken when twenty wait, and what the account is told still is', async () => {
    for (let i = 0; i < 20; i++) await send();
    await expect(send()).rejects.toMatchObject({ status: 429 });
    const mail = { to: 'bo@example.dk', lang: 'da', message: 'password-changed' } as const;
    expect(await wiki.db.transaction().execute((tx) => queueMail(tx, mail, AT))).toBe(true);
  });
});

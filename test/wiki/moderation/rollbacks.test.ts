/** What somebody wrote lately, taken back at once: what would become of each article, and what becomes of it. */
import { describe, expect, test } from '@jest/globals';
import type { Content } from '../../../server/kinds/content.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { historyPage } from '../../../server/wiki/history/lines.ts';
import { listActs } from '../../../server/wiki/history/public-log.ts';
import { contentOf } from '../../../server/wiki/history/reading.ts';
import { authorOf, type Author } from '../../../server/wiki/history/author.ts';
import { undoRevisions } from '../../../server/wiki/articles/reverts.ts';
import { freeTitle } from '../../../server/wiki/moderation/freeing.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { hideRevision } from '../../../server/wiki/moderation/hiding.ts';
import { lateRevisions, runsOf } from '../../../server/wiki/moderation/late-revisions.ts';
import { listWaiting } from '../../../server/wiki/moderation/desk.ts';
import { fatesOf, takeBack, type Fate } from '../../../server/wiki/moderation/rollbacks.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { method } from '../../support/content.ts';
import { AT, bo, peopledEach } from '../../support/people.ts';

const wiki = peopledEach();
const SINCE = '2026-11-20T00:00:00.000Z';
const reason = 'Reklame';

const create = (author: Author, title: string, change: Partial<Content> = {}) =>
  createArticle(wiki.db, author, { content: method({ title, ...change }), summary: '' });
/** Changes an article as it stands now. */
async function edit(author: Author, slug: string, change: Partial<Content>): Promise<void> {
  const content = await contentNow(slug);
  const edited = { content: { ...content, ...change }, summary: '', minor: false };
  await editArticle(wiki.db, author, slug, edited);
}
const contentNow = async (slug: string) =>
  contentOf(wiki.db, (await findArticle(wiki.db, slug)).sequence, wiki.mos);
const fates = async (since = SINCE) => (await fatesOf(wiki.db, wiki.mos, wiki.bos.personId, since)).fates;
const told = async (since?: string) =>
  Object.fromEntries(
    (await fates(since)).map((fate) => [fate.article.slug, [fate.way, fate.numbers, ...detailsOf(fate)]]),
  );
const detailsOf = (fate: Fate) =>
  fate.way === 'back'
    ? fate.steps.map(({ action, fromNumber: from, toNumber: to }) => `${action} ${from}–${to}`)
    : fate.way === 'by-hand'
      ? [fate.obstacle]
      : [];
const basesNow = async () =>
  new Map((await fates()).map(({ article }) => [article.id, article.number] as const));
const take = async (bases?: Map<number, number>, by = wiki.mos) =>
  takeBack(wiki.db, by, wiki.bos.personId, { since: SINCE, bases: bases ?? (await basesNow()), reason });

/** Five articles, and bo in each of them in another way. */
async function write(): Promise<void> {
  for (const title of ['Ende', 'Midt', 'Strid', 'Ren']) await create(wiki.anas, title);
  await edit(wiki.bos, 'ende', { lead: 'Køb.' });
  await edit(wiki.bos, 'ende', { lead: 'Køb nu.' });
  await edit(wiki.bos, 'midt', { facts: { timeRequired: 'køb' } });
  await edit(wiki.anas, 'midt', { lead: 'Anas nye indledning.' });
  await edit(wiki.bos, 'midt', { topics: ['køb'] });
  await edit(wiki.bos, 'strid', { lead: 'Køb.' });
  await edit(wiki.anas, 'strid', { lead: 'Køb ikke.' });
  await edit(wiki.bos, 'ren', { lead: 'Køb.' });
  await edit(wiki.anas, 'ren', { lead: method().lead });
  await create(wiki.bos, 'Bos egen');
}

describe('what somebody wrote lately', () => {
  test('is told article by article, with what would become of it', async () => {
    await write();
    expect(await told()).toEqual({
      ende: ['back', [2, 3], 'rollback 2–3'],
      midt: ['back', [2, 4], 'rollback 4–4', 'undo 2–2'],
      strid: ['by-hand', [2], 'changed'],
      'bos-egen': ['made', [1]],
    });
    expect(Object.keys(await told())).toEqual(['bos-egen', 'strid', 'midt', 'ende']);
  });

  test('is looked for from a moment on, in articles that aren’t deleted, and in so many', async () => {
    await write();
    const later = (await authorOf(wiki.db, wiki.bos.personId, '2026-11-25T00:00:00.000Z'))!;
    await edit(later, 'ende', { lead: 'Køb straks.' });
    // Their own version before it is what stood before.
    expect(await told('2026-11-24T00:00:00.000Z')).toEqual({ ende: ['back', [4], 'undo 4–4'] });
    expect(await told('2026-11-26T00:00:00.000Z')).toEqual({});
    await deleteArticle(wiki.db, wiki.mos, 'ende', reason);
    expect(Object.keys(await told())).toEqual(['bos-egen', 'strid', 'midt']);
    const two = await lateRevisions(wiki.db, wiki.bos.personId, SINCE, 2);
    expect(two).toEqual({
      articles: [
        { slug: 'bos-egen', numbers: [1] },
        { slug: 'ren', numbers: [2] },
      ],
      isMore: true,
    });
    expect((await lateRevisions(wiki.db, wiki.bos.personId, SINCE, 4)).isMore).toBe(false);
    const { id } = await findArticle(wiki.db, 'midt');
    expect(await runsOf(wiki.db, id, wiki.bos.personId, [2, 4])).toEqual([
      { from: 2, to: 2, isOthersBefore: true },
      { from: 4, to: 4, isOthersBefore: true },
    ]);
  });

  test('is left to be done by hand where a hidden text would come back', async () => {
    await create(wiki.anas, 'Skjult');
    await edit(wiki.anas, 'skjult', { lead: 'Noget, der ikke må stå her.' });
    await edit(wiki.bos, 'skjult', { lead: 'Køb.' });
    expect(await told()).toEqual({ skjult: ['back', [3], 'rollback 3–3'] });
    await hideRevision(
      wiki.db,
      wiki.mos,
      { slug: 'skjult', number: 2 },
      { text: true, summary: false, reason },
    );
    expect(await told()).toEqual({ skjult: ['by-hand', [3], 'gone'] });
    expect(await take()).toBe(0);
  });

  test('is left out once it’s taken back, also where its text is hidden since', async () => {
    await create(wiki.anas, 'Skjult');
    await edit(wiki.bos, 'skjult', { lead: 'Noget om en nabo.' });
    await edit(wiki.anas, 'skjult', { topics: ['imens'] });
    await undoRevisions(wiki.db, wiki.mos, 'skjult', { from: 2, to: 2, summary: reason });
    const place = { slug: 'skjult', number: 2 };
    await hideRevision(wiki.db, wiki.mos, place, { text: true, summary: false, reason });
    expect(await told()).toEqual({});
  });

  test('is left to be done by hand where a title would come back that another article has, and the rest is taken back', async () => {
    await create(wiki.anas, 'Før');
    await create(wiki.anas, 'Ren');
    await edit(wiki.bos, 'før', { title: 'Køb' });
    await edit(wiki.bos, 'ren', { lead: 'Køb.' });
    const both = await basesNow();
    expect(both.size).toBe(2);
    await freeTitle(wiki.db, wiki.mos, 'før', reason);
    expect(await told()).toMatchObject({ køb: ['back', [2], 'rollback 2–2'] });
    await create(wiki.anas, 'Før');
    expect(await told()).toEqual({ køb: ['by-hand', [2], 'title'], ren: ['back', [2], 'rollback 2–2'] });
    expect(await take(both)).toBe(1);
    expect(await contentNow('ren')).toMatchObject({ lead: method().lead });
  });

  test('lets but one of two articles go back to a title that both had, and is free', async () => {
    for (const later of ['Køb', 'Køb nu']) {
      await create(wiki.anas, 'Før');
      await edit(wiki.bos, 'før', { title: later });
      await freeTitle(wiki.db, wiki.mos, 'før', reason);
    }
    expect(Object.values(await told()).map(([way, , detail]) => [way, detail])).toEqual([
      ['back', 'rollback 2–2'],
      ['by-hand', 'title'],
    ]);
    expect(await take()).toBe(1);
    expect(await findArticle(wiki.db, 'før')).toMatchObject({ number: 3 });
  });

  test('is told to moderators alone, and to none of themself', async () => {
    await create(wiki.anas, 'Anas');
    const ofBo = (by: Author) => fatesOf(wiki.db, by, wiki.bos.personId, SINCE);
    await expect(ofBo(wiki.anas)).rejects.toMatchObject({ status: 403 });
    await expect(fatesOf(wiki.db, wiki.mos, wiki.mos.personId, SINCE)).rejects.toMatchObject({ status: 403 });
    await expect(fatesOf(wiki.db, wiki.mos, 999, SINCE)).rejects.toMatchObject({ status: 404 });
    expect(await ofBo(wiki.mos)).toEqual({ fates: [], isMore: false });
  });
});

describe('taken back', () => {
  test('it’s gone, what others wrote stays, each version says why, and one act tells of all', async () => {
    await write();
    expect(await take()).toBe(2);
    expect((await contentNow('ende')).lead).toBe(method().lead);
    expect(await contentNow('midt')).toMatchObject({
      lead: 'Anas nye indledning.',
      facts: method().facts,
      topics: [],
    });
    expect((await contentNow('strid')).lead).toBe('Køb ikke.');
    const { id } = await findArticle(wiki.db, 'midt');
    const lines = await historyPage(wiki.db, id, 2);
    expect(
      lines.map(({ number, action, fromNumber, toNumber, summary, byline }) => [
        ...[number, action, fromNumber, toNumber, summary, byline.personId],
      ]),
    ).toEqual([
      [6, 'undo', 2, 2, reason, wiki.mos.personId],
      [5, 'rollback', 4, 4, reason, wiki.mos.personId],
    ]);
    const [act] = (await listActs(wiki.db, { code: 'rollback-person' }, 9)).acts;
    expect(act).toMatchObject({ person: { name: bo.name }, words: { articles: 2, reason } });
    expect(Object.keys(await told())).toEqual(['bos-egen', 'strid']);
    // What was taken back waits no longer; what wasn't still does.
    const filter = { flags: [], personId: wiki.bos.personId };
    const waiting = await listWaiting(wiki.db, wiki.mos, filter, { limit: 9, at: AT });
    expect(waiting.map(({ article }) => article.slug)).toEqual(['bos-egen', 'ren', 'strid']);
    expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
  });

  test('only as it was shown: what has been written in since is left', async () => {
    await write();
    const bases = await basesNow();
    await edit(wiki.anas, 'ende', { topics: ['imens'] });
    expect(await take(bases)).toBe(1);
    expect((await contentNow('ende')).lead).toBe('Køb nu.');
    expect(await told()).toMatchObject({ ende: ['back', [2, 3], 'undo 2–3'] });
    expect(await take(new Map())).toBe(0);
    expect((await listActs(wiki.db, { code: 'rollback-person' }, 9)).acts).toHaveLength(1);
    expect(await take()).toBe(1);
    expect(await contentNow('ende')).toMatchObject({ lead: method().lead, topics: ['imens'] });
  });

  test('as much at once as was shown, and then the rest', async () => {
    const body = (first: string) => `${first}\n\n${'Langt afsnit. '.repeat(14_000)}`;
    for (const title of ['Et', 'To']) {
      const lines = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
      await create(wiki.anas, title, { body: body(lines.join('\n\n')) });
      for (const i of lines.keys()) {
        lines[i] += ' køb';
        const author = i % 2 === 0 ? wiki.bos : wiki.anas;
        await edit(author, title.toLowerCase(), { body: body(lines.join('\n\n')) });
      }
    }
    const seen = async () => {
      const { fates, isMore } = await fatesOf(wiki.db, wiki.mos, wiki.bos.personId, SINCE);
      return [isMore, ...fates.map((fate) => [fate.article.slug, detailsOf(fate).length])];
    };
    expect(await seen()).toEqual([true, ['to', 5]]);
    expect(await take()).toBe(1);
    expect(await seen()).toEqual([false, ['et', 5]]);
    expect(await take()).toBe(1);
    expect(await seen()).toEqual([false]);
    expect((await contentNow('et')).body).toMatch(/^a\n\nb køb\n\nc\n\nd køb\n\ne\n/);
    expect((await listActs(wiki.db, { code: 'rollback-person' }, 9)).acts).toHaveLength(2);
  });

  test('of one article that is too much by itself, the latest first', async () => {
    const lines = Array.from({ length: 18 }, (_, i) => `Afsnit ${i}.`);
    const body = () => `${lines.join('\n\n')}\n\n${'Langt afsnit. '.repeat(17_000)}`;
    await create(wiki.anas, 'Lang', { body: body() });
    for (const i of lines.keys()) {
      lines[i] += ' Køb.';
      await edit(i % 2 === 0 ? wiki.bos : wiki.anas, 'lang', { body: body() });
    }
    const rounds = [];
    for (;;) {
      const { fates, isMore } = await fatesOf(wiki.db, wiki.mos, wiki.bos.personId, SINCE);
      if (fates.length === 0) break;
      rounds.push([isMore, ...fates.flatMap(detailsOf)]);
      expect(await take()).toBe(1);
    }
    expect(rounds).toEqual([
      [true, ...[18, 16, 14, 12, 10].map((at) => `undo ${at}–${at}`)],
      [false, ...[8, 6, 4, 2].map((at) => `undo ${at}–${at}`)],
    ]);
    expect((await contentNow('lang')).body.match(/Køb/g)).toHaveLength(9);
  });

  test('not without a reason, nor by who may not', async () => {
    await write();
    const bases = await basesNow();
    const asked = { since: SINCE, bases, reason: '' };
    await expect(takeBack(wiki.db, wiki.mos, wiki.bos.personId, asked)).rejects.toMatchObject({
      status: 422,
    });
    await expect(take(bases, wiki.anas)).rejects.toMatchObject({ status: 403 });
    expect((await findArticle(wiki.db, 'ende')).number).toBe(3);
  });
});

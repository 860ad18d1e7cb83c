/** Recent changes: edits and acts together, page by page, and those that somebody asks for. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { createArticle, editArticle, moveArticle } from '../../../server/wiki/articles/edits.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { recentActivity, type Recent, type RecentFilter } from '../../../server/wiki/history/recent.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { protectArticle } from '../../../server/wiki/moderation/protections.ts';
import { loadStarter } from '../../../server/wiki/setup/starter.ts';
import { answer, beginThread } from '../../../server/wiki/talk/posting.ts';
import { settleOrReopen } from '../../../server/wiki/talk/settling.ts';
import { method } from '../../support/content.ts';
import { peopledEach } from '../../support/people.ts';

const wiki = peopledEach();
const told = (recent: readonly Recent[]) =>
  recent.map((each) =>
    'change' in each
      ? each.change.sequence
      : 'intake' in each
        ? `${each.intake.articles} of ${each.intake.revisions}`
        : each.act.code,
  );
const recentOf = async (filter: RecentFilter, reader?: Author) =>
  told((await recentActivity(wiki.db, filter, {}, 50, reader)).recent);
const write = (author: Author, title: string, change = {}) =>
  createArticle(wiki.db, author, { content: method({ title, ...change }), summary: '' });
const edit = (author: Author, slug: string, body: string, minor = false) =>
  editArticle(wiki.db, author, slug, {
    content: method({ title: slug, body, topics: ['ledelse'] }),
    summary: '',
    minor,
  });

beforeEach(async () => {
  await write(wiki.anas, 'Alfa', { topics: ['ledelse'] });
  await write(wiki.bos, 'Beta', { kind: 'guide', facts: {} });
  await edit(wiki.bos, 'alfa', `${method().body}\n${'Et ord mere. '.repeat(60)}\n`);
  await edit(wiki.anas, 'alfa', `${method().body}\n${'Et ord mere. '.repeat(59)}\n`, true);
  await protectArticle(wiki.db, wiki.mos, 'beta', { level: 'moderators', until: null, reason: 'Ro på.' });
});

test('are edits and acts together; a move is told once', async () => {
  expect((await recentOf({})).sort()).toEqual([1, 2, 3, 4, 'protect']);
  await moveArticle(wiki.db, wiki.anas, 'alfa', { title: 'Gamma', summary: '' });
  expect((await recentOf({})).sort()).toEqual([1, 2, 3, 4, 5, 'protect']);
});

test.each<[string, RecentFilter, (number | string)[]]>([
  ['edits alone', { what: 'edits' }, [4, 3, 2, 1]],
  ['acts alone', { what: 'acts' }, ['protect']],
  ['those of a kind', { kind: 'guide' }, [2, 'protect']],
  ['those on a topic', { topic: 'leadership', what: 'edits' }, [4, 3, 1]],
  ['those from a workplace, by a part of its name', { workplace: 'region nord' }, [4, 1]],
  ['those from a workplace, whatever the capitals', { workplace: 'AARHUS' }, [3, 2]],
  ['those without the minor ones', { isMajor: true }, [3, 2, 1]],
  ['the large ones', { least: 500 }, [3]],
  ['the newcomers’', { isNewcomers: true, what: 'edits' }, [4, 3, 2, 1]],
])('can be asked for: %s', async (_name, filter, expected) => {
  expect(await recentOf(filter)).toEqual(expected);
});

test('can be asked for: posts alone, and those of newcomers', async () => {
  const post = { title: 'Hvordan?', words: 'Hvordan gør I?', section: '' };
  const { threadId } = await beginThread(wiki.db, wiki.bos, 'alfa', post);
  await answer(wiki.db, wiki.anas, { slug: 'alfa', threadId }, { words: 'Sådan.' });
  await settleOrReopen(wiki.db, wiki.anas, 'settle', { slug: 'alfa', threadId, note: 'Klart.' });
  expect(await recentOf({ what: 'posts' })).toEqual(['post', 'post']);
  expect(await recentOf({ what: 'acts', isNewcomers: true })).toEqual(['settle', 'post', 'post', 'protect']);
  const { personId } = wiki.anas;
  await wiki.db.updateTable('person').set({ revision_count: 10 }).where('id', '=', personId).execute();
  expect(await recentOf({ what: 'posts', isNewcomers: true })).toEqual(['post']);
  expect(await recentOf({ isNewcomers: true })).toEqual(expect.not.arrayContaining(['settle', 1, 4]));
});

test('can be asked for by article and by person', async () => {
  expect(await recentOf({ articleId: 1 })).toEqual([4, 3, 1]);
  expect(await recentOf({ personId: wiki.mos.personId })).toEqual(['protect']);
  expect(await recentOf({ personId: wiki.bos.personId, articleId: 1 })).toEqual([3]);
});

test('tell what came in by the many as one, from page to page, and each of it to who asks for that', async () => {
  const admin = { ...wiki.mos, role: 'administrator' as const };
  await wiki.db.updateTable('person').set({ role: admin.role }).where('id', '=', admin.personId).execute();
  const articles = await wiki.db.transaction().execute((tx) => loadStarter(tx, admin));
  await edit(wiki.bos, 'alfa', 'Nyt.');
  const pages = async (filter: RecentFilter) => {
    const seen: (number | string)[] = [];
    let place: { sequence?: number; act?: number } | undefined = {};
    while (place) {
      const { recent, older }: Awaited<ReturnType<typeof recentActivity>> = await recentActivity(
        ...([wiki.db, { what: 'edits', ...filter }, place, 2, undefined] as const),
      );
      seen.push(...told(recent));
      place = older;
    }
    return seen;
  };
  const last = 5 + articles;
  expect(await pages({})).toEqual([last, `${articles} of ${articles}`, 4, 3, 2, 1]);
  expect(await pages({ isEach: true })).toEqual(Array.from({ length: last }, (_, i) => last - i));
  expect(await pages({ personId: wiki.mos.personId })).toHaveLength(articles);
});

test('tell nobody what a deleted article was filed under', async () => {
  await deleteArticle(wiki.db, wiki.mos, 'beta', 'En fejl.');
  expect(await recentOf({ kind: 'guide' })).toEqual([]);
  expect(await recentOf({ kind: 'guide' }, wiki.mos)).toEqual([2, 'delete', 'protect']);
});

describe('go on from page to page', () => {
  test.each<[string, RecentFilter, number]>([
    ['all', {}, 5],
    ['some', { workplace: 'aarhus' }, 2],
    ['the acts', { what: 'acts' }, 1],
  ])('without losing or repeating any: %s', async (_name, filter, count) => {
    const seen: (number | string)[] = [];
    let place: { sequence: number; act: number } | undefined = { sequence: 99, act: 99 };
    for (let pages = 0; place && pages < 20; pages++) {
      const page: Awaited<ReturnType<typeof recentActivity>> = await recentActivity(
        wiki.db,
        filter,
        place,
        2,
        undefined,
      );
      seen.push(...told(page.recent));
      place = page.older;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(count);
  });

  test('without losing what a clock that was wrong dated ahead', async () => {
    await edit({ ...wiki.bos, at: '2099-01-01T00:00:00.000Z' }, 'alfa', 'Helt andre ord.');
    await edit(wiki.anas, 'alfa', 'Og helt andre igen.');
    const later = { ...wiki.mos, at: '2026-12-01T00:00:00.000Z' };
    await protectArticle(wiki.db, later, 'alfa', { level: 'verified', until: null, reason: 'Ro på.' });
    const seen: (number | string)[] = [];
    let place: { sequence: number; act: number } | undefined = { sequence: 99, act: 99 };
    for (let pages = 0; place && pages < 20; pages++) {
      const page: Awaited<ReturnType<typeof recentActivity>> = await recentActivity(
        wiki.db,
        {},
        place,
        2,
        undefined,
      );
      seen.push(...told(page.recent));
      place = page.older;
    }
    expect(seen).toEqual(['protect', 6, 5, 4, 3, 2, 1, 'protect']);
  });

  test('and look through a stretch at a time, however little fits', async () => {
    await wiki.db.updateTable('person').set({ revision_count: 99 }).execute();
    expect(await recentActivity(wiki.db, { isNewcomers: true }, {}, 50, undefined)).toEqual({ recent: [] });
  });
});

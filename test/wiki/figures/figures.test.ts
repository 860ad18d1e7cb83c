/** What the wiki is told of in figures: sums of what was written, of what cases are about, and of what was read. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Db } from '../../../server/db/schema.ts';
import { kindOf } from '../../../server/kinds/index.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { activity, wrongMonths } from '../../../server/wiki/copies/activity.ts';
import { importHistory } from '../../../server/wiki/exchange/imports.ts';
import { casesIn } from '../../../server/wiki/figures/cases.ts';
import { monthAfter, monthsOf } from '../../../server/wiki/figures/period.ts';
import {
  count,
  countInVain,
  deleteOldWords,
  readingIn,
  writeCounted,
} from '../../../server/wiki/figures/reading.ts';
import { spreadOfText, writingIn } from '../../../server/wiki/figures/writing.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { method } from '../../support/content.ts';
import { eraseByline } from '../../support/erasing.ts';
import { peopledEach } from '../../support/people.ts';

const wiki = peopledEach('administrator');
let db: Db;
beforeEach(() => void ({ db } = wiki));

const summary = '';
const inMonth = (author: Author, month: string): Author => ({ ...author, at: `${month}-14T12:00:00.000Z` });
const YEAR = { from: '2026-01', to: '2026-12' };
const CASE = {
  kind: 'case',
  facts: { workplaces: ['Aarhus Kommune'], sector: ['health'], places: ['0751'] },
};

async function writeSome() {
  const { anas, bos } = wiki;
  await createArticle(db, inMonth(anas, '2026-03'), { content: method(), summary });
  const content = method({ body: 'En lang tekst af Bo om prøvehandlinger, som han selv har skrevet.' });
  await editArticle(db, inMonth(bos, '2026-03'), 'prøvehandling', { content, summary, minor: false });
  const later = { ...content, lead: 'Et forsøg.' };
  await editArticle(db, inMonth(bos, '2026-05'), 'prøvehandling', { content: later, summary, minor: false });
}

describe('what was written', () => {
  test('is summed by month, each who wrote once a month and once in all', async () => {
    await writeSome();
    const writing = await writingIn(db, YEAR);
    expect(writing).toMatchObject({ edits: 3, contributors: 2, articles: 1 });
    expect(writing.months).toHaveLength(12);
    expect(writing.months[2]).toEqual({ month: '2026-03', edits: 2, contributors: 2, articles: 1 });
    expect(writing.months[4]).toEqual({ month: '2026-05', edits: 1, contributors: 1, articles: 0 });
    expect(await writingIn(db, { from: '2026-04', to: '2026-05' })).toMatchObject({
      edits: 1,
      contributors: 1,
    });
  });

  test('is told by workplace, as it was then, and by the kind that its name tells of', async () => {
    await writeSome();
    const { kinds, workplaces } = await writingIn(db, YEAR);
    expect(workplaces).toEqual([
      { workplace: 'Aarhus Kommune', edits: 2 },
      { workplace: 'Region Nordjylland', edits: 1 },
    ]);
    expect(kinds).toEqual([
      { kind: 'municipality', edits: 2 },
      { kind: 'region', edits: 1 },
      { kind: 'state', edits: 0 },
      { kind: 'other', edits: 0 },
      { kind: 'none', edits: 0 },
    ]);
  });

  test('counts still once a byline is erased, at no workplace', async () => {
    await writeSome();
    await eraseByline(db, wiki.mos, wiki.anas.bylineId, 'Et navn');
    const { edits, workplaces, kinds } = await writingIn(db, YEAR);
    expect(edits).toBe(3);
    expect(workplaces).toEqual([{ workplace: 'Aarhus Kommune', edits: 2 }]);
    expect(kinds.at(-1)).toEqual({ kind: 'none', edits: 1 });
  });

  test('is apart from what an import brought', async () => {
    await writeSome();
    const change = { path: 'a.md', read: () => Promise.resolve('# Kortsortering\n\nOm kort.\n') };
    const author = { name: 'Lars Bæk', email: 'lars@example.dk' };
    const writtenAt = '2026-02-02T10:00:00.000Z';
    const commit = { id: 'c1', author, merge: false, writtenAt, message: 'Begin', changes: [change] };
    const source = { source: 'git:x', kind: kindOf('method')!, licence: 'CC0-1.0' };
    await importHistory(db, wiki.mos, source, [commit]);
    const writing = await writingIn(db, YEAR);
    expect(writing).toMatchObject({ edits: 3, contributors: 2, articles: 1 });
    expect(writing.takenIn).toEqual({ revisions: 1, articles: 1 });
    expect(writing.months[1]).toMatchObject({ month: '2026-02', edits: 0 });
  });

  test('is the same when it is made anew, and what was altered is named', async () => {
    await writeSome();
    const followed = await db
      .selectFrom('activity')
      .selectAll()
      .orderBy('month')
      .orderBy('byline_id')
      .execute();
    expect(followed).toHaveLength(3);
    expect(await wrongMonths(db)).toEqual([]);
    await db.updateTable('activity').set({ revisions: 9 }).where('month', '=', '2026-05').execute();
    expect(await wrongMonths(db)).toEqual([wiki.bos.bylineId]);
    await activity.rebuild(db);
    const again = await db.selectFrom('activity').selectAll().orderBy('month').orderBy('byline_id').execute();
    expect(again).toEqual(followed);
  });
});

test('how few wrote half of the text is told of what stands, not of what is deleted', async () => {
  expect(await spreadOfText(db, [50])).toEqual({ words: 0, people: 0, spread: [{ percent: 50, people: 0 }] });
  await createArticle(db, wiki.anas, { content: method({ body: 'ord '.repeat(60) }), summary });
  await createArticle(db, wiki.bos, { content: method({ title: 'Nummer to', body: 'ny tekst' }), summary });
  const { people, spread, words } = await spreadOfText(db, [50, 100]);
  expect({ people, spread }).toEqual({
    people: 2,
    spread: [
      { percent: 50, people: 1 },
      { percent: 100, people: 2 },
    ],
  });
  await deleteArticle(db, wiki.mos, 'prøvehandling', 'Ikke her.');
  const left = await spreadOfText(db, [50]);
  expect(left.people).toBe(1);
  expect(left.words).toBeLessThan(words);
});

test('cases are counted by what they are filed under, of those that were begun in a period and stand', async () => {
  const { anas } = wiki;
  for (const [title, month] of [
    ['Første', '2026-03'],
    ['Anden', '2026-04'],
    ['Tredje', '2025-12'],
    ['Slettet', '2026-04'],
  ] as const)
    await createArticle(db, inMonth(anas, month), { content: method({ ...CASE, title }), summary });
  await createArticle(db, inMonth(anas, '2026-04'), { content: method(), summary });
  await deleteArticle(db, wiki.mos, 'slettet', 'Ikke her.');
  const { count, filed } = await casesIn(db, YEAR, ['sector', 'place', 'value']);
  expect(count).toBe(2);
  expect([...filed.get('sector')!]).toEqual([['health', 2]]);
  expect(filed.get('place')!.get('0751')).toBe(2);
  expect([...filed.get('value')!]).toEqual([]);
  expect((await casesIn(db, { from: '2026-04', to: '2026-04' }, ['sector'])).count).toBe(1);
});

describe('what was read', () => {
  const [DAY, NOW] = ['2026-11-29', '2026-11-29T20:00:00.000Z'];
  const NEXT = '2026-11-30T00:01:00.000Z';
  const NOVEMBER = { from: '2026-11', to: '2026-11' };
  const again = (times: number, word: string) => {
    for (let i = 0; i < times; i++) countInVain(db, DAY, [word]);
  };
  const wordsKept = async () => (await readingIn(db, NOVEMBER, 20)).words;

  test('is kept as sums of a day, once it is written', async () => {
    for (const what of ['pages', 'pages', 'articles', 'searches', 'vain'] as const) count(db, DAY, what);
    expect(await readingIn(db, NOVEMBER, 20)).toMatchObject({ since: undefined, pages: 0 });
    await writeCounted(db, NOW);
    count(db, DAY, 'pages');
    await writeCounted(db, NOW);
    await writeCounted(db, NOW);
    expect(await readingIn(db, NOVEMBER, 20)).toMatchObject({
      ...{ since: DAY, pages: 3, articles: 1, searches: 1, vain: 1 },
      months: [{ month: '2026-11', pages: 3 }],
    });
    expect(await readingIn(db, { from: '2026-10', to: '2026-10' }, 20)).toMatchObject({ pages: 0 });
  });

  test('holds a word that found nothing only once five searches of a day had it', async () => {
    again(4, 'fleksjob');
    await writeCounted(db, NOW);
    expect(await wordsKept()).toEqual([]);
    again(1, 'fleksjob');
    await writeCounted(db, NOW);
    again(2, 'fleksjob');
    await writeCounted(db, NOW);
    expect(await wordsKept()).toEqual([{ word: 'fleksjob', count: 7 }]);
  });

  test('forgets the words of a day with the day', async () => {
    again(4, 'fleksjob');
    await writeCounted(db, NEXT);
    again(4, 'fleksjob');
    await writeCounted(db, NOW);
    expect(await wordsKept()).toEqual([]);
    expect(await db.selectFrom('reading').selectAll().execute()).toEqual([]);
  });

  test('holds no number, no CPR number, no word beyond 60 letters', async () => {
    for (const word of ['0101701234', '010170-1234', 'a'.repeat(61), 'ana@example.dk', 'a'.repeat(60)])
      again(9, word);
    await writeCounted(db, NOW);
    expect(await wordsKept()).toEqual([{ word: 'a'.repeat(60), count: 9 }]);
  });

  test('holds words for thirteen months, and sums for good', async () => {
    again(5, 'fleksjob');
    count(db, DAY, 'pages');
    await writeCounted(db, NOW);
    count(db, '2027-12-31', 'pages');
    await writeCounted(db, '2027-12-31T10:00:00.000Z');
    await deleteOldWords(db, '2027-12-31T10:00:00.000Z');
    expect(await wordsKept()).toEqual([{ word: 'fleksjob', count: 5 }]);
    count(db, '2028-01-01', 'pages');
    await writeCounted(db, '2028-01-01T10:00:00.000Z');
    await deleteOldWords(db, '2028-01-01T10:00:00.000Z');
    expect(await readingIn(db, NOVEMBER, 20)).toMatchObject({ words: [], pages: 1 });
  });

  test('is written once, by whichever of two that write at a time', async () => {
    count(db, DAY, 'pages');
    again(5, 'fleksjob');
    await Promise.all([writeCounted(db, NOW), writeCounted(db, NOW)]);
    expect(await readingIn(db, NOVEMBER, 20)).toMatchObject({ pages: 1, words: [{ count: 5 }] });
  });

  test('is not lost when it cannot be written', async () => {
    count(db, DAY, 'pages');
    await db.schema.alterTable('reading').renameTo('elsewhere').execute();
    // An engine's own errors aren't of the realm that a test compares with.
    await expect(writeCounted(db, NOW)).rejects.toHaveProperty('message', expect.stringContaining('reading'));
    await db.schema.alterTable('elsewhere').renameTo('reading').execute();
    await writeCounted(db, NOW);
    expect(await readingIn(db, NOVEMBER, 20)).toMatchObject({ pages: 1 });
  });
});

test('months follow each other over the turn of a year', () => {
  expect(monthAfter('2026-12', 1)).toBe('2027-01');
  expect(monthAfter('2026-01', -13)).toBe('2024-12');
  expect(monthsOf({ from: '2025-11', to: '2026-02' })).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
});

/** Goals that figures are held against: set by an administrator, told by the log, and proved by it. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Db } from '../../../server/db/schema.ts';
import { createArticle } from '../../../server/wiki/articles/edits.ts';
import { endGoal, goalsIn, listGoals, reached, setGoal } from '../../../server/wiki/figures/goals.ts';
import { MEASURES } from '../../../server/wiki/figures/measures.ts';
import { count, writeCounted } from '../../../server/wiki/figures/reading.ts';
import { listActs } from '../../../server/wiki/history/public-log.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { method } from '../../support/content.ts';
import { AT, peopledEach } from '../../support/people.ts';

const wiki = peopledEach('administrator');
let db: Db;
beforeEach(() => void ({ db } = wiki));

const YEAR = { from: '2026-01', to: '2026-12' };
const edits = { figure: 'edits', ...YEAR, goal: 120 };
const codes = async () => (await verify(db, () => undefined)).findings.map(({ code }) => code);

test('tell how much of each figure is reached in its own period', async () => {
  const content = method({
    kind: 'case',
    facts: { workplaces: ['X'], sector: ['health'], places: ['0751'], values: { quality: 'achieved' } },
  });
  await createArticle(db, wiki.anas, { content, summary: '' });
  const earlier = { ...wiki.bos, at: '2025-06-02T10:00:00.000Z' };
  await createArticle(db, earlier, { content: method({ title: 'Før' }), summary: '' });
  for (let i = 0; i < 3; i++) count(db, '2026-11-02', 'pages');
  await writeCounted(db, AT);
  const figures = [...MEASURES, 'cases'];
  const facets = ['sector:health', 'sector:culture', 'place:1082', 'place:1081', 'value:quality'];
  const goalOf = (period: typeof YEAR) => (figure: string) => ({ figure, ...period, goal: 5 });
  expect(await reached(db, figures.map(goalOf(YEAR)))).toEqual([1, 1, 1, 3, 1]);
  expect(await reached(db, facets.map(goalOf(YEAR)))).toEqual([1, 0, 1, 0, 1]);
  const both = { from: '2025-01', to: '2026-12' };
  expect(await reached(db, ['edits', 'cases'].map(goalOf(both)))).toEqual([2, 1]);
});

test('are those of a period that have a month of it', async () => {
  await setGoal(db, wiki.mos, edits);
  expect(await goalsIn(db, { from: '2026-12', to: '2027-11' })).toEqual([edits]);
  expect(await goalsIn(db, { from: '2025-02', to: '2026-01' })).toEqual([edits]);
  expect(await goalsIn(db, { from: '2027-01', to: '2027-12' })).toEqual([]);
});

test('are set and ended as acts, and one takes the place of another of its figure and period', async () => {
  await setGoal(db, wiki.mos, edits);
  await setGoal(db, wiki.mos, { ...edits, goal: 200 });
  expect(await listGoals(db)).toEqual([{ ...edits, goal: 200 }]);
  await endGoal(db, wiki.mos, edits);
  expect(await listGoals(db)).toEqual([]);
  await expect(endGoal(db, wiki.mos, edits)).rejects.toMatchObject({ status: 404 });
  const { acts } = await listActs(db, {}, 4);
  const told = (code: string, goal: number) => ({ code, words: { figure: 'edits', ...YEAR, goal } });
  expect(acts).toMatchObject([
    ...[told('end-goal', 200), told('set-goal', 200)],
    ...[told('end-goal', 120), told('set-goal', 120)],
  ]);
  expect(await codes()).toEqual([]);
});

describe('are refused', () => {
  test('to all but administrators, both ways', async () => {
    await setGoal(db, wiki.mos, edits);
    await expect(setGoal(db, wiki.bos, { ...edits, figure: 'pages' })).rejects.toMatchObject({ status: 403 });
    await expect(endGoal(db, wiki.bos, edits)).rejects.toMatchObject({ status: 403 });
    expect(await listGoals(db)).toEqual([edits]);
  });

  test.each([
    ['figure', 'required', { figure: 'words' }],
    ['figure', 'required', { figure: 'sector:nothing' }],
    ['figure', 'required', { figure: 'topic:ledelse' }],
    ['figure', 'required', { figure: 'sector' }],
    ['from', 'bad-months', { from: '2026-13' }],
    ['from', 'bad-months', { to: '' }],
    ['to', 'months-backwards', { to: '2025-12' }],
    ['to', 'too-many-months', { to: '2029-01' }],
    ['goal', 'bad-goal', { goal: 0 }],
    ['goal', 'bad-goal', { goal: 1.5 }],
    ['goal', 'bad-goal', { goal: Number.NaN }],
    ['goal', 'bad-goal', { goal: 1e9 }],
  ])('for %s, %s', async (field, code, wrong) => {
    await expect(setGoal(db, wiki.mos, { ...edits, ...wrong })).rejects.toMatchObject({
      problems: [{ field, code }],
    });
    expect(await listGoals(db)).toEqual([]);
  });

  test('when there are fifty', async () => {
    for (let i = 0; i < 50; i++)
      await setGoal(db, wiki.mos, { ...edits, from: `20${10 + i}-01`, to: `20${10 + i}-12` });
    const more = setGoal(db, wiki.mos, { ...edits, figure: 'pages' });
    await expect(more).rejects.toMatchObject({ problems: [{ code: 'too-many-goals' }] });
    expect(await listGoals(db)).toHaveLength(50);
  });
});

describe('are held to the log', () => {
  beforeEach(() => setGoal(db, wiki.mos, edits));

  test.each([{ figure: 'pages' }, { first: '2025-01' }, { last: '2027-01' }, { count: 12 }])(
    'by their %o',
    async (altered) => {
      await db.updateTable('goal').set(altered).execute();
      expect(await codes()).toEqual(['goal']);
    },
  );

  test('also one that is gone, or that no act set', async () => {
    const row = await db.deleteFrom('goal').returningAll().executeTakeFirstOrThrow();
    expect(await codes()).toEqual(['goal']);
    const { act_id: act } = row;
    await db.insertInto('goal').values(row).execute();
    await db
      .insertInto('goal')
      .values({ ...row, figure: 'pages', act_id: act - 1 })
      .execute();
    expect(await codes()).toEqual(['goal']);
  });
});

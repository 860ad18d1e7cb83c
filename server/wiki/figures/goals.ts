/** Goals that figures are held against: what is to be reached in a period, as an administrator set it and the log tells. */
import type { Db, Tx } from '../../db/schema.ts';
import { invalid, notFound, type FieldProblem } from '../../errors.ts';
import { isFacetValue } from '../../kinds/filing.ts';
import type { Author } from '../history/author.ts';
import { recordAct } from '../record.ts';
import { CASE_FACETS, MEASURES, type CaseFacet, type MonthlyMeasure } from './measures.ts';
import { monthsOf, type Period } from './period.ts';
import { casesIn } from './cases.ts';
import { readingIn } from './reading.ts';
import { writingIn } from './writing.ts';

/** For how many months one goal may be, how high, and how many goals there are at most. */
const LONGEST = 36;
const HIGHEST = 100_000_000;
const MOST_GOALS = 50;

/** What is counted: a measure, all cases (`cases`), or those of a facet's value (`sector:health`). */
export type GoalFigure = MonthlyMeasure | 'cases' | `${CaseFacet}:${string}`;

/** So much of a figure in a period. */
export interface Goal extends Period {
  figure: string;
  goal: number;
}

/** Returns all goals, the latest period first. */
export function listGoals(db: Db): Promise<Goal[]> {
  return goals(db).execute();
}

/** Returns the goals of periods that have a month with another in common. */
export function goalsIn(db: Db, { from, to }: Period): Promise<Goal[]> {
  return goals(db).where('first', '<=', to).where('last', '>=', from).execute();
}

function goals(db: Db) {
  return db
    .selectFrom('goal')
    .select(['figure', 'first as from', 'last as to', 'count as goal'])
    .orderBy('last', 'desc')
    .orderBy('first', 'desc')
    .orderBy('act_id');
}

/** Sets a goal, in the place of another of the same figure and period. Throws 403 to all but administrators, and 422 when it won't do. */
export async function setGoal(db: Db, author: Author, goal: Goal): Promise<void> {
  const problems = problemsOf(goal);
  await db.transaction().execute(async (tx) => {
    await takeAway(tx, author, goal);
    const { figure, from, to, goal: count } = goal;
    const act = await recordAct(tx, author, 'set-goal', { words: { figure, from, to, goal: count } });
    if (problems.length > 0) throw invalid(problems);
    await tx.insertInto('goal').values({ figure, first: from, last: to, count, act_id: act }).execute();
    if ((await listGoals(tx)).length > MOST_GOALS)
      throw invalid([{ field: 'figure', code: 'too-many-goals', params: { max: MOST_GOALS } }]);
  });
}

/** Takes the goal of a figure and a period away. Throws 403 to all but administrators, and 404 when there's none. */
export async function endGoal(db: Db, author: Author, goal: Omit<Goal, 'goal'>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (!(await takeAway(tx, author, goal))) throw notFound();
  });
}

async function takeAway(tx: Tx, author: Author, { figure, from, to }: Omit<Goal, 'goal'>): Promise<boolean> {
  const row = await tx
    .deleteFrom('goal')
    .where('figure', '=', figure)
    .where('first', '=', from)
    .where('last', '=', to)
    .returning(['act_id', 'count'])
    .executeTakeFirst();
  if (!row) return false;
  const words = { figure, from, to, goal: row.count };
  await recordAct(tx, author, 'end-goal', { actId: row.act_id, words });
  return true;
}

function problemsOf({ figure, from, to, goal }: Goal): FieldProblem[] {
  const isMonths = [from, to].every((month) => /^[12]\d{3}-(?:0[1-9]|1[0-2])$/.test(month));
  return [
    ...(isGoalFigure(figure) ? [] : [{ field: 'figure', code: 'required' }]),
    ...(isMonths ? [] : [{ field: 'from', code: 'bad-months' }]),
    ...(isMonths && to < from ? [{ field: 'to', code: 'months-backwards' }] : []),
    ...(isMonths && monthsOf({ from, to }).length > LONGEST
      ? [{ field: 'to', code: 'too-many-months', params: { max: LONGEST } }]
      : []),
    ...(Number.isInteger(goal) && goal > 0 && goal <= HIGHEST ? [] : [{ field: 'goal', code: 'bad-goal' }]),
  ];
}

function isGoalFigure(figure: string): figure is GoalFigure {
  const [name = '', value = ''] = figure.split(':');
  if (value === '') return figure === 'cases' || (MEASURES as readonly string[]).includes(figure);
  return (CASE_FACETS as readonly string[]).includes(name) && isFacetValue(name, value);
}

/** Returns how much of a goal is reached, of each of some goals. */
export async function reached(db: Db, goals: readonly Goal[]): Promise<number[]> {
  const periods = new Map(goals.map(({ from, to }) => [`${from} ${to}`, { from, to }]));
  const counted = new Map<string, (figure: string) => number>();
  for (const [key, period] of periods) counted.set(key, await countsIn(db, period));
  return goals.map(({ figure, from, to }) => counted.get(`${from} ${to}`)!(figure));
}

async function countsIn(db: Db, period: Period): Promise<(figure: string) => number> {
  const writing = await writingIn(db, period);
  const { pages } = await readingIn(db, period, 0);
  const { count: cases, filed } = await casesIn(db, period, CASE_FACETS);
  const counts: Record<MonthlyMeasure | 'cases', number> = { ...writing, pages, cases };
  return (figure) => {
    const [name, value] = figure.split(':') as [string, string?];
    return value === undefined ? counts[name as MonthlyMeasure] : (filed.get(name)?.get(value) ?? 0);
  };
}

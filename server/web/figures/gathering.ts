/** All figures of one period, or of two beside each other, as the page and the file show them: each number with what it's out of. */
import { seesHidden } from '../../wiki/policy.ts';
import { facetLabel } from '../../kinds/filing.ts';
import { currentRegions } from '../../kinds/places.ts';
import { casesIn } from '../../wiki/figures/cases.ts';
import { goalsIn, reached, type Goal } from '../../wiki/figures/goals.ts';
import { CASE_FACETS, MEASURES, type CaseFacet, type MonthlyMeasure } from '../../wiki/figures/measures.ts';
import { monthsOf, type Period } from '../../wiki/figures/period.ts';
import { readingIn } from '../../wiki/figures/reading.ts';
import { spreadOfText, writingIn } from '../../wiki/figures/writing.ts';
import type { Visit } from '../frame/visit.ts';
import { monthName } from '../frame/figure-names.ts';
import { periodsOf, periodText } from './periods.ts';

/** How many workplaces, and words, are named. */
const MOST_NAMED = 20;
const PERCENTS = [50, 90];

/** What is counted by month: of each period its sum, and a number for each of its months. */
export interface MonthlyFigure {
  code: MonthlyMeasure;
  sums: number[];
  months: number[][];
}

/** What is counted by something else: in each row a number for each period, out of the whole of that period. */
export interface FigureTable {
  code: 'kinds' | 'workplaces' | CaseFacet | 'searches' | 'words';
  wholes: number[];
  rows: { label: string; counts: number[] }[];
}

export interface Figures {
  periods: { text: string; from: string; months: string[] }[];
  /** What is to be reached within the months of the first period, or some of them. */
  goals: (Goal & { period: string; reached: number })[];
  measures: MonthlyFigure[];
  /** Revisions that came in by an import or as starter content, and the articles among the new ones that did, of each period. */
  takenIn: { revisions: number; articles: number }[];
  tables: FigureTable[];
  /** Of what stands now. */
  text: Awaited<ReturnType<typeof spreadOfText>>;
  /** The first day on which reading was counted. */
  since: string | undefined;
}

/** Returns the figures that a visit asks for. */
export async function gatherFigures(visit: Visit): Promise<Figures> {
  const { db } = visit.context;
  const periods = periodsOf(visit);
  const all = [];
  for (const period of periods) all.push(await figuresIn(visit, period));
  return {
    periods: periods.map((period) => ({
      text: periodText(visit, period),
      from: period.from,
      months: monthsOf(period).map((month) => monthName(visit.where.lang, month)),
    })),
    goals: await gatherGoals(visit, await goalsIn(db, periods[0])),
    measures: measuresOf(all),
    takenIn: all.map(({ writing }) => writing.takenIn),
    tables: tablesOf(visit, all),
    text: await spreadOfText(db, PERCENTS),
    since: all[0]!.reading.since,
  };
}

/** Returns what is reached of some goals, and what their periods are called. */
async function gatherGoals(visit: Visit, goals: readonly Goal[]): Promise<Figures['goals']> {
  const counts = await reached(visit.context.db, goals);
  return goals.map((goal, i) => ({ ...goal, period: periodText(visit, goal), reached: counts[i]! }));
}

type InPeriod = Awaited<ReturnType<typeof figuresIn>>;

async function figuresIn({ context: { db } }: Visit, period: Period) {
  return {
    writing: await writingIn(db, period),
    cases: await casesIn(db, period, CASE_FACETS),
    reading: await readingIn(db, period, MOST_NAMED),
  };
}

function measuresOf(all: readonly InPeriod[]): MonthlyFigure[] {
  const written = MEASURES.filter((code) => code !== 'pages').map((code) => ({
    code,
    sums: all.map(({ writing }) => writing[code]),
    months: all.map(({ writing }) => writing.months.map((month) => month[code])),
  }));
  const pages: MonthlyFigure = {
    code: 'pages',
    sums: all.map(({ reading }) => reading.pages),
    months: all.map(({ reading }) => reading.months.map((month) => month.pages)),
  };
  return [...written, pages];
}

function tablesOf(visit: Visit, all: readonly InPeriod[]): FigureTable[] {
  const { t, where, context } = visit;
  const edits = all.map(({ writing }) => writing.edits);
  const cases = all.map(({ cases: { count } }) => count);
  const regions = new Set(currentRegions(context.now().slice(0, 10)).map(({ code }) => code));
  const byFacet = CASE_FACETS.map((name): FigureTable => {
    const filed = all.map(({ cases: { filed } }) =>
      [...filed.get(name)!].filter(([value]) => name !== 'place' || regions.has(value)),
    );
    return { code: name, wholes: cases, rows: rowsOf(filed, (value) => facetLabel(name, value, where.lang)) };
  });
  const kinds = all.map(({ writing }) =>
    writing.kinds.map(({ kind, edits }): [string, number] => [kind, edits]),
  );
  const workplaces = all.map(({ writing }) =>
    writing.workplaces.map(({ workplace, edits }): [string, number] => [workplace, edits]),
  );
  const searches = all.map(({ reading: { vain, searches } }): [string, number][] => [
    ['found', searches - vain],
    ['vain', vain],
  ]);
  return [
    { code: 'kinds', wholes: edits, rows: rowsOf(kinds, (kind) => t(`figures.kinds.rows.${kind}`)) },
    { code: 'workplaces', wholes: edits, rows: rowsOf(workplaces, String).slice(0, MOST_NAMED) },
    ...byFacet,
    {
      code: 'searches',
      wholes: all.map(({ reading }) => reading.searches),
      rows: rowsOf(searches, (what) => t(`figures.searches.rows.${what}`)),
    },
    ...wordsTable(visit, all),
  ];
}

/** Anyone may search for anything, so that no word stands on a page for all which nobody has looked at. */
function wordsTable({ author }: Visit, all: readonly InPeriod[]): FigureTable[] {
  if (!seesHidden(author)) return [];
  const words = all.map(({ reading }) =>
    reading.words.map(({ word, count }): [string, number] => [word, count]),
  );
  return [{ code: 'words', wholes: all.map(({ reading }) => reading.vain), rows: rowsOf(words, String) }];
}

/** Returns a row for each value that any period has, the most of the first period first. */
function rowsOf(
  counted: readonly (readonly [string, number][])[],
  labelOf: (value: string) => string,
): FigureTable['rows'] {
  const byPeriod = counted.map((pairs) => new Map(pairs));
  const values = [...new Set(byPeriod.flatMap((counts) => [...counts.keys()]))];
  return values
    .map((value) => ({ label: labelOf(value), counts: byPeriod.map((counts) => counts.get(value) ?? 0) }))
    .filter(({ counts }) => counts.some((count) => count > 0))
    .sort((a, b) => b.counts[0]! - a.counts[0]! || (b.counts[1] ?? 0) - (a.counts[1] ?? 0));
}

/** What was written in a period, by month and by where its authors worked; and how many wrote what stands now. */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { workplaceKindOf, workplaceKinds, type WorkplaceKind } from '../../kinds/workplaces.ts';
import { monthsOf, type Period } from './period.ts';

/** How much was written in some time; `contributors` are those who wrote here, not those who are known from an import alone. */
export interface Output {
  edits: number;
  contributors: number;
  articles: number;
}

export interface WholeOutput extends Output {
  /** Revisions that came in by an import or as starter content, and are in no other number here but that of the articles they began. */
  takenIn: { revisions: number; articles: number };
  months: (Output & { month: string })[];
  /** Edits by where their authors worked as they wrote. */
  kinds: { kind: WorkplaceKind; edits: number }[];
  /** The same by each workplace that somebody gave, the most first. */
  workplaces: { workplace: string; edits: number }[];
}

/** Returns what was written in a period. */
export async function writingIn(db: Db, period: Period): Promise<WholeOutput> {
  const months = await monthsIn(db, period);
  const written = new Map(months.filter(({ way }) => way === 'written').map((row) => [row.month, row]));
  const takenIn = months.filter(({ way }) => way !== 'written');
  const byMonth = monthsOf(period).map((month) => {
    const { edits = 0, contributors = 0, articles = 0 } = written.get(month) ?? {};
    return { month, edits, contributors, articles };
  });
  return {
    edits: sumOf(byMonth.map(({ edits }) => edits)),
    contributors: await contributorsIn(db, period),
    articles: sumOf(byMonth.map(({ articles }) => articles)),
    takenIn: {
      revisions: sumOf(takenIn.map(({ edits }) => edits)),
      articles: sumOf(takenIn.map(({ articles }) => articles)),
    },
    months: byMonth,
    ...byWorkplace(await bylinesIn(db, period)),
  };
}

function activityIn(db: Db, { from, to }: Period) {
  return db
    .selectFrom('activity')
    .innerJoin('byline', 'byline.id', 'activity.byline_id')
    .where('activity.month', '>=', from)
    .where('activity.month', '<=', to);
}

async function monthsIn(db: Db, period: Period) {
  const rows = await activityIn(db, period)
    .select(['activity.month', 'activity.way'])
    .select(({ fn }) => [
      fn.sum<number>('activity.revisions').as('edits'),
      fn.sum<number>('activity.articles').as('articles'),
      fn.count<number>('byline.person_id').distinct().as('contributors'),
    ])
    .groupBy(['activity.month', 'activity.way'])
    .execute();
  return rows.map((row) => ({ ...row, edits: Number(row.edits), articles: Number(row.articles) }));
}

async function contributorsIn(db: Db, period: Period): Promise<number> {
  const { people } = await activityIn(db, period)
    .select(({ fn }) => fn.count<number>('byline.person_id').distinct().as('people'))
    .where('activity.way', '=', 'written')
    .executeTakeFirstOrThrow();
  return people;
}

async function bylinesIn(db: Db, period: Period) {
  const rows = await activityIn(db, period)
    .leftJoin('byline_words', 'byline_words.byline_id', 'activity.byline_id')
    .select(['activity.byline_id', 'byline_words.words'])
    .select(({ fn }) => fn.sum<number>('activity.revisions').as('edits'))
    .where('activity.way', '=', 'written')
    .groupBy(['activity.byline_id', 'byline_words.words'])
    .orderBy('activity.byline_id')
    .execute();
  return rows.map(({ words, edits }) => ({ workplace: workplaceIn(words), edits: Number(edits) }));
}

/** A workplace is one however its letters are capitalised, and is shown as it was written last. */
function byWorkplace(bylines: readonly { workplace: string; edits: number }[]) {
  const kinds = new Map<WorkplaceKind, number>();
  const workplaces = new Map<string, { workplace: string; edits: number }>();
  for (const { workplace, edits } of bylines) {
    const kind = workplaceKindOf(workplace);
    kinds.set(kind, (kinds.get(kind) ?? 0) + edits);
    const key = workplace.toLocaleLowerCase('da');
    if (workplace !== '')
      workplaces.set(key, { workplace, edits: edits + (workplaces.get(key)?.edits ?? 0) });
  }
  return {
    kinds: workplaceKinds.map((kind) => ({ kind, edits: kinds.get(kind) ?? 0 })),
    workplaces: [...workplaces.values()].sort(
      (a, b) => b.edits - a.edits || (a.workplace < b.workplace ? -1 : 1),
    ),
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** Where the words of a byline are erased nobody knows any longer. */
function workplaceIn(words: string | null): string {
  return words === null ? '' : (JSON.parse(words) as { workplace: string }).workplace.trim();
}

/** How few people wrote so many percent of the words that stand. */
export interface Spread {
  percent: number;
  people: number;
}

/** Returns how many words stand in the articles that aren't deleted, those that some wrote together once for each, whose they are, and how few wrote most of them. */
export async function spreadOfText(
  db: Db,
  percents: readonly number[],
): Promise<{ words: number; people: number; spread: Spread[] }> {
  const rows = await db
    .selectFrom('contributor')
    .innerJoin('byline', 'byline.id', 'contributor.byline_id')
    .leftJoin('deletion', 'deletion.article_id', 'contributor.article_id')
    .select(sql<number>`sum(contributor.words + contributor.items)`.as('words'))
    .where('deletion.act_id', 'is', null)
    .groupBy('byline.person_id')
    .having(sql`sum(contributor.words + contributor.items)`, '>', 0)
    .execute();
  const most = rows.map(({ words }) => Number(words)).sort((a, b) => b - a);
  const all = sumOf(most);
  const spread = percents.map((percent) => ({ percent, people: fewestWith(most, (all * percent) / 100) }));
  return { words: all, people: most.length, spread };
}

/** Returns how many of some numbers, the largest first, come to so much. */
function fewestWith(numbers: readonly number[], enough: number): number {
  let sum = 0;
  const place = numbers.findIndex((number) => (sum += number) >= enough);
  return place + 1;
}

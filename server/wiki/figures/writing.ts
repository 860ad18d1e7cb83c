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
  const rows = await rowsIn(db, period);
  const written = rows.filter(({ way }) => way === 'written');
  const takenIn = rows.filter(({ way }) => way !== 'written');
  const byMonth = grouped(written, ({ month }) => month);
  const byWorkplace = grouped(written, ({ workplace }) => workplace.toLocaleLowerCase('da'));
  const byKind = grouped(written, ({ workplace }) => workplaceKindOf(workplace));
  return {
    ...sumOf(written),
    takenIn: { revisions: added(takenIn, 'revisions'), articles: added(takenIn, 'articles') },
    months: monthsOf(period).map((month) => ({ month, ...sumOf(byMonth.get(month) ?? []) })),
    kinds: workplaceKinds.map((kind) => ({ kind, edits: added(byKind.get(kind) ?? [], 'revisions') })),
    workplaces: [...byWorkplace.values()]
      .map((theirs) => ({ workplace: theirs.at(-1)!.workplace, edits: added(theirs, 'revisions') }))
      .filter(({ workplace }) => workplace !== '')
      .sort((a, b) => b.edits - a.edits || (a.workplace < b.workplace ? -1 : 1)),
  };
}

type Row = Awaited<ReturnType<typeof rowsIn>>[number];

async function rowsIn(db: Db, { from, to }: Period) {
  const rows = await db
    .selectFrom('activity')
    .innerJoin('byline', 'byline.id', 'activity.byline_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'activity.byline_id')
    .select(['activity.month', 'activity.way', 'activity.revisions', 'activity.articles'])
    .select(['byline.person_id', 'byline_words.words'])
    .where('activity.month', '>=', from)
    .where('activity.month', '<=', to)
    .orderBy('activity.month')
    .orderBy('activity.byline_id')
    .execute();
  return rows.map(({ words, ...row }) => ({ ...row, workplace: workplaceIn(words) }));
}

/** Where the words of a byline are erased nobody knows any longer. */
function workplaceIn(words: string | null): string {
  return words === null ? '' : (JSON.parse(words) as { workplace: string }).workplace.trim();
}

function grouped<Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const others = groups.get(keyOf(row));
    if (others) others.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

function sumOf(rows: readonly Row[]): Output {
  return {
    edits: added(rows, 'revisions'),
    contributors: new Set(rows.map(({ person_id: id }) => id)).size,
    articles: added(rows, 'articles'),
  };
}

function added(rows: readonly Row[], what: 'revisions' | 'articles'): number {
  return rows.reduce((sum, row) => sum + row[what], 0);
}

/** How few people wrote so many percent of the words that stand. */
export interface Spread {
  percent: number;
  people: number;
}

/** Returns how many words stand in the articles that aren't deleted, whose they are, and how few wrote most of them. */
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
  const all = most.reduce((sum, words) => sum + words, 0);
  const spread = percents.map((percent) => ({ percent, people: fewestWith(most, (all * percent) / 100) }));
  return { words: all, people: most.length, spread };
}

/** Returns how many of some numbers, the largest first, come to so much. */
function fewestWith(numbers: readonly number[], enough: number): number {
  let sum = 0;
  const place = numbers.findIndex((number) => (sum += number) >= enough);
  return place + 1;
}

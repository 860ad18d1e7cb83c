/** How much was written under each byline in each month, so that nobody who asks for figures reads the whole history. */
import { sql } from 'kysely';
import { prepared } from '../../db/prepared.ts';
import type { Db, Tx } from '../../db/schema.ts';
import type { ActivityTable } from '../../db/tables/figures.ts';
import type { AddedRevision } from '../history/revisions.ts';
import { catchUpWhole, type Copy } from './copy.ts';

/** To be raised with whatever counts the same history otherwise. */
const WAY = 1;

export const activity: Copy = {
  name: 'activity',
  follow: followWriting,
  catchUp: (db) => catchUpWhole(db, { name: 'activity', way: WAY }, countAnew),
  rebuild: countAnew,
};

/** Returns the ids of bylines whose months aren't as the history has them. */
export async function wrongMonths(db: Db): Promise<number[]> {
  const line = (row: ActivityRow) =>
    [row.month, row.byline_id, row.way, row.revisions, row.articles].join(' ');
  const expected = (await fromHistory.execute(db)).rows;
  const found = await db.selectFrom('activity').selectAll().execute();
  const [known, filed] = [new Set(expected.map(line)), new Set(found.map(line))];
  const wrong = [
    ...expected.filter((row) => !filed.has(line(row))),
    ...found.filter((row) => !known.has(line(row))),
  ];
  return [...new Set(wrong.map((row) => row.byline_id))];
}

async function followWriting(tx: Tx, { author, action, number }: AddedRevision): Promise<void> {
  await count(tx, {
    month: author.at.slice(0, 7),
    byline_id: author.bylineId,
    way: action === 'import' || action === 'starter' ? action : 'written',
    revisions: 1,
    articles: number === 1 ? 1 : 0,
  });
}

const count = prepared((db, row: ActivityTable) =>
  db
    .insertInto('activity')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['month', 'byline_id', 'way']).doUpdateSet((eb) => ({
        revisions: eb('activity.revisions', '+', eb.ref('excluded.revisions')),
        articles: eb('activity.articles', '+', eb.ref('excluded.articles')),
      })),
    ),
);

async function countAnew(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('activity').execute();
    await sql`insert into activity (month, byline_id, way, revisions, articles) ${fromHistory}`.execute(tx);
  });
}

interface ActivityRow {
  month: string;
  byline_id: number;
  way: string;
  revisions: number;
  articles: number;
}

const fromHistory = sql<ActivityRow>`
  select substr(written_at, 1, 7) as month, byline_id,
    case when action in ('import', 'starter') then action else 'written' end as way,
    count(*) as revisions, sum(case when number = 1 then 1 else 0 end) as articles
  from revision
  group by 1, 2, 3`;

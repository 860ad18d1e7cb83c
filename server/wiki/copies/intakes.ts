/** What came in by the many: revisions after one another that were laid in as starter content, or imported, and are told as one. */
import { sql } from 'kysely';
import { prepared } from '../../db/prepared.ts';
import type { Db, Tx } from '../../db/schema.ts';
import type { AddedRevision } from '../history/revisions.ts';
import type { Copy } from './copy.ts';

export const intakes: Copy = {
  name: 'intakes',
  follow: followIntake,
  rebuild: (db) =>
    db.transaction().execute(async (tx) => {
      await tx.deleteFrom('intake').execute();
      await sql`insert into intake (sequence, last, action, articles) ${fromHistory}`.execute(tx);
    }),
};

/** Returns the sequences of intakes that aren't as the history has them. */
export async function wrongIntakes(db: Db): Promise<number[]> {
  const line = (row: IntakeRow) => [row.sequence, row.last, row.action, row.articles].join(' ');
  const expected = (await fromHistory.execute(db)).rows;
  const found = await db.selectFrom('intake').selectAll().execute();
  const [known, filed] = [new Set(expected.map(line)), new Set(found.map(line))];
  const wrong = [
    ...expected.filter((row) => !filed.has(line(row))),
    ...found.filter((row) => !known.has(line(row))),
  ];
  return [...new Set(wrong.map(({ sequence }) => sequence))];
}

async function followIntake(tx: Tx, { sequence, number, action }: AddedRevision): Promise<void> {
  if (action !== 'import' && action !== 'starter') return;
  const begun = number === 1 ? 1 : 0;
  const [longer] = await lengthen(tx, { before: sequence - 1, last: sequence, begun, action });
  if (longer) return;
  await tx.insertInto('intake').values({ sequence, last: sequence, action, articles: begun }).execute();
}

const lengthen = prepared(
  (
    db,
    { before, last, begun, action }: Pick<IntakeRow, 'last' | 'action'> & { before: number; begun: number },
  ) =>
    db
      .updateTable('intake')
      .set((eb) => ({ last, articles: eb('articles', '+', begun) }))
      .where('sequence', '=', (eb) =>
        eb.selectFrom('intake').select((eb) => eb.fn.max('sequence').as('newest')),
      )
      .where('last', '=', before)
      .where('action', '=', action)
      .returning('sequence'),
);

interface IntakeRow {
  sequence: number;
  last: number;
  action: 'import' | 'starter';
  articles: number;
}

/** Where sequences follow each other, they rise as the rows do. */
const fromHistory = sql<IntakeRow>`
  select min(sequence) as sequence, max(sequence) as last, action, sum(begun) as articles
  from (
    select sequence, action, case when number = 1 then 1 else 0 end as begun,
      sequence - row_number() over (partition by action order by sequence) as run
    from revision where action in ('import', 'starter')
  ) as came
  group by action, run`;

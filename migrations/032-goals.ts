/** Goals that figures are held against: states, each of which an administrator's act began. */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Makes the table. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await sql`
    create table goal (
      figure text not null,
      first text not null,
      last text not null,
      count integer not null,
      act_id integer not null unique references log (id),
      primary key (figure, first, last)
    )`.execute(db);
}

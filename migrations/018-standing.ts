/** What stands: the words beside the body are counted for who wrote them, and what was taken back, or came in by the many, is filed. */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Makes the column and the tables; the copies are made anew at the next start. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of [
    'alter table contributor add column items integer not null default 0',
    `create table reverted (
       sequence integer primary key references revision (sequence),
       revert_number integer not null
     )`,
    `create table intake (
       sequence integer primary key references revision (sequence),
       last integer not null references revision (sequence),
       action text not null check (action in ('import', 'starter')),
       articles integer not null
     )`,
  ]) {
    await sql.raw(statement).execute(db);
  }
}

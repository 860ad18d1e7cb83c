/** What is counted of those who try, where several processes serve one wiki. */
import { sql, type QueryExecutorProvider } from 'kysely';

type Engine = 'sqlite' | 'postgres';

/** Makes the table on PostgreSQL, where it needn't survive a crash; on SQLite one process serves, and counts by itself. */
export async function up(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  if (engine === 'sqlite') return;
  await sql
    .raw(
      `create unlogged table attempt (
        bound text not null,
        key text not null,
        count integer not null,
        until bigint not null,
        primary key (bound, key)
      )`,
    )
    .execute(db);
  await sql.raw('create index attempt_until on attempt (bound, until)').execute(db);
}

/** States that moderators make: a row while one holds, or until another takes its place, with the act that made it. */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Makes the tables. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of [
    `create table protection (
       article_id integer primary key references article (id),
       level text not null check (level in ('verified', 'moderators')),
       until text,
       act_id integer not null unique references log (id)
     )`,
    `create table block (
       person_id integer primary key references person (id),
       scope text not null check (scope in ('editing', 'everything')),
       until text,
       act_id integer not null unique references log (id)
     )`,
  ]) {
    await sql.raw(statement).execute(db);
  }
}

/** Whoever has changed name may have the present one shown beside those before: a row while they do, with the act that chose it. */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Makes the table. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await sql
    .raw(
      `create table pairing (
         person_id integer primary key references person (id),
         act_id integer not null unique references log (id)
       )`,
    )
    .execute(db);
}

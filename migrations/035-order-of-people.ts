/** People stand in the order that titles do, and are found by a key of their own: both are worked out anew. */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Makes the column and its index, and forgets what names look like. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await sql`alter table person add column folded_name text not null default ''`.execute(db);
  await sql`create index person_folded_name on person (folded_name)`.execute(db);
  await sql`update byline_words set skeleton = null`.execute(db);
}

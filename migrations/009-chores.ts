/** What happens from time to time is done by one process of several, which the database tells when it was done last. */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Makes the table. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await sql`create table chore (name text primary key, done_at text not null)`.execute(db);
}

/** What somebody wrote is found by their bylines, without going through what everybody wrote. */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Makes the index of contributors by their bylines. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await sql`create index contributor_byline on contributor (byline_id)`.execute(db);
}

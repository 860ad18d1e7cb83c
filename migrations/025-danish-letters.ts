/** Names are found by other keys than before, in which aa is å: each is worked out anew. */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Forgets what names look like. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await sql`update byline_words set skeleton = null`.execute(db);
}

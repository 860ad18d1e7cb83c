/**
 * Of the co-authors that a commit names only their keys are kept: no erasure of a byline reached their names. And what
 * names look like is worked out anew, by the wiki, since more letters are told to look alike.
 */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Takes the names, and the looks, out. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  const { rows } = await sql<{ co_authors: string }>`
    select distinct co_authors from import_record where co_authors <> '[]'`.execute(db);
  for (const { co_authors: before } of rows) {
    const people = JSON.parse(before) as { key: string }[];
    const after = JSON.stringify(people.map(({ key }) => key));
    await sql`update import_record set co_authors = ${after} where co_authors = ${before}`.execute(db);
  }
  await sql`update byline_words set skeleton = null`.execute(db);
}

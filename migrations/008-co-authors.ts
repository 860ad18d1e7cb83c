/** Of the co-authors that a commit names only their keys are kept: no erasure of a byline reached their names. */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Takes the names out. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  const { rows } = await sql<{ co_authors: string }>`
    select distinct co_authors from import_record where co_authors <> '[]'`.execute(db);
  for (const { co_authors: before } of rows) {
    const people = JSON.parse(before) as { key: string }[];
    const after = JSON.stringify(people.map(({ key }) => key));
    await sql`update import_record set co_authors = ${after} where co_authors = ${before}`.execute(db);
  }
}

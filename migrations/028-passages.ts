/** Passages that threads are about: which version holds each, and what of it stands in the current one. */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Makes the table. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of [
    `create table passage (
      thread_id integer primary key references thread (id),
      article_id integer not null references article (id),
      number integer not null,
      span text not null,
      size integer not null,
      quote text,
      standing text not null
    )`,
    'create index passage_article on passage (article_id, thread_id)',
  ]) {
    await sql.raw(statement).execute(db);
  }
}

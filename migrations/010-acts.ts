/** An act may be about an earlier act; and the log is read by article, and by person. */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Adds the column and the indexes. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of [
    'alter table log add column act_id integer references log (id)',
    'create index log_article on log (article_id, id) where article_id is not null',
    'create index log_person on log (person_id, id) where person_id is not null',
    'create index log_byline on log (byline_id, id)',
  ]) {
    await sql.raw(statement).execute(db);
  }
}

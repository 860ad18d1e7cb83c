/** What no moderator has looked at yet; and the log is read by what was done. */
import { sql, type QueryExecutorProvider } from 'kysely';

const FLAGS = ['newcomer', 'imported', 'removal', 'links', 'minor'];

/** Makes the table, for what is saved from now on, and the indexes. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  const flags = FLAGS.map((flag) => `${flag} integer not null check (${flag} in (0, 1))`);
  for (const statement of [
    `create table unpatrolled (
      sequence integer primary key references revision (sequence),
      article_id integer not null references article (id),
      person_id integer not null references person (id),
      ${flags.join(', ')}
    )`,
    'create index unpatrolled_person on unpatrolled (person_id, sequence)',
    ...FLAGS.map((flag) => `create index unpatrolled_${flag} on unpatrolled (sequence) where ${flag} = 1`),
    // The code of an act, in words that both engines have.
    `create index log_code on log (
      substr(action, 1, length(action) - length(ltrim(action, 'abcdefghijklmnopqrstuvwxyz-'))), id
    )`,
    `create index log_but_patrols on log (id) where substr(action, 1, 6) <> 'patrol'`,
  ]) {
    await sql.raw(statement).execute(db);
  }
}

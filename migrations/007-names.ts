/** Sessions know whose they are, and the words of bylines know how the name looks and who else goes by it. */
import { sql, type QueryExecutorProvider } from 'kysely';

type Engine = 'sqlite' | 'postgres';

/** Makes the columns. Who a session belongs to is read out of it; what a name looks like is worked out after, by the wiki. */
export async function up(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  const user =
    engine === 'sqlite'
      ? `json_extract(data, '$.passport.user')`
      : `(data::jsonb #>> '{passport,user}')::integer`;
  for (const statement of [
    `create table old_session as select key, ${user} as person_id, data, expires_at from session`,
    'drop table session',
    `create table session (
      key text primary key,
      person_id integer not null references person (id),
      data text not null,
      expires_at text not null
    )`,
    `insert into session (key, person_id, data, expires_at)
     select key, person_id, data, expires_at from old_session
     where person_id in (select person_id from credential)`,
    'drop table old_session',
    'create index session_expires_at on session (expires_at)',
    'create index session_person on session (person_id, expires_at)',
    'alter table byline_words add column skeleton text',
    'alter table byline_words add column namesake integer',
    'create index byline_words_skeleton on byline_words (skeleton)',
  ]) {
    await sql.raw(statement).execute(db);
  }
}

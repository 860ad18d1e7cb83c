/** Topics are told apart by a key that folds what they're called: how they are spelled is worked out anew, and several acts may merge one. */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Keeps each merger by its act alone, and forgets how topics are spelled. Watched topics get their key when the wiki starts. */
export async function up(db: QueryExecutorProvider, engine: 'sqlite' | 'postgres'): Promise<void> {
  const text = engine === 'sqlite' ? 'text' : 'text collate "C"';
  for (const statement of [
    'alter table topic_merge rename to old_topic_merge',
    `create table topic_merge (
      act_id integer primary key references log (id), topic ${text} not null, target ${text} not null
    )`,
    'insert into topic_merge (act_id, topic, target) select act_id, topic, target from old_topic_merge',
    'drop table old_topic_merge',
    'delete from topic',
  ]) {
    await sql.raw(statement).execute(db);
  }
}

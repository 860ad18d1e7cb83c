/** Topics: how those in authors' own words are spelled, and which are filed as others. A topic is watched whatever its case; and articles with sections to write are found by when they were written. */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Makes the tables, and tells what is watched by the words in lower case. What articles are filed under is worked out at the next start. */
export async function up(db: QueryExecutorProvider, engine: 'sqlite' | 'postgres'): Promise<void> {
  const ordered = engine === 'sqlite' ? 'text' : 'text collate "C"';
  for (const statement of statements(ordered)) await sql.raw(statement).execute(db);
  const { rows } = await sql<{ person_id: number; target: string }>`
    select person_id, target from watch where subject = 'topic'`.execute(db);
  for (const { person_id: person, target } of rows) {
    const key = target.normalize('NFC').toLowerCase();
    if (key === target) continue;
    await sql`update watch set target = ${key}
      where subject = 'topic' and person_id = ${person} and target = ${target} and not exists (
        select 1 from watch as other
        where other.subject = 'topic' and other.person_id = ${person} and other.target = ${key})`.execute(db);
    await sql`delete from watch where subject = 'topic' and person_id = ${person} and target = ${target}`.execute(
      db,
    );
  }
}

const statements = (ordered: string) => [
  `create table topic (key ${ordered} primary key, value ${ordered} not null unique)`,
  `create table topic_merge (
    topic ${ordered} primary key,
    target ${ordered} not null,
    act_id integer not null unique references log (id)
  )`,
  'create index article_unfinished on article (sequence) where sections_done < sections_total',
];

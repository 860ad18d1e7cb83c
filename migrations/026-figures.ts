/** The wiki in figures: who wrote how much in which month, and how much is read and searched for in vain, a day at a time. */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Makes the tables; the first is worked out of the history at the next start, and nothing is known of earlier readers. */
export async function up(db: QueryExecutorProvider, engine: 'sqlite' | 'postgres'): Promise<void> {
  const ordered = engine === 'sqlite' ? 'text' : 'text collate "C"';
  for (const statement of statements(ordered)) await sql.raw(statement).execute(db);
}

const statements = (ordered: string) => [
  `create table activity (
    month ${ordered} not null,
    byline_id integer not null references byline (id),
    way text not null,
    revisions integer not null,
    articles integer not null,
    primary key (month, byline_id, way)
  )`,
  `create table reading (
    day ${ordered} not null,
    what text not null,
    word ${ordered} not null,
    count integer not null,
    primary key (day, what, word)
  )`,
];

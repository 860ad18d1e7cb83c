/** What is said: the index that it's found by, reports of it, erasures of it that are asked for, and thanks for it. */
import { sql, type QueryExecutorProvider } from 'kysely';

type Engine = 'sqlite' | 'postgres';

/** Makes the tables; what is said already is taken up at the next start. */
export async function up(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  for (const statement of [
    ...index[engine],
    'alter table report add column post_id integer references post (act_id)',
    ...request[engine],
    'create unique index erasure_request_post on erasure_request (post_id)',
    `create index log_thank_post on log (act_id) where action = 'thank-post'`,
  ]) {
    await sql.raw(statement).execute(db);
  }
}

const index: Record<Engine, string[]> = {
  sqlite: [
    `create virtual table said using fts5 (
      title, body, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0"
    )`,
  ],
  postgres: [
    'create table said (post_id integer primary key references post (act_id), words tsvector not null)',
    'create index said_words on said using gin (words)',
  ],
};

const WHAT = `what in ('content', 'summary', 'name', 'names', 'earlier', 'post')`;
const OF = `(sequence is not null) = (what in ('content', 'summary'))
  and (person_id is not null) = (what in ('name', 'names', 'earlier'))
  and (post_id is not null) = (what = 'post')`;

/** What a request may be of is checked by the table, which SQLite makes anew for that; its numbers go on. */
const request: Record<Engine, string[]> = {
  sqlite: [
    `create table new_request (
      id integer primary key autoincrement,
      what text not null check (${WHAT}),
      sequence integer references revision (sequence),
      person_id integer references person (id),
      reason text not null,
      asked_by integer not null references person (id),
      asked_at text not null,
      hides integer not null check (hides in (0, 1)),
      post_id integer references post (act_id),
      check (${OF})
    )`,
    'insert into new_request select *, null from erasure_request order by id',
    `delete from sqlite_sequence where name = 'new_request'`,
    `insert into sqlite_sequence (name, seq) select 'new_request', seq from sqlite_sequence where name = 'erasure_request'`,
    'drop table erasure_request',
    'alter table new_request rename to erasure_request',
    'create unique index erasure_request_sequence on erasure_request (sequence, what)',
    'create unique index erasure_request_person on erasure_request (person_id)',
  ],
  postgres: [
    'alter table erasure_request add column post_id integer references post (act_id)',
    'alter table erasure_request drop constraint erasure_request_what_check',
    'alter table erasure_request drop constraint erasure_request_check',
    `alter table erasure_request add constraint erasure_request_what_check check (${WHAT})`,
    `alter table erasure_request add constraint erasure_request_check check (${OF})`,
  ],
};

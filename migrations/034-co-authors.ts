/** Those who wrote a revision together with its author stand beside it for ever, by name, instead of as keys beside a commit. */
import { sql, type QueryExecutorProvider } from 'kysely';

type Engine = 'sqlite' | 'postgres';

/** Makes the table and its locks. What was hashed before takes nobody in any more, and so the keys that were kept of them go. */
export async function up(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  for (const statement of [...table(engine), ...locks[engine]]) await sql.raw(statement).execute(db);
}

function table(engine: Engine): string[] {
  return [
    `create table co_author (
      sequence integer not null references revision (sequence),
      byline_id integer not null references byline (id),
      primary key (sequence, byline_id)
    )${engine === 'sqlite' ? ' without rowid' : ''}`,
    'create index co_author_byline on co_author (byline_id)',
    'alter table import_commit drop column co_authors',
  ];
}

/** Nobody joins those who wrote a revision once another has been made. */
const locks = {
  sqlite: [
    ...['update', 'delete'].map(
      (event) =>
        `create trigger co_author_no_${event} before ${event} on co_author
         begin select raise(abort, 'co_author is append-only'); end`,
    ),
    `create trigger co_author_of_newest before insert on co_author
     when new.sequence is not (select max(sequence) from revision)
       or exists (select 1 from co_author where sequence = new.sequence and byline_id = new.byline_id)
     begin select raise(abort, 'co_author is append-only'); end`,
  ],
  postgres: [
    `create trigger co_author_append_only before update or delete or truncate on co_author
     for each statement execute function refuse_change()`,
    `create function refuse_late_author() returns trigger language plpgsql as $$
     begin
       if new.sequence is distinct from (select max(sequence) from revision) then
         raise exception 'co_author is append-only';
       end if;
       return new;
     end $$`,
    `create trigger co_author_of_newest before insert on co_author
     for each row execute function refuse_late_author()`,
  ],
};

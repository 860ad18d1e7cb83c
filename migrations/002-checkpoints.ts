/** Checkpoints of the history, as lasting as the history itself, and log entries that say what they erased. */
import { sql, type QueryExecutorProvider } from 'kysely';

type Engine = 'sqlite' | 'postgres';

/** Makes the table, its triggers, and the log's new column. */
export async function up(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  const locks = engine === 'sqlite' ? sqliteLocks : postgresLocks;
  for (const statement of [...tables(engine), ...locks]) await sql.raw(statement).execute(db);
}

function tables(engine: Engine): string[] {
  const bytes = engine === 'sqlite' ? 'blob' : 'bytea';
  return [
    `create table checkpoint (
      number integer primary key,
      previous ${bytes},
      made_at text not null,
      revisions integer not null,
      articles integer not null,
      articles_root ${bytes} not null,
      bylines integer not null,
      bylines_root ${bytes} not null,
      entries integer not null,
      entries_root ${bytes} not null,
      public_key ${bytes} not null,
      hash ${bytes} not null,
      signature ${bytes} not null
    )`,
    'alter table log add column erased_id integer',
    'create unique index log_erased on log (action, erased_id) where erased_id is not null',
  ];
}

const sqliteLocks = [
  `create trigger checkpoint_no_update before update on checkpoint
   begin select raise(abort, 'checkpoint is append-only'); end`,
  `create trigger checkpoint_no_delete before delete on checkpoint
   begin select raise(abort, 'checkpoint is append-only'); end`,
  `create trigger checkpoint_in_order before insert on checkpoint
   when new.number is not (select coalesce(max(number), 0) + 1 from checkpoint)
   begin select raise(abort, 'checkpoint is append-only, without gaps'); end`,
];

const postgresLocks = [
  `create trigger checkpoint_append_only before update or delete or truncate on checkpoint
   for each statement execute function refuse_change()`,
  `create function refuse_checkpoint_gap() returns trigger language plpgsql as $$
   begin
     if new.number is distinct from (select coalesce(max(number), 0) + 1 from checkpoint) then
       raise exception 'checkpoint is append-only, without gaps';
     end if;
     return new;
   end $$`,
  `create trigger checkpoint_in_order before insert on checkpoint
   for each row execute function refuse_checkpoint_gap()`,
];

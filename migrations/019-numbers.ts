/**
 * On SQLite the number of a row that was removed went to the next one, so that a form, an address or a mail could mean another
 * than whoever read it saw. From now on a number is given once, as PostgreSQL always did.
 */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Makes the tables anew, where nothing else is changed. */
export async function up(db: QueryExecutorProvider, engine: 'sqlite' | 'postgres'): Promise<void> {
  if (engine === 'postgres') return;
  const numbers: [table: string, number: number][] = [];
  for (const [table, { acts }] of Object.entries(tables))
    numbers.push([table, await highest(db, table, acts)]);
  // A table goes before what it refers to: whatever refers to a row that goes may go along.
  for (const [table] of numbers) {
    await run(db, `create table old_${table} as select * from ${table}`, `drop table ${table}`);
  }
  for (const [table, number] of numbers.toReversed()) {
    const { columns, indexes } = tables[table]!;
    await run(
      db,
      `create table ${table} (id integer primary key autoincrement, ${columns})`,
      `insert into ${table} select * from old_${table} order by id`,
      `drop table old_${table}`,
      ...indexes,
      `delete from sqlite_sequence where name = '${table}'`,
      `insert into sqlite_sequence (name, seq) values ('${table}', ${number})`,
    );
  }
}

async function run(db: QueryExecutorProvider, ...statements: string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** Returns a number that no row that there was can have passed: each that went had an act of its own, where it had any. */
async function highest(db: QueryExecutorProvider, table: string, acts: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select (select coalesce(max(id), 0) from ${sql.table(table)}) +
           (select count(*) from log where ${sql.raw(acts)}) as number`.execute(db);
  return rows[0]!.number;
}

interface Table {
  /** Which acts tell of a row that may have gone. */
  acts: string;
  columns: string;
  indexes: string[];
}

const tables: Record<string, Table> = {
  outbox: {
    // What was sent has left nothing; a mail's name holds its time, too.
    acts: 'false',
    columns: `
      recipient text not null,
      lang text not null,
      message text not null,
      blanks text not null,
      token_id integer references token (id) on delete cascade,
      state text not null check (state in ('waiting', 'sending', 'unsure', 'failed')),
      attempts integer not null,
      due_at text not null,
      created_at text not null`,
    indexes: [
      'create index outbox_due on outbox (state, due_at)',
      'create index outbox_token on outbox (token_id) where token_id is not null',
    ],
  },
  token: {
    acts: 'false',
    columns: `
      purpose text not null,
      digest blob unique,
      person_id integer references person (id),
      data text not null,
      created_at text not null,
      expires_at text`,
    indexes: [
      'create index token_person on token (person_id) where person_id is not null',
      'create index token_created on token (created_at)',
    ],
  },
  erasure_request: {
    acts: `action like 'hide%' or action like 'erase-%'`,
    columns: `
      what text not null check (what in ('content', 'summary', 'name', 'names', 'earlier')),
      sequence integer references revision (sequence),
      person_id integer references person (id),
      reason text not null,
      asked_by integer not null references person (id),
      asked_at text not null,
      hides integer not null check (hides in (0, 1)),
      check ((sequence is null) = (what in ('name', 'names', 'earlier')) and (person_id is null) = (sequence is not null))`,
    indexes: [
      'create unique index erasure_request_sequence on erasure_request (sequence, what)',
      'create unique index erasure_request_person on erasure_request (person_id)',
    ],
  },
  report: {
    acts: `action like 'handle-report%'`,
    columns: `
      article_id integer not null references article (id),
      number integer not null,
      section text not null,
      reason text not null,
      words text not null,
      email text not null,
      person_id integer references person (id),
      at text not null,
      act_id integer unique references log (id),
      handled_at text`,
    indexes: [
      'create index report_open on report (id) where act_id is null',
      'create index report_person on report (person_id) where person_id is not null',
      'create index report_handled on report (handled_at) where handled_at is not null',
    ],
  },
};

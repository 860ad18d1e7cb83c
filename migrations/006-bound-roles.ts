/**
 * A hash in each byline and log entry, over all of its row and the hash before; and an entry in the log for each role and
 * licence that none explains yet, marked as found here.
 */
import { createHash } from 'node:crypto';
import { sql, type QueryExecutorProvider } from 'kysely';

type Engine = 'sqlite' | 'postgres';

/** Adds the columns, enters what is found, and links what there is. */
export async function up(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  const bytes = engine === 'sqlite' ? 'blob' : 'bytea';
  for (const table of TABLES) await sql.raw(`alter table ${table} add column hash ${bytes}`).execute(db);
  const at = new Date().toISOString();
  await enterRoles(db, at);
  await enterLicences(db, at);
  for (const table of TABLES) await unlock(db, engine, table);
  await linkBylines(db);
  await linkEntries(db);
  for (const table of TABLES) await lock(db, engine, table);
}

const TABLES = ['byline', 'log'] as const;
type Table = (typeof TABLES)[number];

const DEFAULT_LICENCE = 'CC-BY-4.0';
const BATCH = 500;

/** Those whom no entry made administrators had their role from the database itself: the entry is under their own name. */
async function enterRoles(db: QueryExecutorProvider, at: string): Promise<void> {
  await sql`
    insert into log (id, byline_id, action, person_id, recorded_at)
    select (select coalesce(max(id), 0) from log) + row_number() over (order by person.id),
           person.byline_id, 'found-' || person.role, person.id, ${at}
    from person
    where person.role <> 'contributor' and person.byline_id is not null and not (
      person.role = 'administrator' and exists (
        select 1 from log join byline on byline.id = log.byline_id
        where log.action = 'create-administrator' and log.person_id = person.id and byline.person_id = person.id))
    order by person.id`.execute(db);
}

/** A licence other than what is written here stands under was fixed with the article's first revision. */
async function enterLicences(db: QueryExecutorProvider, at: string): Promise<void> {
  await sql`
    insert into log (id, byline_id, action, article_id, recorded_at)
    select (select coalesce(max(id), 0) from log) + row_number() over (order by article.id),
           revision.byline_id, 'found-licence ' || article.licence, article.id, ${at}
    from article join revision on revision.article_id = article.id and revision.number = 1
    where article.licence <> ${DEFAULT_LICENCE}
    order by article.id`.execute(db);
}

async function unlock(db: QueryExecutorProvider, engine: Engine, table: Table): Promise<void> {
  const statement =
    engine === 'sqlite'
      ? `drop trigger ${table}_no_update`
      : `alter table ${table} disable trigger ${table}_append_only`;
  await sql.raw(statement).execute(db);
}

async function lock(db: QueryExecutorProvider, engine: Engine, table: Table): Promise<void> {
  const statement =
    engine === 'sqlite'
      ? `create trigger ${table}_no_update before update on ${table}
         begin select raise(abort, '${table} is append-only'); end`
      : `alter table ${table} enable trigger ${table}_append_only`;
  await sql.raw(statement).execute(db);
}

interface Byline {
  id: number;
  person: Buffer;
  verification: string;
  digest: Buffer;
  recorded_at: string;
}

async function linkBylines(db: QueryExecutorProvider): Promise<void> {
  const after = (last: number) => sql<Byline>`
    select byline.id, person.uid as person, byline.verification, byline.digest, byline.recorded_at
    from byline join person on person.id = byline.person_id
    where byline.id > ${last} order by byline.id limit ${BATCH}`;
  await linkAll(db, 'byline', after, ({ person, verification, digest, recorded_at }) => [
    `person ${hex(person)}`,
    `verification ${verification}`,
    `words ${hex(digest)}`,
    `recorded ${recorded_at}`,
  ]);
}

interface Entry {
  id: number;
  action: string;
  byline: Buffer;
  article: Buffer | null;
  person: Buffer | null;
  erased_id: number | null;
  recorded_at: string;
  words_digest: Buffer | null;
}

async function linkEntries(db: QueryExecutorProvider): Promise<void> {
  const after = (last: number) => sql<Entry>`
    select log.id, log.action, byline.digest as byline, article.uid as article, person.uid as person,
           log.erased_id, log.recorded_at, log.words_digest
    from log join byline on byline.id = log.byline_id
    left join article on article.id = log.article_id
    left join person on person.id = log.person_id
    where log.id > ${last} order by log.id limit ${BATCH}`;
  await linkAll(db, 'log', after, (row) => [
    `action ${row.action}`,
    `byline ${hex(row.byline)}`,
    `article ${hex(row.article)}`,
    `person ${hex(row.person)}`,
    `erased ${row.erased_id ?? '-'}`,
    `recorded ${row.recorded_at}`,
    `words ${hex(row.words_digest)}`,
  ]);
}

/** Gives each row of a table its hash: over what table it's in, its id, the hash before, and its own lines. */
async function linkAll<Row extends { id: number }>(
  db: QueryExecutorProvider,
  table: Table,
  after: (last: number) => { execute(db: QueryExecutorProvider): Promise<{ rows: Row[] }> },
  linesOf: (row: Row) => string[],
): Promise<void> {
  let previous: Buffer | null = null;
  for (let last = 0; ;) {
    const { rows } = await after(last).execute(db);
    for (const row of rows) {
      previous = linkHash([
        `innovationswiki-${table} 1`,
        `id ${row.id}`,
        `previous ${hex(previous)}`,
        ...linesOf(row),
      ]);
      await sql`update ${sql.table(table)} set hash = ${previous} where id = ${row.id}`.execute(db);
    }
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.id;
  }
}

function linkHash(lines: string[]): Buffer {
  return createHash('sha256')
    .update(lines.join('\n') + '\n')
    .digest();
}

function hex(bytes: Buffer | null): string {
  return bytes === null ? '-' : bytes.toString('hex');
}

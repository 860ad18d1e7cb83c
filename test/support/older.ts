/** Takes a wiki back to what an earlier version of it stored, so that its migration can be tried on a real history. */
import { sql } from 'kysely';
import { deflateRawSync } from 'node:zlib';
import type { Db } from '../../server/db/schema.ts';
import type { Content } from '../../server/kinds/content.ts';
import {
  encodeAttribution,
  formerItemHash,
  tokensOf,
  type Attribution,
} from '../../server/text/attribution.ts';
import { isWord } from '../../server/text/words.ts';
import { listItems } from '../../server/kinds/items.ts';
import { itemKeys } from '../../server/wiki/credit/first-held.ts';
import { readAttribution } from '../../server/wiki/credit/stored.ts';
import { readContent, readText, unlessErased } from '../../server/wiki/history/contents.ts';
import { seal } from '../../server/wiki/history/seal.ts';

/**
 * Takes away what binds roles, licences, bylines and log entries, and what erasures told of the credit that they kept, as
 * before the log told of these.
 */
export async function forgetBindings(db: Db): Promise<void> {
  await withoutLocks(db, ['byline', 'log'], async () => {
    await sql`delete from log where action like 'found-%' or action like 'licence %'`.execute(db);
    const told = await db.selectFrom('log_words').select(['log_id', 'words']).execute();
    for (const { log_id, words } of told) {
      const { kept, ...rest } = JSON.parse(words) as Record<string, unknown>;
      if (kept === undefined) continue;
      const text = JSON.stringify(rest);
      const { salt, digest } = seal(text);
      await db.updateTable('log_words').set({ salt, words: text }).where('log_id', '=', log_id).execute();
      await db.updateTable('log').set({ words_digest: digest }).where('id', '=', log_id).execute();
    }
    for (const table of ['byline', 'log']) await sql.raw(`alter table ${table} drop column hash`).execute(db);
  });
  await sql`delete from migration where name = '006-bound-roles'`.execute(db);
}

async function withoutLocks(db: Db, tables: readonly string[], change: () => Promise<void>): Promise<void> {
  const run = async (statements: readonly string[]) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  };
  const alter = (what: string) => tables.map((table) => `alter table ${table} ${what} trigger user`);
  const { rows: triggers } =
    ENGINE === 'sqlite'
      ? await sql<{ name: string; sql: string; tbl_name: string }>`
          select name, sql, tbl_name from sqlite_master where type = 'trigger'`.execute(db)
      : { rows: [] };
  const locks = triggers.filter(({ tbl_name }) => tables.includes(tbl_name));
  await run(ENGINE === 'sqlite' ? locks.map(({ name }) => `drop trigger ${name}`) : alter('disable'));
  await change();
  await run(ENGINE === 'sqlite' ? locks.map(({ sql }) => sql) : alter('enable'));
}

/** Gives the database the tables, and their rows, that it had before contents were stored as deltas. */
export async function storeWhole(db: Db): Promise<void> {
  const bytes = ENGINE === 'sqlite' ? 'blob' : 'bytea';
  const salts = await db.selectFrom('content').select(['sequence', 'salt']).execute();
  const texts = new Map<number, Buffer>();
  for (const { sequence } of salts) texts.set(sequence, (await readText(db, sequence))!);
  for (const table of [
    'attribution',
    'current_attribution',
    'first_held',
    'content',
    'current_content',
    'contributor',
    'reverted',
    'intake',
  ]) {
    await sql.raw(`drop table ${table}`).execute(db);
  }
  await sql
    .raw(
      `create table content (
        sequence integer primary key references revision (sequence),
        salt ${bytes} not null, encoding integer not null, bytes ${bytes} not null)`,
    )
    .execute(db);
  for (const { sequence, salt } of salts) {
    const whole = deflateRawSync(texts.get(sequence)!);
    await sql`insert into content (sequence, salt, encoding, bytes) values (${sequence}, ${salt}, 1, ${whole})`.execute(
      db,
    );
  }
  await sql
    .raw(
      `create table contributor (
        article_id integer not null references article (id), byline_id integer not null references byline (id),
        revisions integer not null, first_at text not null, last_at text not null,
        primary key (article_id, byline_id))`,
    )
    .execute(db);
  await sql`delete from migration where name in ('003-deltas', '005-first-held', '018-standing')`.execute(db);
}

/** Gives the database what it held when words alone had credit and all was filed by 48 bits. */
export async function creditWords(db: Db): Promise<void> {
  const rows = await db
    .selectFrom('revision')
    .select(['sequence', 'article_id'])
    .orderBy('sequence')
    .execute();
  const last = new Map<number, { steps: number; words: Attribution }>();
  const stored: { sequence: number; steps: number; bytes: Buffer }[] = [];
  for (const { sequence, article_id: id } of rows) {
    const content = await unlessErased(readContent(db, sequence));
    const words = ofWords(content, await readAttribution(db, sequence));
    const before = last.get(id);
    const steps = before ? before.steps + 1 : 0;
    stored.push({ sequence, steps, bytes: encodeAttribution(words, sequence, before?.words) });
    last.set(id, { steps, words });
  }
  for (const { sequence, ...link } of stored) {
    await db.updateTable('attribution').set(link).where('sequence', '=', sequence).execute();
  }
  const held = await db.selectFrom('first_held').selectAll().execute();
  await sql`drop table first_held`.execute(db);
  await sql`
    create table first_held (
      hash bigint not null, article_id integer not null references article (id),
      sequence integer not null references revision (sequence), origin integer references revision (sequence),
      primary key (hash, article_id))`.execute(db);
  for (const { key, article_id: id, sequence, origin } of held) {
    const content = await readContent(db, sequence);
    const place = listItems(itemKeys(content)).indexOf(key.toString('hex'));
    const hash = Number(
      `0x${place < 0 ? key.toString('hex') : listItems(itemKeys(content, formerItemHash))[place]}`,
    );
    await sql`
      insert into first_held (hash, article_id, sequence, origin)
      values (${hash}, ${id}, ${sequence}, ${origin}) on conflict do nothing`.execute(db);
  }
  await sql`delete from migration where name = '005-first-held'`.execute(db);
}

function ofWords(content: Content | undefined, attribution: Attribution): Attribution {
  if (!content) return attribution;
  const tokens = tokensOf(content.body);
  return attribution.filter((_, i) => isWord(tokens[i]!.text));
}

/**
 * Gives the database the tables that it had before sessions knew whose they are, and bylines how their names look, and returns the
 * migrations that this takes back.
 */
export async function withoutNames(db: Db): Promise<string[]> {
  const later = await withoutPosts(db);
  for (const statement of [
    'drop index byline_words_skeleton',
    'alter table byline_words drop column skeleton',
    'alter table byline_words drop column namesake',
    'drop table session',
    'create table session (key text primary key, data text not null, expires_at text not null)',
    'create index session_expires_at on session (expires_at)',
    ...['outbox', 'token', 'work_domain'].map((table) => `drop table ${table}`),
    'alter table person drop column accepted_at',
    "delete from migration where name in ('007-names', '011-accounts', '019-numbers')",
  ]) {
    await sql.raw(statement).execute(db);
  }
  return ['007-names', '011-accounts', '019-numbers', ...later];
}

/** Gives the database, empty, the tables that it had before a number was given once; their shape is else the same. */
export async function repeatNumbers(db: Db): Promise<void> {
  if (ENGINE === 'sqlite') {
    for (const table of ['outbox', 'token', 'erasure_request', 'report']) {
      const { rows } = await sql<{ sql: string }>`
        select sql from sqlite_master where tbl_name = ${table} and sql is not null order by type desc`.execute(
        db,
      );
      await sql`drop table ${sql.table(table)}`.execute(db);
      for (const made of rows) await sql.raw(made.sql.replace(' autoincrement', '')).execute(db);
    }
  }
  await sql`delete from migration where name = '019-numbers'`.execute(db);
}

/**
 * Gives an SQLite database that its numbers are to be given anew in the tables from before posts were reported and erased, with what is in
 * them, and returns the migrations that this takes back.
 */
export async function withoutPosts(db: Db): Promise<string[]> {
  if (ENGINE === 'postgres') return [];
  for (const table of ['erasure_request', 'report']) {
    const made = await rowsOf<{ type: string; name: string; sql: string }>(
      db,
      `select type, name, sql from sqlite_master where tbl_name = '${table}' and sql is not null order by type desc`,
    );
    const indexes = made.filter(({ type }) => type === 'index');
    for (const { name } of indexes) await sql`drop index ${sql.id(name)}`.execute(db);
    await sql`alter table ${sql.table(table)} rename to later`.execute(db);
    for (const { sql: statement } of made.filter((each) => !each.sql.endsWith('(post_id)')))
      await sql.raw(statement.replaceAll(OF_POSTS, '')).execute(db);
    const columns = (await rowsOf<{ name: string }>(db, `pragma table_info(${table})`)).map(
      ({ name }) => name,
    );
    await sql.raw(`insert into ${table} (${columns}) select ${columns} from later`).execute(db);
    await sql`drop table later`.execute(db);
  }
  for (const made of ['drop table said', 'drop index log_thank_post']) await sql.raw(made).execute(db);
  await sql`delete from migration where name = '029-posts'`.execute(db);
  return ['029-posts'];
}

const OF_POSTS =
  /,\s*post_id integer references post \(act_id\)|, 'post'|\s*and \(post_id is not null\) = \(what = 'post'\)/g;

async function rowsOf<Row>(db: Db, query: string): Promise<Row[]> {
  return (await sql.raw<Row>(query).execute(db)).rows;
}

/** Gives the database the vocabulary that it had when each ending of a stem was a row. */
export async function earlierVocabulary(db: Db): Promise<void> {
  const runs = ENGINE === 'sqlite' ? ['drop table vocabulary_runs'] : ['drop function runs_of(text) cascade'];
  for (const statement of [
    ...['drop table vocabulary', 'drop table vocabulary_sound', ...runs],
    `create table vocabulary (
      way text not null, key text not null, word text not null, primary key (way, key, word))`,
    "insert into vocabulary values ('ending', 'zebra', 'zebra'), ('ending', 'ebra', 'zebra')",
    "update copied set way = 2 where copy = 'search'",
    "delete from migration where name = '031-vocabulary'",
  ])
    await sql.raw(statement).execute(db);
}

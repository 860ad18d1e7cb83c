/** Takes a wiki back to what an earlier version of it stored, so that its migration can be tried on a real history. */
import { sql } from 'kysely';
import { deflateRawSync } from 'node:zlib';
import type { Db } from '../../server/db/schema.ts';
import { readText } from '../../server/wiki/content.ts';

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
  await sql`delete from migration where name = '003-deltas'`.execute(db);
}

/** Gives the database the tables that it had before sessions knew whose they are, and bylines how their names look. */
export async function withoutNames(db: Db): Promise<void> {
  for (const statement of [
    'drop index byline_words_skeleton',
    'alter table byline_words drop column skeleton',
    'alter table byline_words drop column namesake',
    'drop table session',
    'create table session (key text primary key, data text not null, expires_at text not null)',
    'create index session_expires_at on session (expires_at)',
    "delete from migration where name = '007-names'",
  ]) {
    await sql.raw(statement).execute(db);
  }
}

/** Changes a database as only somebody with the whole of it in hand can: past its locks. */
import { sql } from 'kysely';
import type { Db, Tx } from '../../server/db/schema.ts';
import { canonical, type Content } from '../../server/kinds/content.ts';
import { hashOf } from '../../server/wiki/history/hash.ts';
import { seal } from '../../server/wiki/history/seal.ts';
import { copyContent, eraseContent, writeContent } from '../../server/wiki/history/contents.ts';

/** The tables that hold something of a revision beside its own row. */
export const OF_A_REVISION = [
  'content',
  'current_content',
  'summary',
  'attribution',
  'current_attribution',
  'first_held',
];

/** Runs a statement with the locks off. */
export async function tamper(db: Db, statement = 'select 1'): Promise<void> {
  if (ENGINE === 'postgres') {
    for (const { name } of await db.introspection.getTables()) {
      await sql.raw(`alter table ${name} disable trigger all`).execute(db);
    }
  } else {
    const triggers = await sql<{
      name: string;
    }>`select name from sqlite_master where type = 'trigger'`.execute(db);
    for (const { name } of triggers.rows) await sql.raw(`drop trigger ${name}`).execute(db);
    await sql.raw('pragma foreign_keys = off').execute(db);
  }
  await sql.raw(statement).execute(db);
}

/** Runs a change on a wiki whose locks are off, looks at what it did, and takes it back; undefined when the database refuses. */
export async function tryOut<T>(
  db: Db,
  change: (tx: Tx) => Promise<unknown>,
  look: (tx: Tx) => Promise<T>,
): Promise<T | undefined> {
  let seen: { as: T } | undefined;
  const trial = db.transaction().execute(async (tx) => {
    try {
      await change(tx);
    } catch {
      throw new TakenBack();
    }
    seen = { as: await look(tx) };
    throw new TakenBack();
  });
  await trial.catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error;
  });
  return seen?.as;
}

class TakenBack extends Error {}

/** A row as it's read. */
export type AnyRow = Record<string, Value>;
export type Value = string | number | Buffer | null;

/** Returns every row of a table. */
export async function rowsOf(db: Db, table: string): Promise<AnyRow[]> {
  const { rows } = await sql<AnyRow>`select * from ${sql.table(table)}`.execute(db);
  return rows;
}

/** Sets one value in one row, which is found by all of its values. */
export async function setValue(
  db: Db,
  table: string,
  row: AnyRow,
  column: string,
  value: Value,
): Promise<void> {
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value} where ${isRow(row)}`.execute(db);
}

/** Removes one row. */
export async function removeRow(db: Db, table: string, row: AnyRow): Promise<void> {
  await sql`delete from ${sql.table(table)} where ${isRow(row)}`.execute(db);
}

/** Adds one row. */
export async function addRow(db: Db, table: string, row: AnyRow): Promise<void> {
  const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${columns}) values (${sql.join(Object.values(row))})`.execute(
    db,
  );
}

function isRow(row: AnyRow) {
  const parts = Object.entries(row).map(
    ([column, value]) => sql`${sql.ref(column)} is not distinct from ${value}`,
  );
  return sql.join(parts, sql` and `);
}

/** Gives a revision another content and makes every seal and hash anew, so that the history fits itself again. */
export async function rewriteHistory(db: Db, sequence: number, content: Content): Promise<void> {
  await tamper(db);
  const text = Buffer.from(canonical(content));
  const fresh = seal(text);
  await db.transaction().execute(async (tx) => {
    await eraseContent(tx, sequence);
    const { article_id: articleId } = await tx
      .selectFrom('revision')
      .select('article_id')
      .where('sequence', '=', sequence)
      .executeTakeFirstOrThrow();
    await writeContent(tx, { articleId, sequence, parent: null }, text, fresh);
    const article = await tx
      .selectFrom('article')
      .select(['id', 'sequence'])
      .where('id', '=', articleId)
      .executeTakeFirstOrThrow();
    await copyContent(tx, article);
  });
  await db
    .updateTable('revision')
    .set({ content_digest: fresh.digest })
    .where('sequence', '=', sequence)
    .execute();
  const rows = await db
    .selectFrom('revision')
    .innerJoin('article', 'article.id', 'revision.article_id')
    .innerJoin('byline', 'byline.id', 'revision.byline_id')
    .innerJoin('person', 'person.id', 'revision.person_id')
    .selectAll('revision')
    .select(['article.uid as articleUid', 'person.uid as personUid', 'byline.digest', 'byline.verification'])
    .orderBy('revision.sequence')
    .execute();
  const others = await db
    .selectFrom('co_author')
    .innerJoin('byline', 'byline.id', 'co_author.byline_id')
    .innerJoin('person', 'person.id', 'byline.person_id')
    .select(['co_author.sequence', 'person.uid as personUid', 'byline.digest as bylineDigest'])
    .select('byline.verification')
    .orderBy('co_author.byline_id')
    .execute();
  const last = new Map<number, Buffer>();
  for (const row of rows) {
    const parentHash = last.get(row.article_id) ?? null;
    const coAuthors = others.filter(({ sequence }) => sequence === row.sequence);
    const hash = hashOf(row, { ...row, parentHash, bylineDigest: row.digest, coAuthors });
    await db.updateTable('revision').set({ hash }).where('sequence', '=', row.sequence).execute();
    last.set(row.article_id, hash);
  }
}

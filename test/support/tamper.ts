/** Changes a database as only somebody with the whole of it in hand can: past its locks. */
import { sql } from 'kysely';
import type { Db } from '../../server/db/schema.ts';
import { canonical, type Content } from '../../server/kinds/content.ts';
import { hashOf } from '../../server/wiki/hash.ts';
import { seal } from '../../server/wiki/seal.ts';
import { copyContent, eraseContent, writeContent } from '../../server/wiki/content.ts';

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
    for (const table of ['revision', 'byline', 'log', 'checkpoint']) {
      await sql.raw(`alter table ${table} disable trigger user`).execute(db);
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

/** Gives a revision another content and makes every seal and hash anew, so that the history fits itself again. */
export async function rewriteHistory(db: Db, sequence: number, content: Content): Promise<void> {
  await tamper(db);
  const fresh = seal(canonical(content));
  await db.transaction().execute(async (tx) => {
    await eraseContent(tx, sequence);
    const { article_id: articleId } = await tx
      .selectFrom('revision')
      .select('article_id')
      .where('sequence', '=', sequence)
      .executeTakeFirstOrThrow();
    await writeContent(tx, { articleId, sequence, parent: null }, content, fresh);
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
  const last = new Map<number, Buffer>();
  for (const row of rows) {
    const parentHash = last.get(row.article_id) ?? null;
    const hash = hashOf(row, { ...row, parentHash, bylineDigest: row.digest });
    await db.updateTable('revision').set({ hash }).where('sequence', '=', row.sequence).execute();
    last.set(row.article_id, hash);
  }
}

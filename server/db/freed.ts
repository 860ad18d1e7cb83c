/** What was deleted, and still lies in the database's files. */
import { sql } from 'kysely';
import { DatabaseFault } from '../errors.ts';
import { engineOf } from './engine.ts';
import type { Db, Schema } from './schema.ts';

/**
 * Sees to it that what was deleted from some tables doesn't lie there for ever. SQLite overwrites it as it deletes;
 * PostgreSQL gives its place to what is written next, once the tables are vacuumed, and if that fails it's done later.
 */
export async function reuseFreed(db: Db, tables: readonly (keyof Schema)[]): Promise<void> {
  if (engineOf(db) === 'sqlite') return;
  try {
    await sql`vacuum ${sql.join(tables.map((table) => sql.table(table)))}`.execute(db);
  } catch (error) {
    if (!(error instanceof DatabaseFault)) throw error;
  }
}

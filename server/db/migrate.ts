/** Brings a database to the shape that this code knows, and refuses one that a newer wiki has shaped. */
import { sql } from 'kysely';
import { migrations } from '../../migrations/index.ts';
import { engineOf } from './engine.ts';
import type { Db } from './schema.ts';

/**
 * Runs the migrations that the database lacks, all in one transaction, and returns their names.
 * Throws an Error with a sentence for the operator when the database holds one that this code doesn't know.
 */
export async function migrate(db: Db): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    await sql`create table if not exists migration (name text primary key, applied_at text not null)`.execute(
      tx,
    );
    const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(tx);
    const applied = rows.map((row) => row.name);
    const unknown = applied.filter((name) => !Object.hasOwn(migrations, name));
    if (unknown.length > 0) {
      throw new Error(
        `The database was made by a newer version of the wiki (it holds ${unknown.join(', ')}). ` +
          'Start that version, or restore a backup from before it.',
      );
    }
    const pending = Object.entries(migrations).filter(([name]) => !applied.includes(name));
    for (const [name, up] of pending) {
      await up(tx, engineOf(db));
      await sql`insert into migration (name, applied_at) values (${name}, ${new Date().toISOString()})`.execute(
        tx,
      );
    }
    return pending.map(([name]) => name);
  });
}

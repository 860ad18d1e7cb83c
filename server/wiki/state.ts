/** How far the wiki has come: what tells a page that was made before from one that would be made now. */
import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

/** Returns a text that differs from every earlier one once a revision, a byline or a log entry has been added. */
export async function stateOf(db: Db): Promise<string> {
  const { rows } = await query.execute(db);
  const { revision, byline, log } = rows[0]!;
  return `${revision}-${byline}-${log}`;
}

const query = sql<Record<'revision' | 'byline' | 'log', number | null>>`
  select (select max(sequence) from revision) as revision,
         (select max(id) from byline) as byline,
         (select max(id) from log) as log`;

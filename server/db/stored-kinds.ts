/**
 * Finds values of another kind than their columns have. SQLite keeps a text as bytes when it's told to, which reads as the same
 * and is more than any text where the two are compared: an end that is stored so never comes. PostgreSQL keeps none.
 */
import { sql } from 'kysely';
import { engineOf } from './engine.ts';
import type { Db } from './schema.ts';

/** Returns the columns, as `table.column`, that hold a value of another kind than theirs. */
export async function wrongKinds(db: Db): Promise<string[]> {
  if (engineOf(db) === 'postgres') return [];
  const found: string[] = [];
  for (const [table, columns] of await columnsByTable(db)) {
    const wrong = columns.map(({ name, kind }) => {
      return sql`max(typeof(${sql.ref(name)}) not in (${kind}, 'null')) as ${sql.ref(name)}`;
    });
    const { rows } = await sql<Record<string, number | null>>`
      select ${sql.join(wrong)} from ${sql.table(table)}`.execute(db);
    found.push(...columns.filter(({ name }) => rows[0]![name] === 1).map(({ name }) => `${table}.${name}`));
  }
  return found;
}

/** What is searched lies in tables that SQLite makes for itself. */
async function columnsByTable(db: Db): Promise<Map<string, { name: string; kind: string }[]>> {
  const { rows } = await sql<{ table: string; name: string; kind: string }>`
    select list.name as "table", info.name, lower(info.type) as kind
    from pragma_table_list as list join pragma_table_info(list.name) as info
    where list.schema = 'main' and list.type = 'table' and list.name not like 'sqlite%'
    order by list.name, info.cid`.execute(db);
  const found = new Map<string, { name: string; kind: string }[]>();
  for (const { table, ...column } of rows) found.set(table, [...(found.get(table) ?? []), column]);
  return found;
}

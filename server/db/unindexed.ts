/** What a query finds its rows by is for the databases to choose; SQLite, which counts nothing, may choose what most rows have. */
import { sql, type RawBuilder } from 'kysely';

/** Returns a column of text as a value that no index is looked up by: what finds the rows is something else. */
export function unindexed(column: string): RawBuilder<string> {
  return sql<string>`${sql.ref(column)} || ''`;
}

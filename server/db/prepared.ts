/** Queries that are built once and asked again and again: Kysely takes longer to build one than SQLite to answer it. */
import type { Compilable, CompiledQuery } from 'kysely';
import type { Db } from './schema.ts';

/** Stands in a query for a value that it will be asked with. */
class Blank {
  constructor(readonly index: number) {}
}

/**
 * Returns what asks a query with given values. `build` makes it, once for each database, of a blank for each value; all
 * that it may do with a blank is to write it into the query.
 */
export function prepared<Values extends unknown[], Row>(
  build: (db: Db, ...blanks: Values) => Compilable<Row>,
): (db: Db, ...values: Values) => Promise<Row[]> {
  const built = new WeakMap<Db, CompiledQuery<Row>>();
  return async (db, ...values) => {
    const blanks = () => values.map((_, index) => new Blank(index)) as unknown[] as Values;
    const query = built.get(db) ?? build(db, ...blanks()).compile();
    built.set(db, query);
    const parameters = query.parameters.map((each) => (each instanceof Blank ? values[each.index] : each));
    const { rows } = await db.executeQuery<Row>({ ...query, parameters });
    return rows;
  };
}

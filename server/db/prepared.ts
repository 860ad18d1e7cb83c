/** Queries that are built once and asked again and again: Kysely takes longer to build one than SQLite to answer it. */
import type { Compilable, CompiledQuery } from 'kysely';
import { engineOf, type Engine } from './engine.ts';
import type { Db } from './schema.ts';

/** Stands in a query for a value that it will be asked with, or for a field of one. */
class Blank {
  constructor(
    readonly index: number,
    readonly field?: string,
  ) {}
}

/**
 * Returns what asks a query with given values. `build` makes it, once for each engine, of a blank for each value, and of a row,
 * which has the same fields each time, of one for each field; all that it may do with a blank is to write it into the query.
 */
export function prepared<Values extends unknown[], Row>(
  build: (db: Db, ...blanks: Values) => Compilable<Row>,
): (db: Db, ...values: Values) => Promise<Row[]> {
  // Not for each database: a transaction is one of its own, and every save has another.
  const built = new Map<Engine, CompiledQuery<Row>>();
  return async (db, ...values) => {
    const engine = engineOf(db);
    const query = built.get(engine) ?? build(db, ...(values.map(blankFor) as Values)).compile();
    built.set(engine, query);
    const parameters = query.parameters.map((each) =>
      each instanceof Blank ? valueFor(each, values) : each,
    );
    const { rows } = await db.executeQuery<Row>({ ...query, parameters });
    return rows;
  };
}

function blankFor(value: unknown, index: number): unknown {
  if (!isRow(value)) return new Blank(index);
  return Object.fromEntries(Object.keys(value).map((field) => [field, new Blank(index, field)]));
}

function valueFor({ index, field }: Blank, values: readonly unknown[]): unknown {
  return field === undefined ? values[index] : (values[index] as Record<string, unknown>)[field];
}

function isRow(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

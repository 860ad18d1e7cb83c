/** Queries that are built once and asked again and again: Kysely takes longer to build one than SQLite to answer it. */
import type { Compilable, CompiledQuery } from 'kysely';
import { engineOf, type Engine } from './engine.ts';
import type { Db } from './schema.ts';

/** Stands in a query for a value that it will be asked with, or for what stands in one: `[1, 0, 'id']` for the id of the first row of the second. */
class Blank {
  constructor(readonly path: readonly (number | string)[]) {}
}

/**
 * Returns what asks a query with given values. `build` makes it, once for each engine, of a blank for each value; of a row,
 * which has the same fields each time, of one for each field; and of a list, once for each length that one has, of one for each of
 * its things: `pieces` gives lists of few lengths. All that it may do with a blank is to write it into the query.
 */
export function prepared<Values extends unknown[], Row>(
  build: (db: Db, ...blanks: Values) => Compilable<Row>,
): (db: Db, ...values: Values) => Promise<Row[]> {
  // Not for each database: a transaction is one of its own, and every save has another.
  const built = new Map<string, CompiledQuery<Row>>();
  return async (db, ...values) => {
    const form = formOf(engineOf(db), values);
    const query =
      built.get(form) ?? build(db, ...(values.map((value, i) => blankFor(value, [i])) as Values)).compile();
    built.set(form, query);
    const parameters = query.parameters.map((each) =>
      each instanceof Blank ? valueFor(each, values) : each,
    );
    const { rows } = await db.executeQuery<Row>({ ...query, parameters });
    return rows;
  };
}

/** Returns what a query depends on: the engine, and how long the lists are that it's asked with. */
function formOf(engine: Engine, values: readonly unknown[]): string {
  let form: string = engine;
  for (const value of values) if (Array.isArray(value)) form += ` ${value.length}`;
  return form;
}

function blankFor(value: unknown, path: Blank['path']): unknown {
  if (Array.isArray(value)) return value.map((each, i) => blankFor(each, [...path, i]));
  if (!isRow(value)) return new Blank(path);
  return Object.fromEntries(Object.keys(value).map((field) => [field, new Blank([...path, field])]));
}

function valueFor({ path }: Blank, values: readonly unknown[]): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<number | string, unknown>)[step], values);
}

function isRow(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

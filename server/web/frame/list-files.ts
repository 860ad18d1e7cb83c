/** Lists as files, for those who count: written a page at a time, so that a list of any length is held in memory nowhere. */
import { BYTE_ORDER_MARK, csvRow } from '../../text/csv.ts';
import type { Answer } from './answer.ts';
import type { Visit } from './visit.ts';

export type FileType = 'csv' | 'json';

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' };

/** About what is held in memory of a list that is under way. */
const WEIGHT = 1024 * 1024;

/** What a file says of each row: a name that stands for ever, and what a reader calls it. */
export interface ListColumn<Row> {
  name: string;
  head: string;
  cell: (row: Row) => string | number;
}

/** Answers with a list that comes some rows at a time, a column by each name; a sheet is saved under the list's own. */
export function listFile<Row>(
  visit: Visit,
  type: FileType,
  { name, columns }: { name: string; columns: readonly ListColumn<Row>[] },
  rows: AsyncIterable<readonly Row[]>,
): Answer {
  const pieces = type === 'csv' ? csvOf(visit, columns, rows) : jsonOf(recorded(columns, rows));
  return { type: 'stream', headers: fileHeaders(type, name), weight: WEIGHT, pieces };
}

/** Returns the headers of a list's file. */
export function fileHeaders(type: FileType, name: string): Record<string, string> {
  return {
    'Content-Type': TYPES[type],
    ...(type === 'csv' && { 'Content-Disposition': `attachment; filename="${name}.csv"` }),
  };
}

/** Returns what stands between the cells of a sheet where it's read: a comma is the decimal sign in Danish. */
export function separatorOf({ where }: Visit): ';' | ',' {
  return where.lang === 'da' ? ';' : ',';
}

/** Yields a list as JSON, some records at a time. */
export async function* jsonOf(records: AsyncIterable<readonly object[]>): AsyncGenerator<string> {
  let before = '[';
  for await (const some of records) {
    if (some.length > 0) yield before + some.map((each) => JSON.stringify(each)).join(',\n');
    if (some.length > 0) before = ',\n';
  }
  yield before === '[' ? '[]\n' : ']\n';
}

/** Yields all pages of a list, each from what stands last on the one before. */
export async function* allPages<Row, Key>(
  read: (after: Key | undefined) => Promise<readonly Row[]>,
  keyOf: (last: Row) => Key,
  size: number,
): AsyncGenerator<readonly Row[]> {
  for (let after: Key | undefined; ;) {
    const rows = await read(after);
    yield rows;
    if (rows.length < size) return;
    after = keyOf(rows.at(-1)!);
  }
}

async function* csvOf<Row>(
  visit: Visit,
  columns: readonly ListColumn<Row>[],
  rows: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  const separator = separatorOf(visit);
  const line = (cells: (string | number)[]) => csvRow(cells, separator);
  yield BYTE_ORDER_MARK + line(columns.map(({ head }) => head));
  for await (const some of rows) yield some.map((row) => line(columns.map(({ cell }) => cell(row)))).join('');
}

async function* recorded<Row>(columns: readonly ListColumn<Row>[], rows: AsyncIterable<readonly Row[]>) {
  for await (const some of rows)
    yield some.map((row) => Object.fromEntries(columns.map(({ name, cell }) => [name, cell(row)])));
}

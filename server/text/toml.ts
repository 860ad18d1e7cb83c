/** The part of TOML that people write above a text: strings, numbers, dates, lists and tables. */
import { readTomlPath, readTomlValue, tomlReading, UNSAFE, type TomlReading } from './toml/values.ts';

/** What can be read, and the lines that can't. */
export interface Toml {
  data: Record<string, unknown>;
  unread: string[];
  /** The names that have more than one value in a table, of which the last counts. */
  repeated: string[];
}

type TomlTable = Record<string, unknown>;

const HEADER = /[ \t]*(\[\[?)/y;
const HEADER_ENDS = /[ \t]*(\]\]?)[ \t]*(?:#[^\n]*)?(?=\n|$)/y;
const EQUALS = /[ \t]*=[ \t]*/y;
const LINE_ENDS = /[ \t]*(?:#[^\n]*)?(?=\n|$)/y;

/**
 * Reads TOML; dates stay text, and so do numbers that are written otherwise than one counts. What stands under the name of
 * a table that can't be read is no part of anything else. Never throws.
 */
export function readToml(source: string, most = Infinity): Toml {
  const data: TomlTable = {};
  const unread: string[] = [];
  const repeated = new Set<string>();
  const reading = tomlReading(source.replace(/\r\n/g, '\n'));
  let table: TomlTable | undefined = data;
  let left = most;
  while (reading.at < reading.text.length) {
    const start = reading.at;
    if (reading.take(LINE_ENDS)) reading.at += 1;
    else if (reading.take(HEADER)) {
      reading.at = start;
      table = readHeader(reading, data);
      if (!table) unread.push(restOfLine(reading, start));
      reading.at += 1;
    } else {
      if (!table || left-- <= 0 || !readPair(reading, table, repeated))
        unread.push(restOfLine(reading, start));
      reading.at += 1;
    }
  }
  return { data, unread, repeated: [...repeated] };
}

/** Puts the reading at the end of the line that something begins in, and returns that line from there on. */
function restOfLine(reading: TomlReading, start: number): string {
  const end = reading.text.indexOf('\n', start);
  reading.at = end === -1 ? reading.text.length : end;
  return reading.text.slice(start, reading.at).trimEnd();
}

/** Returns the table that a line names, or the new one of a list of tables. */
function readHeader(reading: TomlReading, data: TomlTable): TomlTable | undefined {
  const opening = reading.take(HEADER)![1]!;
  const path = readTomlPath(reading);
  const closing = path && reading.take(HEADER_ENDS)?.[1];
  if (!path || closing?.length !== opening.length) return undefined;
  const around = tableAt(data, path.slice(0, -1));
  if (!around) return undefined;
  return opening === '[' ? tableAt(around, path.slice(-1)) : oneMore(around, path.at(-1)!);
}

function readPair(reading: TomlReading, table: TomlTable, repeated: Set<string>): boolean {
  const path = readTomlPath(reading);
  if (!path || !reading.take(EQUALS)) return false;
  const value = readTomlValue(reading);
  if (value === undefined || !reading.take(LINE_ENDS)) return false;
  const into = tableAt(table, path.slice(0, -1));
  if (!into || UNSAFE.has(path.at(-1))) return false;
  if (Object.hasOwn(into, path.at(-1)!)) repeated.add(path.at(-1)!);
  into[path.at(-1)!] = value;
  return true;
}

/** Returns the table at a path, made if need be; of a list of tables the last. */
function tableAt(table: TomlTable, path: readonly string[]): TomlTable | undefined {
  let at: TomlTable = table;
  for (const name of path) {
    if (UNSAFE.has(name)) return undefined;
    const known = Object.hasOwn(at, name) ? at[name] : (at[name] = {});
    const next: unknown = Array.isArray(known) ? known.at(-1) : known;
    if (typeof next !== 'object' || next === null || Array.isArray(next)) return undefined;
    at = next as TomlTable;
  }
  return at;
}

function oneMore(table: TomlTable, name: string): TomlTable | undefined {
  if (UNSAFE.has(name)) return undefined;
  const list: unknown = Object.hasOwn(table, name) ? table[name] : (table[name] = []);
  if (!Array.isArray(list)) return undefined;
  const more: TomlTable = {};
  list.push(more);
  return more;
}

/** The part of TOML that people write above a text: strings, numbers, dates, lists and tables. */

/** What can be read, and the lines that can't. */
export interface Toml {
  data: Record<string, unknown>;
  unread: string[];
}

const TABLE = /^\[([\w.-]+)\]$/;
const PAIR = /^(?:"([^"]+)"|'([^']+)'|([\w-]+))[ \t]*=[ \t]*(.*)$/;
/** Names that would reach into a JavaScript object instead of naming a value of it. */
export const UNSAFE: ReadonlySet<unknown> = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads TOML; dates stay text. Never throws. */
export function readToml(source: string): Toml {
  const data: Record<string, unknown> = {};
  const unread: string[] = [];
  let table = data;
  const lines = source.split(/\r?\n/).values();
  for (const line of lines) {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) continue;
    const name = TABLE.exec(text)?.[1];
    const [, quoted, literal, bare, first = ''] = PAIR.exec(text) ?? [];
    const key = quoted ?? literal ?? bare;
    if (name !== undefined && !UNSAFE.has(name)) table = data[name] = {};
    else if (key === undefined || UNSAFE.has(key)) unread.push(line);
    else {
      const whole = wholeValue(first, lines);
      const value = readValue(whole);
      if (value === undefined) unread.push(`${key} = ${whole}`);
      else table[key] = value;
    }
  }
  return { data, unread };
}

/** A list, and a text in three quotes, go on to the line that closes them. */
function wholeValue(first: string, lines: Iterator<string>): string {
  const closer = /^("""|''')/.exec(first)?.[1] ?? (first.startsWith('[') ? ']' : '');
  const isClosed = (line: string) =>
    closer === ']' ? /\][ \t]*(?:#.*)?$/.test(line) : line.trimEnd().endsWith(closer);
  const parts = [first];
  if (closer === '' || isClosed(first.slice(closer === ']' ? 0 : 3))) return first;
  for (let next = lines.next(); !next.done; next = lines.next()) {
    parts.push(next.value);
    if (isClosed(next.value)) break;
  }
  return parts.join('\n');
}

function readValue(text: string): unknown {
  const long = /^(?:"""\n?([^]*)"""|'''\n?([^]*)''')\s*$/.exec(text);
  if (long) return long[1] === undefined ? long[2] : (asJson(`"${escaped(long[1])}"`) ?? long[1]);
  const literal = /^'([^'\n]*)'[ \t]*(?:#.*)?$/.exec(text);
  if (literal) return literal[1];
  const string = /^("(?:[^"\\\n]|\\.)*")[ \t]*(?:#.*)?$/.exec(text);
  if (string) return asJson(string[1]!);
  if (text.startsWith('[')) return asJson(listAsJson(text));
  const plain = text.replace(/(?<![ \t])[ \t]+#.*$/, '').trim();
  if (/^(?:true|false)$/.test(plain)) return plain === 'true';
  if (/^[+-]?\d[\d_]*(?:\.\d+)?$/.test(plain)) return Number(plain.replaceAll('_', ''));
  return /^\d{4}-\d\d-\d\d(?:[T ][\d:.]+)?(?:Z|[+-][\d:]+)?$/.test(plain) ? plain : undefined;
}

/** Strings in single quotes, a comma after the last value and comments are no JSON. */
function listAsJson(text: string): string {
  return text
    .replace(/"(?:[^"\\]|\\.)*"|'[^'\n]*'|#.*/g, (part) => {
      if (part.startsWith('#')) return '';
      return part.startsWith("'") ? JSON.stringify(part.slice(1, -1)) : part;
    })
    .replace(/,\s*\]/g, ']');
}

function escaped(text: string): string {
  return text
    .replace(/\\\n\s*/g, '')
    .replaceAll('\n', '\\n')
    .replace(/(?<!\\)"/g, '\\"');
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The values and the names of TOML. Each sign is read once, and what nothing ends is not looked for again. */

/** A text, and how far it has been read. */
export interface TomlReading {
  readonly text: string;
  at: number;
  /** Takes what matches right here. */
  take(pattern: RegExp): RegExpExecArray | undefined;
  /** Takes all up to the end of the next such sign that no backslash stands before. */
  takeUpTo(sign: string): string | undefined;
}

/** Names that would reach into a JavaScript object instead of naming a value of it. */
export const UNSAFE: ReadonlySet<unknown> = new Set(['__proto__', 'constructor', 'prototype']);

/** Lists in lists, and names in names. */
const DEEPEST = 20;

/** Returns a text of which nothing is read yet. */
export function tomlReading(text: string): TomlReading {
  const absent = new Set<string>();
  return {
    text,
    at: 0,
    take(pattern) {
      pattern.lastIndex = this.at;
      const match = pattern.exec(text) ?? undefined;
      if (match) this.at = pattern.lastIndex;
      return match;
    },
    takeUpTo(sign) {
      if (absent.has(sign)) return undefined;
      const found = END_OF[sign]!;
      found.lastIndex = this.at;
      const match = found.exec(text);
      if (!match) {
        absent.add(sign);
        return undefined;
      }
      this.at = found.lastIndex;
      return match[1]!;
    },
  };
}

const END_OF: Readonly<Record<string, RegExp>> = {
  '"""': /((?:[^"\\]|\\[^]|"(?!""))*)"""/y,
  "'''": /([^]*?)'''/y,
};

const NAME = /[ \t]*(?:([\p{L}\p{N}_-]+)|"([^"\\\n]*)"|'([^'\n]*)')[ \t]*/uy;
const POINT = /\./y;
const SPACE = /(?:\s|#[^\n]*)*/y;
const OPENING = /"""\n?|'''\n?|[[{]/y;
const STRING = /"((?:[^"\\\n]|\\[^\n])*)"/y;
const LITERAL = /'([^'\n]*)'/y;
const COMMA = /,/y;
const EQUALS = /[ \t]*=[ \t]*/y;
const LIST_END = /\]/y;
const TABLE_END = /\}/y;
/** A date may have a space before its time. */
const PLAIN =
  /(?:true|false)(?![\w.-])|[+-]?(?:inf|nan)(?![\w.-])|\d{4}-\d\d-\d\d [\d:.]+(?:Z|[+-][\d:]+)?|[+-]?\d[\w:.+-]*/y;

/** Returns the names that lead to a value, of which most have but one. */
export function readTomlPath(reading: TomlReading): string[] | undefined {
  const path: string[] = [];
  do {
    const name = reading.take(NAME);
    if (!name || path.length === DEEPEST) return undefined;
    path.push(name[1] ?? name[2] ?? name[3]!);
  } while (reading.take(POINT));
  return path;
}

/** Returns the value that stands here; undefined where none can be read. */
export function readTomlValue(reading: TomlReading, depth = 0): unknown {
  const opening = reading.take(OPENING)?.[0].trimEnd();
  if (opening === undefined) return readShort(reading);
  if (opening === '[') return depth < DEEPEST ? readList(reading, depth + 1) : undefined;
  if (opening === '{') return depth < DEEPEST ? readTable(reading, depth + 1) : undefined;
  const long = reading.takeUpTo(opening);
  return opening === '"""' && long !== undefined ? unescaped(long.replace(/\\\n\s*/g, '')) : long;
}

function readShort(reading: TomlReading): string | number | boolean | undefined {
  const literal = reading.take(LITERAL);
  if (literal) return literal[1]!;
  const string = reading.take(STRING);
  if (string) return unescaped(string[1]!);
  const plain = reading.take(PLAIN)?.[0];
  if (plain === 'true' || plain === 'false') return plain === 'true';
  return plain === undefined ? undefined : asCounted(plain);
}

function readList(reading: TomlReading, depth: number): unknown[] | undefined {
  const list: unknown[] = [];
  for (;;) {
    reading.take(SPACE);
    if (reading.take(LIST_END)) return list;
    const value = readTomlValue(reading, depth);
    if (value === undefined) return undefined;
    list.push(value);
    reading.take(SPACE);
    if (!reading.take(COMMA)) return reading.take(LIST_END) && list;
  }
}

function readTable(reading: TomlReading, depth: number): Record<string, unknown> | undefined {
  const pairs: [string, unknown][] = [];
  reading.take(SPACE);
  while (!reading.take(TABLE_END)) {
    const path = readTomlPath(reading);
    const value = path && reading.take(EQUALS) && readTomlValue(reading, depth);
    if (!path || value === undefined || path.some((name) => UNSAFE.has(name))) return undefined;
    pairs.push([path.join('.'), value]);
    reading.take(SPACE);
    if (!reading.take(COMMA)) return reading.take(TABLE_END) && Object.fromEntries(pairs);
    reading.take(SPACE);
  }
  return Object.fromEntries(pairs);
}

const ESCAPED = /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|([^]))/g;
const SIGNS: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\u001B' };

function unescaped(text: string): string {
  return text.replace(ESCAPED, (_, short?: string, long?: string, sign?: string) => {
    const code = Number.parseInt(short ?? long ?? '', 16);
    if (sign !== undefined) return SIGNS[sign] ?? sign;
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  });
}

/** `1.10` isn't 1.1 to whoever wrote it. */
function asCounted(plain: string): number | string {
  const number = Number(plain.replaceAll('_', ''));
  return String(number) === plain.replaceAll('_', '') ? number : plain;
}

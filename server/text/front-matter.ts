/** Front matter: the YAML between `---` lines, or the TOML between `+++` lines, at the start of a Markdown file. */
import { Composer, isScalar, LineCounter, Parser, visit, type CST, type Document, type YAMLMap } from 'yaml';
import { readToml } from './toml.ts';
import { UNSAFE } from './toml/values.ts';

export interface FrontMatter {
  /** What it says; empty when there is none. */
  readonly data: Record<string, unknown>;
  /** The text below the front matter, byte for byte; the whole text when there is none. What can't be read of it stands above. */
  readonly body: string;
  /** The names that it gives more than one value, of which the last counts. */
  readonly repeated?: readonly string[];
  /** Why the front matter can't be read, or not all of it, in English. */
  readonly problem?: string;
}

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n(?:([^]*?)\r?\n)??(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const TOML = /^\uFEFF?\+\+\+[ \t]*\r?\n(?:([^]*?)\r?\n)??\+\+\+[ \t]*(?:\r?\n|$)/;
const BLANK = /^\uFEFF?(?:[ \t]*\r?\n)+(?=(?:---|\+\+\+)[ \t]*\r?\n)/;
const LOOKS_OPEN = /^\uFEFF?---[ \t]*\r?\n(?=[a-z][\w-]*:(?:\s|$))/;
const TOML_LOOKS_OPEN = /^\uFEFF?\+\+\+[ \t]*\r?\n(?=["']?[\p{L}\p{N}_-]+["']?[ \t]*=)/u;
const UNCLOSED_TOML = 'the front matter has no closing +++ line';
const UNCLOSED = 'the front matter has no closing --- line';

/** A line that begins a value. */
const KEY = /^(["']?)([\p{L}\p{N}_][\p{L}\p{N}_.-]*)\1[ \t]*:(?=\s|$)[ \t]*(.*)$/u;
/** A line that goes on with the value above it. */
const GOES_ON = /^(?:[ \t]|- |-$|[\]}])/;

const MAX_LENGTH = 64 * 1024;
const TOO_LONG = `the front matter is longer than ${MAX_LENGTH} characters`;
/** Lists in lists. The composer calls itself for each level and can bring the whole process down when it runs deep. */
const MAX_DEPTH = 20;
/** As many values as anybody writes above a text: each that is broken is read by itself. */
const MOST_VALUES = 1000;
/** How many times an alias may repeat data: enough for people, too few to blow up memory. */
const MAX_ALIASES = 50;

/**
 * Splits a file into its front matter and its body. Of what is broken, and of a block that never ends, as much is read as can
 * be, the rest stays as text, and a `problem` tells; what is too much to read is left out. Plain data only: no custom tags, dates stay text, and of a
 * name that is repeated the last value counts. Never throws.
 */
export function splitFrontMatter(source: string): FrontMatter {
  const blank = BLANK.exec(source)?.[0].length;
  return blank === undefined ? split(source) : splitBehind(blank, source);
}

/** Behind blank lines, which some generators pass over, front matter must be whole to be more than two rules with text between them. */
function splitBehind(blank: number, source: string): FrontMatter {
  const behind = split(source.slice(blank));
  const isWhole = behind.problem === undefined && Object.keys(behind.data).length > 0;
  return isWhole ? behind : { data: {}, body: source };
}

function split(source: string): FrontMatter {
  const toml = TOML.exec(source);
  if (toml) return splitToml(source, toml[0].length, toml[1] ?? '');
  const match = FRONT_MATTER.exec(source);
  if (!match) return splitOpen(source);
  const block = match[1] ?? '';
  const body = source.slice(match[0].length);
  const opening = source.indexOf('\n') + 1;
  try {
    const { data, repeated } = readYaml(block);
    // Two rules with text between them are no front matter.
    if (!isRecord(data)) return { data: {}, body: source };
    return endsInHeading(block) ? salvage(source.slice(opening), '', UNCLOSED) : found(data, body, repeated);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    if (error instanceof TooMuch || problem.startsWith('Excessive')) return { data: {}, body, problem };
    if (
      !block
        .split(/\r?\n[ \t]*\r?\n/)[0]!
        .split(/\r?\n/)
        .some((line) => KEY.test(withoutTabs(line)))
    )
      return { data: {}, body: source };
    const isOpen = textFrom(block.split('\n')) !== undefined;
    return isOpen ? salvage(source.slice(opening), '', UNCLOSED) : salvage(block, body, problem);
  }
}

function found(
  data: FrontMatter['data'],
  body: string,
  repeated: readonly string[],
  problem?: string,
): FrontMatter {
  const told = { ...(repeated.length > 0 && { repeated }), ...(problem !== undefined && { problem }) };
  return { data, body, ...told };
}

function splitOpen(source: string): FrontMatter {
  const toml = TOML_LOOKS_OPEN.exec(source);
  if (toml) return salvageToml(source.slice(toml[0].length));
  const yaml = LOOKS_OPEN.exec(source);
  return yaml ? salvage(source.slice(yaml[0].length), '', UNCLOSED) : { data: {}, body: source };
}

function splitToml(source: string, end: number, block: string): FrontMatter {
  const body = source.slice(end);
  if (block.length > MAX_LENGTH) return { data: {}, body, problem: TOO_LONG };
  const { data, unread, repeated } = readToml(block, MOST_VALUES);
  if (unread.length === 0) return found(data, body, repeated);
  if (Object.keys(data).length === 0) return { data: {}, body: source };
  const problem = `the front matter can’t be read from “${unread[0]!.slice(0, 40)}”`;
  return found(data, withUnread(unread, body), repeated, problem);
}

/** Reads TOML that nothing ends, up to where the text begins: with a heading, or behind a blank line with what is no value and no table. */
function salvageToml(rest: string): FrontMatter {
  const lines = rest.split('\n');
  const end = lines.findIndex((line, at) => {
    const isApart = at > 0 && lines[at - 1]!.trim() === '';
    return isHeading(lines, at, TOML_KEY) || (isApart && /^[^\s#]/.test(line) && !TOML_KEY.test(line));
  });
  const block = end === -1 ? rest : lines.slice(0, end).join('\n');
  const text = rest.slice(block.length).replace(/^\n/, '');
  if (block.length > MAX_LENGTH) return { data: {}, body: rest, problem: UNCLOSED_TOML };
  const { data, unread, repeated } = readToml(block, MOST_VALUES);
  return found(data, withUnread(unread, text), repeated, UNCLOSED_TOML);
}

const TOML_KEY = /^(?:\[{1,2}[^\]]*\]{1,2}\s*(?:#.*)?$|["']?[\p{L}\p{N}_.-]+["']?[ \t]*=)/u;

/** Says whether a line is a heading, which to front matter is a comment: what follows isn't read by any more of it. */
function isHeading(lines: readonly string[], at: number, key: RegExp): boolean {
  if (!/^#{1,6} /.test(lines[at]!)) return false;
  const next = lines.slice(at + 1, at + 1 + NEAR).find((line) => !/^\s*(?:#.*)?$/.test(line));
  return next === undefined || !key.test(next) || /^["']?\p{Lu}/u.test(next);
}

/** So many blank lines and comments are looked through for the next value. */
const NEAR = 20;

/** Reads what can be read of front matter, value by value; where it stops being any, the text begins. */
function salvage(block: string, body: string, problem: string): FrontMatter {
  const lines = block.split('\n');
  const end = textFrom(lines) ?? lines.length;
  const text = end < lines.length ? lines.slice(end).join('\n') : '';
  const data: Record<string, unknown> = {};
  const repeated = new Set<string>();
  const unread: string[] = [];
  let left = MOST_VALUES;
  for (const value of valuesIn(lines.slice(0, end).map((line) => line.replace(/\r$/, '')))) {
    const read = left-- > 0 ? readValue(value) : undefined;
    for (const name of Object.keys(read ?? {})) if (Object.hasOwn(data, name)) repeated.add(name);
    if (read) Object.assign(data, read);
    else unread.push(value.join('\n').trim());
  }
  const kept = unread.filter((each) => each !== '');
  return found(data, withUnread(kept, text + body), [...repeated], problem);
}

function withUnread(unread: readonly string[], body: string): string {
  return unread.length === 0 ? body : `${unread.join('\n')}\n\n${body.replace(/^(?:\r?\n)+/, '')}`;
}

/** Returns the index of the line from which on a block is text: after a blank line it begins none of its values. */
function textFrom(lines: readonly string[]): number | undefined {
  const index = lines.findIndex(
    (line, at) =>
      at > 0 &&
      (isHeading(lines, at, KEY) ||
        (lines[at - 1]!.trim() === '' && !/^(?:\s|$|#)/.test(line) && !isNext(line))),
  );
  return index === -1 ? undefined : index;
}

/** `Se: her` begins a sentence. */
function isNext(line: string): boolean {
  return KEY.test(line) && !/^["']?\p{Lu}/u.test(line);
}

/** To YAML a heading is a comment. */
function endsInHeading(block: string): boolean {
  const lines = block.split('\n');
  const from = textFrom(lines);
  return (
    from !== undefined &&
    from > 1 &&
    lines[from - 1]!.trim() === '' &&
    /^#{1,6} /.test(lines[from]!) &&
    !lines.slice(from).some(isNext)
  );
}

/** Each value with the lines that go on with it; a line that is part of none stands alone. */
function valuesIn(lines: readonly string[]): string[][] {
  const values: string[][] = [];
  let depth = 0;
  for (const line of lines) {
    const last = values.at(-1);
    const begins = beginsTabbed(line, last, depth);
    if (last && KEY.test(last[0]!) && !begins && (line.trim() === '' || GOES_ON.test(line))) last.push(line);
    else if (!line.startsWith('#')) {
      values.push([begins ? withoutTabs(line) : line]);
      depth = tabsOf(line);
    }
  }
  return values;
}

/** YAML knows no tabs before a name: such a line begins a value where the one above it has its own, or stands no less far in. */
function beginsTabbed(line: string, above: readonly string[] | undefined, depth: number): boolean {
  if (tabsOf(line) === 0 || !KEY.test(withoutTabs(line))) return false;
  return KEY.exec(above?.[0] ?? '')?.[3] !== '' || tabsOf(line) <= depth;
}

function tabsOf(line: string): number {
  return line.length - withoutTabs(line).length;
}

function withoutTabs(line: string): string {
  return line.replace(/^\t+/, '');
}

/** What isn't YAML is text when it's on one line, or runs on indented. */
function readValue(lines: readonly string[]): Record<string, unknown> | undefined {
  const [, , key, first = ''] = KEY.exec(lines[0]!) ?? [];
  if (key === undefined || UNSAFE.has(key)) return undefined;
  try {
    const { data } = readYaml(
      lines.map((line) => line.replace(/^\t+/, (tabs) => '  '.repeat(tabs.length))).join('\n'),
    );
    return isRecord(data) ? data : undefined;
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    const rest = lines.slice(1).filter((line) => line.trim() !== '');
    const isList = /^[[{|>]/.test(first) || rest.some((line) => /^\s*(?:- |-$|[\]}])/.test(line));
    if (isList || (first === '' && rest.length > 0)) return undefined;
    return {
      [key]: [first, ...rest]
        .map((line) => line.trim())
        .join(' ')
        .replace(/^(["'])(.*)\1$/, '$2'),
    };
  }
}

/** What is too much to read is no mistake of anybody's. */
class TooMuch extends Error {}

function readYaml(text: string): { data: unknown; repeated: string[] } {
  if (text.length > MAX_LENGTH) throw new TooMuch(TOO_LONG);
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  if (isDeep(tokens)) throw new TooMuch(`the front matter is nested more than ${MAX_DEPTH} deep`);
  const [document] = new Composer({ schema: 'core', uniqueKeys: false, logLevel: 'silent' }).compose(tokens);
  const [error] = document?.errors ?? [];
  if (error) throw new Error(`line ${lines.linePos(error.pos[0]).line + 1}: ${error.message}`);
  const data: unknown = document?.toJS({ maxAliasCount: MAX_ALIASES, reviver: withoutUnsafeKeys }) ?? {};
  return { data, repeated: repeatedIn(document) };
}

/** Returns the names that anything in a document has more than once. */
function repeatedIn(document: Document | undefined): string[] {
  const repeated = new Set<string>();
  const look = (_: unknown, { items }: YAMLMap) => {
    const names = new Set<string>();
    for (const { key } of items) {
      const name = isScalar(key) ? String(key.value) : '';
      if (names.has(name)) repeated.add(name);
      if (name !== '') names.add(name);
    }
  };
  if (document?.contents) visit(document, { Map: look });
  return [...repeated];
}

function withoutUnsafeKeys(key: unknown, value: unknown): unknown {
  return UNSAFE.has(key) ? undefined : value;
}

function isDeep(tokens: readonly CST.Token[]): boolean {
  let level = tokens;
  for (let depth = 0; level.length > 0 && depth <= MAX_DEPTH; depth += 1) level = level.flatMap(childrenOf);
  return level.length > 0;
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value].flatMap((child) => child ?? []));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

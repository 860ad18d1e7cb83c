/** Front matter: the YAML between `---` lines at the very start of a Markdown file. */
import { Composer, LineCounter, Parser, type CST } from 'yaml';

export interface FrontMatter {
  /** What the YAML says; empty when there is none. */
  readonly data: Record<string, unknown>;
  /** The text below the front matter, byte for byte; the whole text when there is none. */
  readonly body: string;
  /** Why the front matter can't be read, in English. */
  readonly problem?: string;
}

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n(?:([^]*?)\r?\n)??(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const LOOKS_OPEN = /^\uFEFF?---[ \t]*\r?\n[\w-]+:(?:\s|$)/;

const MAX_LENGTH = 64 * 1024;
/** Lists in lists. The composer calls itself for each level and can bring the whole process down when it runs deep. */
const MAX_DEPTH = 20;
/** How many times an alias may repeat data: enough for people, too few to blow up memory. */
const MAX_ALIASES = 50;

/** Names that would reach into a JavaScript object instead of naming a value of it. */
const UNSAFE_KEYS: ReadonlySet<unknown> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Splits a file into its front matter and its body. Broken YAML gives no data but a `problem`, and the body is still
 * returned, without the block where its end can be seen. Plain data only: no custom tags, dates stay text, and of a
 * name that is repeated the last value counts. Never throws.
 */
export function splitFrontMatter(source: string): FrontMatter {
  const match = FRONT_MATTER.exec(source);
  if (!match) {
    const open = LOOKS_OPEN.test(source);
    return { data: {}, body: source, ...(open && { problem: 'the front matter has no closing --- line' }) };
  }
  const body = source.slice(match[0].length);
  try {
    const data = readYaml(match[1] ?? '');
    // Two rules with text between them are no front matter.
    return isRecord(data) ? { data, body } : { data: {}, body: source };
  } catch (error) {
    return { data: {}, body, problem: error instanceof Error ? error.message : String(error) };
  }
}

function readYaml(text: string): unknown {
  if (text.length > MAX_LENGTH) throw new Error(`the front matter is longer than ${MAX_LENGTH} characters`);
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  if (isDeep(tokens)) throw new Error(`the front matter is nested more than ${MAX_DEPTH} deep`);
  const [document] = new Composer({ schema: 'core', uniqueKeys: false, logLevel: 'silent' }).compose(tokens);
  const [error] = document?.errors ?? [];
  if (error) throw new Error(`line ${lines.linePos(error.pos[0]).line + 1}: ${error.message}`);
  return document?.toJS({ maxAliasCount: MAX_ALIASES, reviver: withoutUnsafeKeys }) ?? {};
}

function withoutUnsafeKeys(key: unknown, value: unknown): unknown {
  return UNSAFE_KEYS.has(key) ? undefined : value;
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

/** No text makes a pattern of ours take time that grows with the square of its length: nobody holds the wiki up with one. */
import { createContext, runInContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import ts from 'typescript';
import { filesIn, read } from '../support/files.ts';

const LENGTH = 50_000;
/** A quarter of a text takes a quarter of the time, or a sixteenth if the time grows with the square. */
const [QUARTER, MOST] = [LENGTH / 4, 8];
/** In milliseconds of processor time: what takes less says nothing of how it grows. */
const LEAST = 40;
/** In milliseconds: what takes more is slow, however it grows. */
const TOO_LONG = 2000;

interface Pattern {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

/** Returns the patterns that stand in a source as literals. */
function literalsIn(file: string, text: string): Pattern[] {
  const found: Pattern[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return found;
}

/** Returns the patterns that modules put together as they're loaded. */
async function builtBy(files: readonly string[]): Promise<Pattern[]> {
  const found: Pattern[] = [];
  const Own = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Own, {
    construct(target, [source, flags]: [string, string?]) {
      const pattern = new target(source, flags);
      const caller = new Error().stack!.split('\n')[2]!;
      const file = /\/(server\/[\w/.-]+)/.exec(caller)?.[1];
      if (file && !caller.includes('node_modules'))
        found.push({ file, source: pattern.source, flags: pattern.flags });
      return pattern;
    },
  });
  try {
    for (const file of files) await import(`../../${file}`);
  } finally {
    globalThis.RegExp = Own;
  }
  return found;
}

/** Yields texts that are nothing but what a pattern looks for, over and over, and end otherwise. */
function* textsAgainst(source: string, length: number): Generator<string> {
  const bare = source.replace(/\\[pP]\{[^}]*\}|\\[a-zA-Z]/g, '');
  const signs = [...new Set(['a', '1', ' ', '\n', '.', ...bare.replace(/[()|?+[\]{}^$]/g, '')])].slice(0, 14);
  const escaped = Array.from(source.matchAll(/\\([^a-zA-Z\d])/g), ([, sign]) => sign!);
  const words = [...new Set(source.match(/[a-zA-Z:/<>&;#@.-]{2,}/g))].slice(0, 4);
  const pieces = [...new Set([...signs, ...escaped, ...words])];
  const fill = (piece: string, size = length) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
  for (const [i, piece] of pieces.entries()) {
    yield fill(piece) + '\u{1}';
    yield fill('a', length / 2) + fill(piece, length / 2);
    yield fill(`${piece}a`);
    yield fill(piece + pieces[(i + 1) % pieces.length]!);
  }
}

const limited = createContext({});

/** Returns the processor time of a look through a text; infinite when it was still under way after what is too long. */
function costOf({ source, flags }: Pattern, text: string): number {
  const pattern = new RegExp(source, flags);
  limited.look = () => (pattern.global ? text.replace(pattern, '') : pattern.test(text));
  const start = process.cpuUsage();
  try {
    runInContext('look()', limited, { timeout: TOO_LONG });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return Infinity;
    throw error;
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Returns a text of which a pattern takes more than its share of time, as it begins; undefined when there's none. */
function textAgainst(pattern: Pattern): string | undefined {
  const quarters = textsAgainst(pattern.source, QUARTER);
  for (const text of textsAgainst(pattern.source, LENGTH)) {
    const quarter: string = quarters.next().value;
    const grows = () => {
      const cost = costOf(pattern, text);
      return cost === Infinity || (cost > LEAST && cost > MOST * costOf(pattern, quarter));
    };
    // Whatever else the machine does may make one of them slow, but not each time.
    if (grows() && grows() && grows()) return `${text.slice(0, 12)}…${text.slice(-4)}`;
  }
  return undefined;
}

test('a pattern whose time grows with the square of a text is found', () => {
  const [pattern] = literalsIn('a.ts', String.raw`const blank = /\s+$/;`);
  expect(pattern).toEqual({ file: 'a.ts', source: String.raw`\s+$`, flags: '' });
  expect(textAgainst(pattern!)).toBeDefined();
  expect(textAgainst({ ...pattern!, source: String.raw`(?<!\s)\s+$` })).toBeUndefined();
});

test('so is one that would take longer than anybody waits', () => {
  expect(textAgainst({ file: 'a.ts', source: String.raw`(?:a+)+$`, flags: '' })).toBeDefined();
});

test('of the server’s and the browser’s patterns none is', async () => {
  const files = [...filesIn('server', '.ts'), ...filesIn('static', '.js')];
  const literals = files.flatMap((file) => literalsIn(file, read(file)));
  expect(literals.length).toBeGreaterThan(250);
  const modules = filesIn('server', '.ts').filter(
    (file) => !/^server\/(?:cli\/|main\.ts)|\.d\.ts$/.test(file),
  );
  const built = await builtBy(modules);
  expect(built.map(({ file }) => file)).toContain('server/text/attribution/tokens.ts');
  const all = new Map(
    [...literals, ...built].map((pattern) => [`/${pattern.source}/${pattern.flags}`, pattern]),
  );
  const slow = [...all].flatMap(([written, pattern]) => {
    const text = textAgainst(pattern);
    return text === undefined ? [] : [`${pattern.file}: ${written} of ${JSON.stringify(text)}`];
  });
  expect(slow).toEqual([]);
}, 180_000);

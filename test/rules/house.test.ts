/** Rules of the house that would decay if they lived in prose only. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { filesIn, read, topLevel } from '../support/files.ts';

/** Files that may be longer than 300 lines, each with its reason. */
const long: Record<string, string> = {};

test('no file of the server is longer than 300 lines without a reason', () => {
  const files = filesIn('server', '.ts');
  expect(files).toContain('server/text/slug.ts');
  const lines = (path: string) => read(path).trimEnd().split('\n').length;
  expect(files.filter((path) => lines(path) > 300)).toEqual(Object.keys(long).sort());
});

test('no two types of the server have one name', () => {
  const files = filesIn('server', '.ts');
  const declared = files.flatMap((path) =>
    [...read(path).matchAll(/^(?:export )?(?:interface|type|class) (\w+)/gm)].map(([, name]) => name!),
  );
  expect(declared).toEqual(expect.arrayContaining(['Visit', 'Byline', 'DiffRow']));
  expect(declared.filter((name, i) => declared.indexOf(name) < i)).toEqual([]);
});

test.each(['wiki', 'text', 'kinds', 'web', 'db', 'cli'])(
  'each file of %s/ opens by saying what lives there',
  (room) => {
    const files = filesIn(`server/${room}`, '.ts');
    expect(files).not.toEqual([]);
    expect(files.filter((path) => !/^\/\*\*\s/.test(read(path)))).toEqual([]);
  },
);

test('the top level holds what the plan of the house names, dot files, and what git leaves out', () => {
  const folders = ['server', 'views', 'migrations', 'static', 'test'];
  const files = ['package.json', 'package-lock.json', 'tsconfig.json', 'README.md', 'LICENSE'];
  const unkept = ['node_modules', 'dist', 'data'];
  const others = topLevel().filter((name) => ![...folders, ...files, ...unkept].includes(name));
  expect(others.filter((name) => !name.startsWith('.'))).toEqual([]);
  expect(topLevel()).toEqual(expect.arrayContaining([...folders, 'package.json']));
});

test('a build says that it takes a while before it begins, where nothing is built yet, and only there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const folder = mkdtempSync(join(tmpdir(), 'house-test-'));
  const told = () => {
    const { stdout, stderr, status } = spawnSync('sh', ['-c', scripts['prebuild']!], { cwd: folder });
    return [status, stdout.toString(), stderr.toString()];
  };
  // What is on standard output is what was asked for, such as a checkpoint.
  expect(told()).toEqual([
    0,
    '',
    expect.stringMatching(/^Building the wiki, which takes a minute or so .*\n$/),
  ]);
  mkdirSync(join(folder, 'dist/server'), { recursive: true });
  writeFileSync(join(folder, 'dist/server/main.js'), '');
  expect(told()).toEqual([0, '', '']);
  rmSync(folder, { recursive: true });
});

/** The files that an import line of a file names, its types' too. */
function importsOf(path: string): string[] {
  const lines = read(path).matchAll(/\bimport\s(?:[^;'"]*\sfrom\s)?'(\.[^']+)';/g);
  return Array.from(lines, ([, target]) => posix.join(posix.dirname(path), target!));
}

test('every file of wiki/ has a test that speaks to it', () => {
  const tests = filesIn('test', '.test.ts');
  const spokenTo = new Set(tests.flatMap(importsOf));
  expect(importsOf('test/rules/house.test.ts')).toEqual(['test/support/files.ts']);
  expect(spokenTo).toContain('server/wiki/policy.ts');
  expect(filesIn('server/wiki', '.ts').filter((path) => !spokenTo.has(path))).toEqual([]);
});

test('what holds of ASVS names each requirement once, and files that are there', () => {
  const table = read('server/deploy/asvs.md');
  const rows = table.split('\n').filter((line) => /^\| \d/.test(line));
  const named = rows.flatMap((row) => row.split('|')[1]!.match(/\d+\.\d+\.\d+/g) ?? []);
  // As many as the standard has of levels 1 and 2.
  expect([named.length, new Set(named).size]).toEqual([253, 253]);
  for (const row of rows) expect(row.split('|')[2]).toMatch(/^ (Held|Not held|Yours|None here) $/);
  const files = [...new Set(table.match(/(?:server|test)\/[\w/-]+\.(?:test\.)?(?:ts|md)/g))];
  expect(files.length).toBeGreaterThan(50);
  const there = new Set([...filesIn('server', '.ts', '.md'), ...filesIn('test', '.ts')]);
  expect(files.filter((path) => !there.has(path))).toEqual([]);
});

/** The rooms of the house and the arrows between them, read from the import lines of every file. */
import { posix } from 'node:path';
import { filesIn, read } from '../support/files.ts';

/**
 * What each room may import. A room is a folder of server/, a file that stands alone there, or one of the folders
 * beside server/; "opening" is what in db/ treats a database as a whole, "files" what knows files alone, "frozen" is db/frozen/. `type x` allows x's types only.
 * Every room of server/ may import itself, errors and per.
 */
const arrows: Record<string, string[]> = {
  // main must be read in no time, so that signals hold from the first line on: start is what reads the rest.
  main: ['stopping', 'start'],
  start: [
    'app',
    'mail',
    'wiki',
    'config',
    'context',
    'opening',
    'chores',
    'listening',
    'stopping',
    'warnings',
    'news',
  ],
  news: ['wiki', 'repeating', 'type context'],
  repeating: ['type context'],
  chores: ['wiki', 'type context'],
  app: ['web', 'api', 'text', 'type context', 'project-folder'],
  listening: ['web'],
  web: ['wiki', 'kinds', 'text', 'locales', 'type context', 'type providers', 'project-folder'],
  config: ['providers', 'setting-types'],
  providers: ['setting-types', 'type wiki'],
  'setting-types': ['text'],
  mail: ['wiki', 'text', 'locales', 'repeating', 'type config', 'type context', 'type kinds'],
  locales: ['type kinds'],
  api: ['wiki', 'kinds', 'text', 'type context'],
  cli: [
    'wiki',
    'kinds',
    'text',
    'locales',
    'starter',
    'config',
    'context',
    'opening',
    'files',
    'project-folder',
  ],
  wiki: ['db', 'files', 'kinds', 'text', 'starter'],
  context: ['config', 'opening', 'db', 'log'],
  warnings: ['type context'],
  opening: ['db', 'migrations', 'files', 'type config'],
  starter: ['project-folder'],
  migrations: ['frozen'],
};

/**
 * Whom the subjects of a layer may import: its folders, and the files that stand alone in it. What a row names is taken, and
 * what it doesn't name is forbidden.
 */
const subjects: Record<string, Record<string, string[]>> = {
  'server/wiki': {
    acts: [],
    policy: ['acts'],
    cpr: [],
    history: ['acts', 'policy'],
    credit: ['history', 'policy'],
    copies: ['credit', 'history'],
    record: ['copies', 'history', 'acts', 'policy', 'cpr'],
    upkeep: ['copies', 'history'],
    mail: ['history', 'cpr', 'upkeep'],
    people: ['mail', 'record', 'copies', 'history', 'policy', 'upkeep'],
    articles: ['people', 'record', 'history', 'policy', 'cpr'],
    finding: ['articles', 'people', 'talk', 'copies', 'history'],
    figures: ['record', 'history'],
    links: ['articles', 'copies', 'history', 'policy'],
    following: [
      ...['articles', 'people', 'finding', 'credit', 'mail', 'talk', 'record'],
      ...['history', 'acts', 'policy', 'upkeep'],
    ],
    moderation: [
      ...['articles', 'people', 'erasure', 'mail', 'talk', 'record'],
      ...['history', 'acts', 'policy', 'cpr'],
    ],
    reports: ['people', 'talk', 'record', 'history', 'policy', 'cpr', 'upkeep'],
    talk: ['articles', 'people', 'record', 'copies', 'history', 'policy', 'cpr'],
    topics: ['articles', 'finding', 'people', 'record', 'copies', 'history'],
    setup: ['articles', 'people', 'record', 'history', 'policy', 'upkeep'],
    exchange: ['articles', 'people', 'record', 'history', 'upkeep'],
    erasure: ['articles', 'exchange', 'people', 'reports', 'record', 'copies', 'credit', 'history', 'acts'],
    proof: ['articles', 'copies', 'credit', 'history', 'acts', 'upkeep'],
  },
  'server/web': {
    wire: [],
    frame: ['wire'],
    showing: ['frame'],
    articles: ['showing', 'frame', 'wire'],
    following: ['showing', 'frame', 'wire'],
    finding: ['showing', 'frame'],
    history: ['articles', 'showing', 'frame'],
    credit: ['articles', 'history', 'showing', 'frame'],
    links: ['articles', 'showing', 'frame', 'wire'],
    people: ['showing', 'frame', 'wire'],
    moderation: ['articles', 'showing', 'frame', 'wire'],
    reports: ['articles', 'showing', 'frame', 'wire'],
    talk: ['articles', 'showing', 'frame', 'wire'],
    topics: ['showing', 'frame', 'wire'],
    proof: ['frame'],
    law: ['frame'],
    figures: ['frame', 'wire'],
    doors: [
      'articles',
      'figures',
      'finding',
      'following',
      'credit',
      'history',
      'links',
      'people',
      'moderation',
      'reports',
      'talk',
      'topics',
      'proof',
      'law',
      'frame',
    ],
  },
};

/** Packages that only some rooms may import. */
const packages = [
  { names: ['kysely', 'pg', 'better-sqlite3'], rooms: ['wiki', 'db', 'opening', 'frozen', 'migrations'] },
  {
    names: ['express', 'express-session', 'ejs', 'helmet', 'passport', 'openid-client'],
    rooms: ['main', 'app', 'web', 'api'],
  },
];

/** Rooms of pure functions, and what they would need for I/O. */
const pure = {
  rooms: ['text', 'kinds'],
  not: ['node:fs', 'node:net', 'node:http', 'node:https', 'node:child_process'],
};

interface Import {
  from: string;
  to: string;
  typeOnly?: boolean;
}

const names = String.raw`(?:[\w$]+\s*,?\s*)?(?:\{[^}]*\}|\*(?:\s+as\s+[\w$]+)?)?\s*from\s+`;
const importLine = new RegExp(
  String.raw`^(?:import|export)\s+(type\s+)?(?:${names})?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]`,
  'gm',
);

const files = [
  ...filesIn('server', '.ts'),
  ...filesIn('migrations', '.ts'),
  ...filesIn('static', '.js', '.ts'),
];
const imports = files.flatMap((path) => importsOf(path, read(path)));

test('every import follows the arrows of the house', () => {
  expect(imports).toContainEqual({ from: 'server/db/schema.ts', to: 'kysely', typeOnly: true });
  expect(forbidden(imports)).toEqual([]);
});

test.each(Object.entries(subjects))(
  'in %s/ every subject imports whom its row names, and no others',
  (layer, rows) => {
    expect(beyond(layer, rows, imports)).toEqual([]);
    const taken = new Set(imports.map((one) => arrowIn(layer, one)));
    const named = Object.entries(rows).flatMap(([from, whom]) => whom.map((to) => `${from} → ${to}`));
    expect(named.filter((arrow) => !taken.has(arrow))).toEqual([]);
    expect(Object.keys(rows).sort()).toEqual(subjectsIn(layer));
  },
);

test('a subject that imports another than its row names is caught', () => {
  const wrong = { from: 'server/wiki/history/acts.ts', to: 'server/wiki/record.ts' };
  const right = { from: 'server/wiki/record.ts', to: 'server/wiki/history/acts.ts' };
  const elsewhere = { from: 'server/wiki/history/acts.ts', to: 'server/db/schema.ts' };
  expect(beyond('server/wiki', subjects['server/wiki']!, [wrong, right, elsewhere])).toEqual([
    'server/wiki/history/acts.ts → server/wiki/record.ts',
  ]);
});

test('no file imports itself, by whatever way round', () => {
  expect(circlesIn(imports)).toEqual([]);
  const arrow = (from: string, to: string) => ({ from, to });
  expect(circlesIn([arrow('a', 'b'), arrow('b', 'c'), arrow('c', 'b'), arrow('c', 'd')])).toEqual([
    'b → c → b',
  ]);
});

test('an import is read in every form that it takes', () => {
  const source = `
import './side-effect.ts';
import places from '../kinds/places.json' with { type: 'json' };
import express, {
  type Request,
  type Response,
} from 'express';
import * as all from './all.ts';
import type { Db } from '../db/schema.ts';
export { slugOf } from '../text/slug.ts';
export type { Kind } from '../kinds/kind.ts';
export * from './star.ts';
export const later = () => import('../wiki/later.ts');
 * import of a comment from 'nowhere';
`;
  expect(importsOf('server/web/door.ts', source)).toEqual([
    { from: 'server/web/door.ts', to: 'server/web/side-effect.ts', typeOnly: false },
    { from: 'server/web/door.ts', to: 'server/kinds/places.json', typeOnly: false },
    { from: 'server/web/door.ts', to: 'express', typeOnly: false },
    { from: 'server/web/door.ts', to: 'server/web/all.ts', typeOnly: false },
    { from: 'server/web/door.ts', to: 'server/db/schema.ts', typeOnly: true },
    { from: 'server/web/door.ts', to: 'server/text/slug.ts', typeOnly: false },
    { from: 'server/web/door.ts', to: 'server/kinds/kind.ts', typeOnly: true },
    { from: 'server/web/door.ts', to: 'server/web/star.ts', typeOnly: false },
    { from: 'server/web/door.ts', to: 'server/wiki/later.ts', typeOnly: false },
  ]);
});

test.each<Import>([
  { from: 'server/main.ts', to: 'server/app.ts' },
  { from: 'server/web/articles/article.ts', to: 'server/db/schema.ts' },
  { from: 'server/web/articles/article.ts', to: 'server/db/schema.ts', typeOnly: true },
  { from: 'server/web/articles/article.ts', to: 'server/api/articles.ts' },
  { from: 'server/web/articles/article.ts', to: 'server/context.ts' },
  { from: 'server/web/articles/article.ts', to: 'server/config.ts' },
  { from: 'server/web/articles/article.ts', to: 'kysely' },
  { from: 'server/api/articles.ts', to: 'server/web/frame/guard.ts' },
  { from: 'server/cli/demo.ts', to: 'server/web/frame/guard.ts' },
  { from: 'server/wiki/articles/articles.ts', to: 'server/web/articles/article.ts' },
  { from: 'server/wiki/articles/articles.ts', to: 'server/context.ts', typeOnly: true },
  { from: 'server/wiki/articles/articles.ts', to: 'server/db/open.ts' },
  { from: 'server/wiki/articles/articles.ts', to: 'express', typeOnly: true },
  { from: 'server/wiki/articles/articles.ts', to: 'test/support/people.ts' },
  { from: 'server/db/schema.ts', to: 'server/wiki/articles/articles.ts' },
  { from: 'server/text/slug.ts', to: 'server/kinds/kind.ts', typeOnly: true },
  { from: 'server/text/slug.ts', to: 'node:fs/promises' },
  { from: 'server/kinds/kind.ts', to: 'server/text/slug.ts' },
  { from: 'server/kinds/kind.ts', to: 'better-sqlite3' },
  { from: 'server/attic/new.ts', to: 'server/wiki/articles/articles.ts' },
  { from: 'migrations/001-first.ts', to: 'server/errors.ts' },
  { from: 'migrations/001-first.ts', to: 'server/db/schema.ts', typeOnly: true },
  { from: 'static/diff.js', to: 'server/text/diff.ts' },
])('an arrow against the house is caught: $from → $to', (arrow) => {
  expect(forbidden([arrow])).toEqual([`${arrow.from} → ${arrow.to}`]);
});

test.each<Import>([
  { from: 'server/main.ts', to: 'server/start.ts' },
  { from: 'server/start.ts', to: 'server/app.ts' },
  { from: 'server/start.ts', to: 'server/db/migrate.ts' },
  { from: 'server/app.ts', to: 'server/web/doors.ts' },
  { from: 'server/app.ts', to: 'express/lib/router' },
  { from: 'server/web/articles/article.ts', to: 'server/wiki/articles/articles.ts' },
  { from: 'server/web/articles/article.ts', to: 'server/web/frame/guard.ts' },
  { from: 'server/web/articles/article.ts', to: 'server/text/slug.ts' },
  { from: 'server/web/articles/article.ts', to: 'server/context.ts', typeOnly: true },
  { from: 'server/cli/wiki.ts', to: 'server/context.ts' },
  { from: 'server/wiki/articles/articles.ts', to: 'server/db/schema.ts' },
  { from: 'server/wiki/articles/articles.ts', to: 'kysely' },
  { from: 'server/db/open.ts', to: 'pg' },
  { from: 'server/text/markdown.ts', to: 'markdown-it' },
  { from: 'server/kinds/fields.ts', to: 'node:util' },
  { from: 'server/kinds/fields.ts', to: 'server/errors.ts' },
  { from: 'migrations/002-next.ts', to: 'server/db/frozen/triggers.ts' },
  { from: 'static/diff.js', to: 'static/keys.js' },
])('an arrow along the house passes: $from → $to', (arrow) => {
  expect(forbidden([arrow])).toEqual([]);
});

function forbidden(imports: Import[]): string[] {
  return imports.filter((one) => !isAllowed(one)).map(({ from, to }) => `${from} → ${to}`);
}

function isAllowed({ from, to, typeOnly }: Import): boolean {
  const room = roomOf(from);
  if (!isFile(to)) {
    const impure = pure.rooms.includes(room) && pure.not.some((name) => isOf(name, to));
    return (
      !impure &&
      packages.every(({ names, rooms }) => rooms.includes(room) || !names.some((name) => isOf(name, to)))
    );
  }
  const target = roomOf(to);
  const allowed = arrows[room] ?? [];
  return (
    target === room ||
    (['errors', 'per'].includes(target) && from.startsWith('server/')) ||
    allowed.includes(target) ||
    (typeOnly === true && allowed.includes(`type ${target}`))
  );
}

/** Returns the imports between subjects of a layer that no row of its table names. */
function beyond(layer: string, rows: Record<string, string[]>, all: readonly Import[]): string[] {
  const isNamed = (one: Import) => {
    const [from, to] = [subjectOf(layer, one.from), subjectOf(layer, one.to)];
    return !from || !to || from === to || rows[from]?.includes(to);
  };
  return all.filter((one) => !isNamed(one)).map(({ from, to }) => `${from} → ${to}`);
}

function arrowIn(layer: string, { from, to }: Import): string {
  return `${subjectOf(layer, from)} → ${subjectOf(layer, to)}`;
}

/** Returns the subject of a layer that a file belongs to: its folder in it, or its own name. */
function subjectOf(layer: string, path: string): string | undefined {
  if (!path.startsWith(`${layer}/`)) return undefined;
  return path
    .slice(layer.length + 1)
    .split('/')[0]!
    .replace(/\.ts$/, '');
}

function subjectsIn(layer: string): string[] {
  return [...new Set(filesIn(layer, '.ts').map((path) => subjectOf(layer, path)!))].sort();
}

/** Returns the ways on which files import themselves, one for each file that closes one. */
function circlesIn(arrows: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of arrows) next.set(from, [...(next.get(from) ?? []), to]);
  const [done, way, circles]: [Set<string>, string[], string[]] = [new Set(), [], []];
  const walk = (file: string): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
    if (done.has(file) || way.includes(file)) return;
    way.push(file);
    for (const to of next.get(file) ?? []) walk(to);
    way.pop();
    done.add(file);
  };
  for (const file of next.keys()) walk(file);
  return circles;
}

function isFile(to: string): boolean {
  return /^(server|migrations|static|test)\//.test(to);
}

function isOf(name: string, specifier: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`);
}

function roomOf(path: string): string {
  const [top, room] = path.split('/') as [string, string];
  if (top !== 'server') return top;
  if (path === 'server/db/files.ts' || path === 'server/db/backup/file.ts') return 'files';
  if (/^server\/db\/((open|migrate|there|told)\.ts|backup\/)/.test(path)) return 'opening';
  if (path.startsWith('server/db/frozen/')) return 'frozen';
  return room.replace(/\.ts$/, '');
}

function importsOf(from: string, source: string): Import[] {
  return [...source.matchAll(importLine)].map(([, type, line, call]) => {
    const specifier = (line ?? call)!;
    const to = specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : specifier;
    return { from, to, typeOnly: type !== undefined };
  });
}

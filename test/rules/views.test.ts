/** A page's view is told what it takes, a handler takes a visit, and HTML stands in views. */
import { join } from 'node:path';
import { filesIn, read } from '../support/files.ts';

/** What is no page: what stands around every page, a feed, and a list for machines. */
const OTHERS = [
  ...['frame/layout', 'law/sitemap.xml'],
  ...['history/changes.atom', 'history/log.atom', 'talk/talk.atom', 'finding/search.atom'],
];

test('every view that is a page stands in a map of what views take, once', () => {
  const maps = filesIn('server/web', '/views.ts');
  expect(maps).toContain('server/web/articles/views.ts');
  const named = maps.flatMap((path) =>
    [...read(path).matchAll(/^ {2}'([\w/-]+)':/gm)].map(([, name]) => name!),
  );
  const pages = filesIn('views', '.ejs')
    .map((path) => path.replace(/^views\/|\.ejs$/g, ''))
    .filter((name) => name.split('/').length === 2 && !OTHERS.includes(name));
  expect(named.sort()).toEqual(pages.sort());
});

test('every part that a view includes stands where it looks for it', () => {
  const views = filesIn('views', '.ejs');
  const included = views.flatMap((path) =>
    [...read(path).matchAll(/include\('([^']+)'(?! \+)/g)].map(
      ([, name]) => `${join(path, '..', name!)}.ejs`,
    ),
  );
  expect(included).toContain('views/frame/parts/pieces.ejs');
  expect(included.filter((path) => !views.includes(path))).toEqual([]);
});

test('a handler takes the visit, and no request, response and context', () => {
  const files = filesIn('server/web', '.ts').filter((path) => !/^server\/web\/(?:frame|wire)\//.test(path));
  expect(files).toContain('server/web/people/sign-in.ts');
  const express =
    /from 'express|: Context[,)]|\.redirect\(|response\.(?:send|json|end|status|set|attachment)\(/;
  expect(files.filter((path) => express.test(read(path)))).toEqual([]);
  expect(read('server/web/frame/sending.ts')).toMatch(express);
});

test('no HTML is written in TypeScript but what tells a time', () => {
  const files = [...filesIn('server/web', '.ts'), ...filesIn('server/locales', '.ts')];
  const html = /['"`]<\/?[a-z]/;
  expect(files.filter((path) => html.test(read(path)))).toEqual(['server/locales/formats.ts']);
});

test('a page reads texts as its reader is shown them, and not as they are stored', () => {
  const files = filesIn('server/web', '.ts');
  const stored = /import \{([^}]*)\} from '[./]*wiki\/history\/contents\.ts'/g;
  const taken = files.flatMap((path) => [...read(path).matchAll(stored)].map(([, names]) => names!.trim()));
  expect(new Set(taken)).toEqual(new Set(['unlessErased']));
  const shown = /from '[./]*wiki\/history\/reading\.ts'/;
  expect(files.filter((path) => shown.test(read(path)))).toContain('server/web/articles/source.ts');
});

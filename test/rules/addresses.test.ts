/** A wiki may lie under a path of its host: then an address written by hand leads out of it. */
import { filesIn, read } from '../support/files.ts';

const views = filesIn('views', '.ejs');
const handlers = filesIn('server/web', '.ts');

/** What a view may not hold: an attribute, or a part of a script in it, that begins an address by hand. */
const BY_HAND = /\b(?:href|src|action|formaction|poster|srcset|content)=(?:"\/|'\/|"<%[-=] *['"`]\/)/;
const BARE = /\b(?:href|src|action|next|older|newest|previous): *['"`]\//;

const broken = (paths: string[], pattern: RegExp) =>
  paths.flatMap((path) => (read(path).match(pattern) ? [path] : []));

test('no view writes an address but by href, articleHref or asset', () => {
  expect(views).toContain('views/frame/layout.ejs');
  expect(broken(views, BY_HAND)).toEqual([]);
  expect(broken(views, BARE)).toEqual([]);
  for (const wrong of ['<a href="/people">', `<form action="<%= '/login' %>">`])
    expect(wrong).toMatch(BY_HAND);
  expect("{ next: '/people' }").toMatch(BARE);
});

test('no handler gives a view an address that it made by hand, or answers with one', () => {
  expect(broken(handlers, BARE)).toEqual([]);
  const redirecting = (path: string) => /\.redirect\(|\.location\(|['"]Location['"]/.test(read(path));
  expect(handlers.filter(redirecting)).toEqual(['server/web/frame/sending.ts']);
  const local = /['"`]\/(?:en|static)(?:\/|['"`])/;
  expect(handlers.filter((path) => local.test(read(path)))).toEqual(['server/web/frame/render.ts']);
});

test('no script, stylesheet or image of ours names an address from the root', () => {
  const files = filesIn('static', '.js', '.scss', '.svg');
  expect(files).toContain('static/copy.js');
  const absolute = /url\(["']?\/|(?:fetch|import|open|assign|replace|URL)\(\s*['"`]\/|href\s*=\s*['"`]\//;
  expect(broken(files, absolute)).toEqual([]);
  expect('url("/fonts/x.woff2")').toMatch(absolute);
});

/** What the README and the pages that it leads to tell: that each link leads somewhere, and each list names all that there is. */
import { expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { kinds } from '../../server/kinds/index.ts';
import { DEFAULT_LICENCE, licenceCodes } from '../../server/kinds/licences.ts';
import { filesIn, read } from '../support/files.ts';

/** The pages about the wiki; what else is Markdown is an article, or a text for tests. */
const pages = ['README.md', ...filesIn('server', '.md'), ...filesIn('test', '.md')].filter(
  (path) => !/\/(?:starter|stories|library)\//.test(path),
);

/** A page without its examples of code, in which a bracket is no link and a `#` no heading. */
const proseOf = (path: string) =>
  read(path)
    .replace(/^```[^]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));

/** The anchors of a page: of its headings, as GitHub makes them. */
const anchorsOf = (path: string) =>
  Array.from(proseOf(path).matchAll(/^#+ (.+)$/gm), ([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- _]/gu, '')
      .replaceAll(' ', '-'),
  );

test.each(pages)('each link of %s leads to a file, and a heading, that is there', (page) => {
  const links = Array.from(proseOf(page).matchAll(/\]\((?!\w+:)([^)\s]+)\)/g), ([, link]) => link!);
  const lost = links.filter((link) => {
    const [path = '', anchor] = link.split('#');
    const file = path === '' ? page : posix.join(posix.dirname(page), path);
    if (!existsSync(file)) return true;
    const target = file.endsWith('/') ? `${file}README.md` : file;
    return anchor !== undefined && !anchorsOf(target).includes(anchor);
  });
  expect(lost).toEqual([]);
});

test('each page is led to from the README', () => {
  const main = proseOf('README.md');
  expect(pages).toContain('server/wiki/README.md');
  expect(pages.filter((page) => page !== 'README.md' && !main.includes(`](${page}`))).toEqual([]);
});

test('the README begins with what is in it, and is read in one sitting', () => {
  const text = read('README.md');
  const listed = Array.from(text.matchAll(/^- \[[^\]]+\]\(#([^)]+)\)$/gm), ([, anchor]) => anchor);
  const [, ...headings] = anchorsOf('README.md');
  expect(listed).toEqual(headings.filter((heading) => heading !== 'licence'));
  expect(text.split('\n').length).toBeLessThan(260);
  const isTable = (line: string) => line.startsWith('|');
  expect(text.split('\n').filter((line) => !isTable(line) && line.length > 130)).toEqual([]);
});

test('the README lists the kinds and licences that an import takes', () => {
  const listOf = (what: string) =>
    Array.from(
      new RegExp(`^- ${what}: (.*)$`, 'm').exec(read('README.md'))![1]!.matchAll(/`([^`]+)`/g),
      ([, code]) => code,
    );
  expect(listOf('Kinds')).toEqual(kinds.map(({ code }) => code));
  expect(listOf('Licences')).toEqual([
    DEFAULT_LICENCE,
    ...licenceCodes.filter((code) => code !== DEFAULT_LICENCE),
  ]);
});

test('the README lists every setting and every command', () => {
  const [, commands] = read('README.md').split('## Commands');
  const named = (source: string, pattern: RegExp) =>
    Array.from(source.matchAll(pattern), ([, name]) => name!);
  const settings = named(read('server/config.ts'), /^ {2}([A-Z]+(?:_[A-Z]+)*): line\b/gm);
  expect(settings).toContain('BASE_URL');
  const table = commands!.split('## Settings')[1]!.split('##')[0]!;
  expect(settings.filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
  const list = /const commands: Commands = \{([^}]*)\}/.exec(read('server/cli/wiki.ts'))![1]!;
  const names = named(list, /^ {2}'?([a-z-]+)/gm);
  expect(names).toContain('create-admin');
  expect(names.filter((name) => !commands!.includes(`\n| \`${name}`))).toEqual([]);
});

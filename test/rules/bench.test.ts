/** The bench runs the built wiki, and no compiler reads it: what it imports is there. */
import { filesIn, read } from '../support/files.ts';

const files = filesIn('test/bench', '.js');

/** What each file of the bench imports of the wiki, as `[file, source, name]`. */
const imported = files.flatMap((file) =>
  [...read(file).matchAll(/import \{([^}]*)\} from '\.\.\/\.\.\/dist\/(server\/[^']*)\.js'/g)].flatMap(
    ([, names, source]) =>
      names!
        .split(',')
        .map((name) => name.trim().replace(/ as .*/, ''))
        .filter((name) => name !== '')
        .map((name) => ({ file, source: `${source}.ts`, name })),
  ),
);

test('what the bench imports of the wiki is exported where it looks for it', () => {
  expect(imported.length).toBeGreaterThan(5);
  const exported = ({ source, name }: (typeof imported)[number]) =>
    filesIn('server', '.ts').includes(source) &&
    new RegExp(
      `^export (?:async )?(?:function\\*?|const|class) ${name}\\b|^export \\{[^}]*\\b${name}\\b`,
      'm',
    ).test(read(source));
  expect(imported.filter((one) => !exported(one))).toEqual([]);
});

test('what the bench takes of the tests stands by itself', () => {
  const taken = files.flatMap((file) =>
    [...read(file).matchAll(/support\('(\w+)'\)/g)].map(([, name]) => `test/support/${name!}.ts`),
  );
  expect(taken).toContain('test/support/load.ts');
  expect(taken.filter((file) => /^import (?!type )[^;]*from '\./m.test(read(file)))).toEqual([]);
});

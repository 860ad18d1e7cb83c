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

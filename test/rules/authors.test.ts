/** The first lock on anonymous words: who makes authors, and who can write without one. */
import { filesIn, read } from '../support/files.ts';

const source = filesIn('server', '.ts');
const using = (name: string) =>
  source.filter((path) => new RegExp(`\\bimport\\b[^;]*\\b${name}\\b[^;]*;`).test(read(path)));

test('an author is made by the guard, for the first administrator, and by the command line for whom it names', () => {
  const makers = using('authorOf').filter((path) => !path.startsWith('server/cli/'));
  expect(makers).toEqual(['server/web/frame/guard.ts', 'server/wiki/setup/setup.ts']);
});

test('an imported author is made by the import alone', () => {
  expect(using('importedAuthor').filter((path) => !/^server\/wiki\/exchange\//.test(path))).toEqual([]);
  expect(using('importedAuthor')).not.toEqual([]);
});

test('nothing but author.ts says that something is an author', () => {
  const claims = source.filter((path) => /\bas (unknown as )?Author\b/.test(read(path)));
  expect(claims).toEqual(['server/wiki/history/author.ts']);
});

test('rows of revisions, bylines and the log are inserted in one place each, which takes an author or a person', () => {
  const inserting = (table: string) =>
    source.filter((path) =>
      new RegExp(`insertInto\\('${table}'\\)|insert into ${table}\\b`, 'i').test(read(path)),
    );
  expect(inserting('revision')).toEqual(['server/wiki/history/revisions.ts']);
  expect(inserting('log')).toEqual(['server/wiki/history/acts.ts']);
  expect(inserting('byline')).toEqual(['server/wiki/history/bylines.ts']);
});

test('whatever stands for ever is made by the one writing door, so that the copies follow it', () => {
  for (const made of ['insertRevision', 'insertByline', 'insertAct']) {
    expect(using(made)).toEqual(['server/wiki/record.ts']);
  }
});

/** Who else compares roles: what the log says of one, whom the demo makes, and whether somebody has one already. */
const comparingToo = [
  'server/cli/demo/play.ts',
  'server/wiki/history/deeds.ts',
  'server/wiki/people/roles.ts',
];

test('roles are compared in the policy alone', () => {
  const comparing = /\brole\b\)?\s*[!=]==|[!=]==\s*(?:role\b|'(?:contributor|moderator|administrator)')/;
  for (const wrong of ["role === 'x'", "who !== 'moderator'", 'has === role'])
    expect(wrong).toMatch(comparing);
  // What a line does in a text is a role, too.
  const files = [...source.filter((path) => !path.startsWith('server/text/')), ...filesIn('views', '.ejs')];
  const found = files.filter((path) => comparing.test(read(path)));
  expect(found).toEqual([...comparingToo, 'server/wiki/policy.ts']);
});

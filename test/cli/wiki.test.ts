import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { kinds } from '../../server/kinds/index.ts';
import { licenceCodes } from '../../server/kinds/licences.ts';
import { findArticle } from '../../server/wiki/articles/articles.ts';
import type { Author } from '../../server/wiki/history/author.ts';
import {
  makeCheckpoint,
  newestCheckpoints,
  publish,
  readCheckpoints,
} from '../../server/wiki/proof/checkpoints.ts';
import { eraseSummary } from '../support/erasing.ts';
import { createArticle, editArticle } from '../../server/wiki/articles/edits.ts';
import { newestChanges } from '../../server/wiki/history/changes.ts';
import { personBySignIn } from '../../server/wiki/people/accounts.ts';
import { historyPage } from '../../server/wiki/history/lines.ts';
import { contentAt } from '../../server/wiki/history/reading.ts';
import { commandOn } from '../support/command.ts';
import { method } from '../support/content.ts';
import { ana, bo, join, mo, PASSWORD } from '../support/people.ts';
import { blockPerson } from '../../server/wiki/moderation/blocks.ts';
import { run } from '../support/process.ts';
import { lars, makeRepository, type Repository } from '../support/repository.ts';
import { rewriteHistory, tamper } from '../support/tamper.ts';
import { openWiki, type TestWiki } from '../support/wiki.ts';

let wiki: TestWiki;
beforeEach(async () => {
  wiki = await openWiki();
});
afterEach(() => wiki.close());

const command = (given: string[], typed = '') => commandOn(wiki.environment)(given, typed);

describe('wrong use', () => {
  test.each([
    [[], 'Name a command.'],
    [['toString'], 'There is no command toString.'],
    [['verfiy'], 'There is no command verfiy. Did you mean verify?'],
    [['Check-link'], 'There is no command Check-link. Did you mean check-links?'],
    [['verify', 'everything'], 'The command doesn’t know what to do with everything.'],
    [['verify', '--fast'], "Unknown option '--fast'."],
    [['backup', 'x', '--forse'], "Unknown option '--forse'. Did you mean --force?"],
    [['create-admin', '--name', 'Mo Lindholm'], 'Missing: --email.'],
    [['import-git', '--kind', 'method', '--path', '.', '--as', 'mo@example.dk'], 'Missing: <repository>.'],
    [
      ['import-git', 'x', '--kind', 'metode', '--path', '.', '--as', 'x'],
      'There is no kind metode. Choose one of method, case, guide, concept, organisation, principle, topic.',
    ],
    [
      ['import-git', 'x', '--kind', 'method', '--path', '.', '--as', 'x', '--licence', 'CC0'],
      'There is no licence CC0. Choose one of CC-BY-4.0, CC-BY-SA-4.0, CC0-1.0.',
    ],
  ])('%j says first what is wrong, and exits 2', async (given, sentence) => {
    const { code, out, err } = await command(given);
    expect([code, out, err.slice(0, 2)]).toEqual([2, [], [sentence, '']]);
  });

  const USAGE = '  verify [--article <slug>] [--checkpoint <file or folder>] [--attribution]';

  test('tells then how that one command is used, or which there are', async () => {
    expect((await command(['verify', '--fast'])).err.slice(2)).toEqual([
      'Usage:',
      '',
      USAGE,
      expect.stringMatching(/^ {6}Walks the whole history /),
    ]);
    const { err } = await command(['verfiy']);
    expect(err.slice(2)).toEqual([
      expect.stringMatching(/^There are create-admin, role, import-git, verify, .*check-links\.$/),
      'What each does: npm run -s wiki -- help',
    ]);
    expect((await command([])).err).toContain(USAGE);
  });

  test.each([[['help']], [['--help']], [['-h']]])(
    '%j tells of all commands, and is not wrong',
    async (given) => {
      const { code, out, err } = await command(given);
      expect([code, err]).toEqual([0, []]);
      expect(out).toContain(USAGE);
      expect(out.filter((line) => /^ {2}\S/.test(line))).toHaveLength(10);
    },
  );

  test.each(['create-admin', 'role', 'import-git', 'verify', 'checkpoint', 'backup', 'restore', 'migrate'])(
    '%s tells of itself when it is asked, and does nothing',
    async (name) => {
      const { code, out, err } = await command([name, '--help']);
      expect([code, err, out[2]]).toEqual([0, [], expect.stringMatching(`^  ${name}( |$)`)]);
      expect(out.filter((line) => /^ {2}\S/.test(line))).toHaveLength(1);
      expect((await command(['help', name])).out).toEqual(out);
      expect((await command([name, '-h'])).out).toEqual(out);
    },
  );

  test('an import tells the kinds and licences that there are', async () => {
    expect((await command(['import-git', '--help'])).out.slice(2)).toEqual([
      '  import-git <repository> --kind <kind> --path <folder> --as <your e-mail> [--licence <licence>]',
      expect.stringContaining('They stand under CC-BY-4.0 unless another licence is given.'),
      `      <kind> is one of ${kinds.map(({ code }) => code).join(', ')}.`,
      `      <licence> is one of ${licenceCodes.join(', ')}.`,
    ]);
  });

  test('help about what there is not is wrong', async () => {
    const { code, err } = await command(['bakcup', '--help']);
    expect([code, err[0]]).toEqual([2, 'There is no command bakcup. Did you mean backup?']);
  });
});

describe('what a command is given by name', () => {
  const nope = () => joinPath(wiki.settings.dataFolder, 'nope');
  const refused = (sentence: string) => ({ code: 1, out: [], err: [sentence] });

  test('is read only where it is', async () => {
    const missing = joinPath(nope(), 'x');
    for (const given of [
      ['restore', missing],
      ['restore', '--force', missing],
      ['verify', '--checkpoint', missing],
    ])
      expect([given, await command(given)]).toEqual([given, refused(`There is no file ${missing}.`)]);
    writeFileSync(nope(), 'a file');
    expect(await command(['restore', missing])).toEqual(
      refused(`${missing}: a part of the path is a file, not a folder.`),
    );
  });

  test('is written only into a folder that is there, and nothing is made before', async () => {
    await createArticle(wiki.db, await join(wiki.db, ana), { content: method(), summary: '' });
    const missing = joinPath(nope(), 'x');
    for (const given of [
      ['backup', missing],
      ['checkpoint', '--to', missing],
    ])
      expect([given, await command(given)]).toEqual([given, refused(`There is no folder ${nope()}.`)]);
    writeFileSync(nope(), 'a file');
    expect(await command(['checkpoint', '--to', missing])).toEqual(refused(`There is no folder ${nope()}.`));
    expect(await command(['checkpoint', '--to', nope()])).toEqual(
      refused('The file holds no checkpoint as /checkpoints.json gives them.'),
    );
    const { dataFolder } = wiki.settings;
    expect(await command(['checkpoint', '--to', dataFolder])).toEqual(refused(`${dataFolder} is no file.`));
    const key = joinPath(dataFolder, 'checkpoint-key.pem');
    expect(await command(['checkpoint', '--to', key])).toEqual(
      refused(`${key} is the wiki’s own. Give another name.`),
    );
    expect(await newestCheckpoints(wiki.db, 1)).toEqual([]);
  });

  test('is no repository on this machine where it is a web address, or is not there', async () => {
    const importFrom = (repository: string) =>
      command(['import-git', repository, '--kind', 'method', '--path', '.', '--as', 'mo@example.dk']);
    for (const address of ['https://github.com/18F/methods', 'git@github.com:18F/methods.git', 'file:///x'])
      expect([address, await importFrom(address)]).toEqual([
        address,
        refused(
          'import-git reads a repository on this machine. Run `git clone <address>` first, and name its folder.',
        ),
      ]);
    expect(await importFrom(nope())).toEqual(refused(`There is no folder ${nope()}.`));
  });
});

describe('checkpoint --to', () => {
  const author = () => join(wiki.db, ana);
  const write = async (by: Author, title: string) => {
    await createArticle(wiki.db, by, { content: method({ title }), summary: '' });
  };
  const kept = () => joinPath(wiki.settings.dataFolder, 'kept.json');
  const numbers = () => readCheckpoints(readFileSync(kept(), 'utf8')).map(({ number }) => number);

  test('adds to what a file keeps, whole or not at all, and verify reads it', async () => {
    const anas = await author();
    await write(anas, 'Én');
    expect(await command(['checkpoint', '--to', kept()])).toEqual({
      code: 0,
      out: ['Made checkpoint 1 of 1 revision of 1 article.', `${kept()} keeps 1 checkpoint.`],
      err: [],
    });
    await write(anas, 'To');
    await command(['checkpoint']);
    await write(anas, 'Tre');
    await command(['checkpoint', '--to', kept()]);
    const again = await command(['checkpoint', '--to', kept()]);
    expect(again.out).toEqual([
      'Nothing was written since the last checkpoint.',
      `${kept()} keeps 3 checkpoints.`,
    ]);
    expect(numbers()).toEqual([3, 2, 1]);
    expect(readdirSync(wiki.settings.dataFolder).filter((name) => name.startsWith('kept'))).toEqual([
      'kept.json',
    ]);
    const { code, out } = await command(['verify', '--checkpoint', kept()]);
    expect([code, out[0]]).toEqual([0, expect.stringMatching(/^Checkpoint 3 .* So do the 2 others kept\.$/)]);
  });

  test('keeps one that the wiki has no more, and exits 1', async () => {
    await write(await author(), 'Én');
    await command(['checkpoint', '--to', kept()]);
    const [first] = readCheckpoints(readFileSync(kept(), 'utf8'));
    await tamper(wiki.db, 'delete from checkpoint');
    await makeCheckpoint(wiki.db, wiki.settings.dataFolder, '2030-01-01T00:00:00.000Z');
    const { code, out } = await command(['checkpoint', '--to', kept()]);
    expect([code, out.at(-1)]).toEqual([
      1,
      'Checkpoint 1 in it isn’t among those that this wiki has made: see verify --checkpoint.',
    ]);
    expect(readCheckpoints(readFileSync(kept(), 'utf8'))).toContainEqual(first);
  });

  test('leaves a file that is something else as it is', async () => {
    await write(await author(), 'Én');
    writeFileSync(kept(), 'Kære dagbog');
    const { code, err } = await command(['checkpoint', '--to', kept()]);
    expect([code, err]).toEqual([1, ['The file holds no checkpoint as /checkpoints.json gives them.']]);
    expect(readFileSync(kept(), 'utf8')).toBe('Kære dagbog');
  });

  test('writes the newest alone on a line of standard output, and lines can be kept in one file', async () => {
    const anas = await author();
    await write(anas, 'Én');
    const first = await command(['checkpoint', '--to', '-']);
    expect(first.err).toEqual(['Made checkpoint 1 of 1 revision of 1 article.']);
    await write(anas, 'To');
    const second = await command(['checkpoint', '--to', '-']);
    writeFileSync(kept(), [...first.out, ...second.out].join('\n'));
    expect(numbers()).toEqual([1, 2]);
    expect((await command(['verify', '--checkpoint', kept()])).code).toBe(0);
  });
});

describe('create-admin', () => {
  const given = [
    'create-admin',
    '--name',
    'Mo  Lindholm',
    '--title',
    'redaktør',
    '--email',
    '<Mo@Example.dk>,',
  ];

  test('makes an administrator with the password from standard input, and shows it nowhere', async () => {
    const { code, out, err } = await command(given, `${PASSWORD}\n`);
    expect([code, out, err]).toEqual([
      0,
      ['Mo Lindholm is an administrator and signs in with mo@example.dk.'],
      [],
    ]);
    expect(await personBySignIn(wiki.db, 'mo@example.dk', PASSWORD)).toBeDefined();
    const people = await wiki.db.selectFrom('person').select('role').execute();
    expect(people).toEqual([{ role: 'administrator' }]);
  });

  test('lays in the starter articles in their name when it is told to', async () => {
    const again = ['create-admin', '--name', 'Rikke Nørgård', '--email', 'rikke@example.dk', '--starter'];
    expect((await command(again, `${PASSWORD}\n`)).code).toBe(0);
    expect((await newestChanges(wiki.db, 1))[0]).toMatchObject({
      action: 'starter',
      byline: { name: 'Rikke Nørgård' },
    });
  });

  test('asks for the password where standard input gives none', async () => {
    for (const typed of ['', '\n'])
      expect(await command(given, typed)).toEqual({
        code: 1,
        out: [],
        err: ['Give the password on standard input, 12 characters or more.'],
      });
    expect(await wiki.db.selectFrom('person').selectAll().execute()).toEqual([]);
  });

  test('says each problem in a sentence, and makes nobody', async () => {
    const { code, out, err } = await command(
      ['create-admin', '--name', 'Mo', '--email', 'post@example.dk'],
      'kort\n',
    );
    expect([code, out]).toEqual([1, []]);
    expect(err).toEqual([
      'name: Write your full name in letters: at least a first name and a last name.',
      'email: The address looks like a shared mailbox. Here each of us stands by our own words, so please use your own e-mail.',
      'password: Use at least 12 characters.',
    ]);
    expect(await wiki.db.selectFrom('person').selectAll().execute()).toEqual([]);
  });
});

describe('verify', () => {
  let author: Author;
  beforeEach(async () => {
    author = await join(wiki.db, ana);
    await createArticle(wiki.db, author, { content: method(), summary: '' });
    await editArticle(wiki.db, author, 'prøvehandling', {
      content: method({ lead: 'To.' }),
      summary: 'Anden',
      minor: false,
    });
  });

  test('says that nothing was altered', async () => {
    expect(await command(['verify'])).toEqual({
      code: 0,
      out: ['Verified 2 revisions. Nothing was altered.'],
      err: [],
    });
  });

  test('names the revision of which a word was changed, and exits 1', async () => {
    await sql`update summary set words = 'Andet' where sequence = 2`.execute(wiki.db);
    const { code, out } = await command(['verify']);
    expect([code, out]).toEqual([
      1,
      [
        'prøvehandling 2 has another edit summary than the one that was saved.',
        'Verified 2 revisions. Findings: 1.',
      ],
    ]);
  });

  test('names the name of which the number among its like was changed', async () => {
    await sql`update byline_words set namesake = 3`.execute(wiki.db);
    const { code, out } = await command(['verify']);
    expect([code, out[0]]).toEqual([1, expect.stringMatching(/^The byline 1, in namesake, /)]);
  });

  test('checks one article, by its slug', async () => {
    expect(await command(['verify', '--article', 'prøvehandling'])).toMatchObject({
      code: 0,
      out: ['Verified 2 revisions. Nothing was altered.'],
    });
    expect(await command(['verify', '--article', 'ukendt'])).toMatchObject({
      code: 1,
      err: ['There is no such article.'],
    });
  });

  test('says what was erased by law', async () => {
    await eraseSummary(wiki.db, await join(wiki.db, mo, 'administrator'), 'prøvehandling', {
      number: 2,
      reason: 'Et navn',
    });
    expect((await command(['verify'])).out).toEqual([
      'Verified 2 revisions. Nothing was altered. Erased by law: 1 edit summary.',
    ]);
  });

  test('holds the wiki to a checkpoint that somebody kept', async () => {
    expect(await command(['checkpoint'])).toEqual({
      code: 0,
      out: ['Made checkpoint 1 of 2 revisions of 1 article.'],
      err: [],
    });
    expect((await command(['checkpoint'])).out).toEqual(['Nothing was written since the last checkpoint.']);
    const [made] = await newestCheckpoints(wiki.db, 1);
    const file = joinPath(wiki.settings.dataFolder, 'kept.json');
    writeFileSync(file, JSON.stringify(publish(made!)));
    expect(await command(['verify', '--checkpoint', file])).toEqual({
      code: 0,
      out: [
        `Checkpoint 1 of ${made!.madeAt} holds: the 2 revisions of 1 article, 1 byline, 0 log entries before it are all there, just as they were.`,
        'Verified 2 revisions and 1 checkpoint. Nothing was altered.',
      ],
      err: [],
    });
    await rewriteHistory(wiki.db, 1, method({ lead: 'Slet ikke.' }));
    expect(await command(['verify', '--checkpoint', file])).toEqual({
      code: 1,
      out: [
        'Checkpoint 1, of the revisions, covers something else than there is: something was altered or removed.',
        'Verified 2 revisions and 1 checkpoint. Findings: 1.',
      ],
      err: [],
    });
    expect(await command(['verify', '--checkpoint', 'ingen.json'])).toMatchObject({
      code: 1,
      err: ['There is no file ingen.json.'],
    });
    const both = await command(['verify', '--checkpoint', file, '--article', 'prøvehandling']);
    expect([both.code, both.err[0]]).toEqual([
      2,
      'A checkpoint covers the whole wiki: give --article or --checkpoint.',
    ]);
  });

  test('holds the wiki to all that a folder keeps, a file each day', async () => {
    const folder = joinPath(wiki.settings.dataFolder, 'kept');
    mkdirSync(joinPath(folder, 'older'), { recursive: true });
    const verify = () => command(['verify', '--checkpoint', folder]);
    expect(await verify()).toMatchObject({ code: 1, err: [`There are no files in ${folder}.`] });
    await command(['checkpoint']);
    await editArticle(wiki.db, author, 'prøvehandling', {
      content: method({ lead: 'Tre.' }),
      summary: '',
      minor: false,
    });
    await command(['checkpoint']);
    const [second, first] = await newestCheckpoints(wiki.db, 2);
    const keep = (name: string, ...kept: object[]) =>
      writeFileSync(joinPath(folder, name), JSON.stringify({ checkpoints: kept }));
    keep('2026-11-01.json', publish(first!));
    keep('2026-11-02.json', publish(second!), publish(first!));
    writeFileSync(joinPath(folder, '.lock'), '');
    const { code, out } = await verify();
    expect([code, out[0]]).toEqual([
      0,
      expect.stringMatching(/^Checkpoint 2 .* So does the 1 other kept\.$/),
    ]);
    await tamper(wiki.db, 'delete from checkpoint where number = 1');
    expect((await verify()).out).toContain(
      'Checkpoint 1 isn’t among the checkpoints that this wiki has made.',
    );
    writeFileSync(joinPath(folder, '2026-11-03.json'), '');
    expect(await verify()).toMatchObject({
      code: 1,
      err: [
        `${joinPath(folder, '2026-11-03.json')}: The file holds no checkpoint as /checkpoints.json gives them.`,
      ],
    });
  });

  test('names a copy that was forged, in which column', async () => {
    await sql`update article set title = 'Forkert'`.execute(wiki.db);
    expect(await command(['verify'])).toMatchObject({
      code: 1,
      out: [
        'prøvehandling, in article.title, holds something else than the revisions give; rebuild mends it.',
        'Verified 2 revisions. Findings: 1.',
      ],
    });
  });

  test('rebuild mends what was copied', async () => {
    await sql`update article set title = 'Forkert'`.execute(wiki.db);
    expect(await command(['rebuild'])).toMatchObject({
      code: 0,
      out: ['Made anew what is worked out of the revisions of 1 article.'],
    });
    expect(await findArticle(wiki.db, 'prøvehandling')).toMatchObject({ title: 'Prøvehandling' });
  });
});

describe('a database', () => {
  test('is brought up to date by every command, from nothing', async () => {
    const tables = await wiki.db.introspection.getTables();
    expect(tables.map(({ name }) => name)).toContain('revision');
    expect(await command(['migrate'])).toEqual({ code: 0, out: ['The database is up to date.'], err: [] });
  });

  test('that a newer wiki has made is refused', async () => {
    await sql`insert into migration (name, applied_at) values ('999-later', '2030-01-01')`.execute(wiki.db);
    const { code, err } = await command(['verify']);
    expect(code).toBe(1);
    expect(err).toEqual([
      'The database was made by a newer version of the wiki (it holds 999-later). Start that version, or restore a backup from before it.',
    ]);
  });

  test('is found by the settings, and a wrong one is told', async () => {
    const process = run('dist/server/cli/wiki.js', ['verify'], { ...wiki.environment, PORT: 'x' });
    expect(await process.ended()).toBe(1);
    expect(process.output).toEqual({
      stdout: '',
      stderr: 'PORT must be a whole number from 0 to 65535, written with figures alone.\n',
    });
  });
});

describe('import-git', () => {
  let repository: Repository;
  beforeEach(async () => {
    repository = makeRepository();
    await join(wiki.db, mo);
  });
  afterEach(() => repository.drop());

  const importAs = (email: string, path = '_methods') =>
    command([
      'import-git',
      repository.folder,
      '--kind',
      'method',
      '--path',
      path,
      '--as',
      email,
      '--licence',
      'CC0-1.0',
    ]);
  const card = (how: string) =>
    `---\nlayout: card\ntitle: Card sorting\nwhat: Sorting cards.\ntimeRequired: 15 minutes\n---\n<section markdown="1">\n\n## How\n\n${how}\n\n</section>\n`;

  test('makes articles of the files, with their authors, and a report', async () => {
    const { write, move, remove, commit } = repository;
    write('_methods/card.md', card('Sort.'));
    write('_methods/taken.md', '# Prøvehandling\n');
    write('README.md', '# Not a method\n');
    const first = commit('Begin\n\nCo-authored-by: Lars Bæk <lars@example.dk>');
    move('_methods/card.md', '_methods/Card-sorting.md');
    write('_methods/gone.md', Buffer.from('# Gone\n\nBl\xE5.\n\n<script>x</script>\n', 'latin1'));
    commit('Rename', lars);
    write('_methods/Card-sorting.md', card('Sort them.'));
    remove('_methods/gone.md');
    const last = commit('Say what', { name: 'amaier', email: 'am@example.dk' });
    const author = await join(wiki.db, ana);
    await createArticle(wiki.db, author, { content: method(), summary: '' });

    const { code, out, err } = await importAs('MO@example.dk');
    expect([code, err]).toEqual([0, []]);
    expect(out.map((line) => line.replace(/Time: \d+\.\d s/, 'Time: 0.1 s'))).toEqual([
      'Imported 4 revisions from 3 of 3 commits: 3 new articles, 3 authors under 3 names, 0 files skipped.',
      `Source: git:${first}. Licence: CC0-1.0. Time: 0.1 s.`,
      'Called otherwise, since the title is or was another article’s, or has no letter or digit:',
      `  _methods/taken.md in ${first.slice(0, 10)}: called Prøvehandling (methods).`,
      'Not UTF-8:',
      '  _methods/gone.md: read as windows-1252',
      'Deleted there, kept here:',
      `  _methods/gone.md in ${last.slice(0, 10)}`,
      'Front matter that articles have no place for:',
      '  layout',
      'HTML that was left out with all it held:',
      '  script, once: _methods/gone.md:5',
    ]);
    const { id, licence } = await findArticle(wiki.db, 'card-sorting');
    expect(licence).toBe('CC0-1.0');
    expect(await contentAt(wiki.db, id, 2)).toEqual({
      kind: 'method',
      title: 'Card sorting',
      lead: 'Sorting cards.',
      topics: [],
      sources: [],
      facts: { timeRequired: '15 minutes', what: 'Sorting cards.' },
      body: '## How\n\nSort them.\n',
    });
    const lines = await historyPage(wiki.db, id, 50);
    expect(lines.map(({ byline, summary }) => [byline.name, byline.mark, summary])).toEqual([
      ['amaier', 'handle', 'Say what'],
      ['Karen Høj', undefined, 'Begin'],
    ]);
    expect((await command(['verify'])).code).toBe(0);
  });

  test('names the file, the commit and the line of a CPR number, without repeating it, and exits 1', async () => {
    const { write, commit } = repository;
    write('_methods/card.md', card('Sort.'));
    commit('Begin');
    write('_methods/card.md', card('Sort.\n\nAsk 010203-1234.'));
    const told = commit('Ask');
    const { code, out } = await importAs('mo@example.dk');
    expect(code).toBe(1);
    expect(out.slice(2)).toEqual([
      'Not imported, waiting:',
      `  _methods/card.md in ${told.slice(0, 10)}: something in it looks like a CPR number, so the file waits: line 13. Take it out there, and import again.`,
      'Front matter that articles have no place for:',
      '  layout',
    ]);
    expect(out.join()).not.toContain('010203');
    expect((await findArticle(wiki.db, 'card-sorting')).number).toBe(1);
  });

  test('tells what waits, on every run, apart from what came in otherwise than it was', async () => {
    const { write, commit } = repository;
    write('_methods/card.md', card('Ask 010203-1234.'));
    write('_methods/cut.md', '---\ntitle: Cut: short\n---\n\nText.\n');
    const told = commit('Begin');
    const first = (await importAs('mo@example.dk')).out;
    const waits = [
      'Not imported, waiting:',
      expect.stringContaining(
        `  _methods/card.md in ${told.slice(0, 10)}: something in it looks like a CPR number`,
      ),
    ];
    expect(first.slice(2, 6)).toEqual([
      ...waits,
      'Came in, but not as it was:',
      expect.stringContaining(
        `  _methods/cut.md in ${told.slice(0, 10)}: the front matter isn’t well formed`,
      ),
    ]);
    const again = (await importAs('mo@example.dk')).out;
    expect(again.slice(2, 4)).toEqual(waits);
    expect(again).not.toContain('Came in, but not as it was:');
  });

  test('is refused at once to whom may not write, and tells why', async () => {
    const { write, commit } = repository;
    write('_methods/card.md', card('Sort.'));
    commit('Begin');
    const mos = (await personBySignIn(wiki.db, mo.email, PASSWORD))!;
    const admin = await join(wiki.db, ana, 'administrator');
    await blockPerson(wiki.db, admin, mos, { scope: 'editing', until: null, reason: 'Uenighed' });
    const { code, out, err } = await importAs(mo.email);
    expect([code, out]).toEqual([1, []]);
    expect(err).toEqual(['The account that it is done for is blocked from writing.']);
  });

  test('tells what front matter says twice, and that nobody can tell a title from several', async () => {
    const { write, commit } = repository;
    write(
      '_methods/a.md',
      '---\ntitle: En\ntitle: To\nsources:\n  - {url: x.dk, url: y.dk}\n---\n\nTekst.\n',
    );
    write('_methods/b.md', '+++\ntitle = "Tre"\ntitle = "Fire"\n+++\n\nTekst.\n');
    write('_methods/c.md', '---\ntitle: [Fem, Seks]\n---\n\n# Syv\n');
    commit('Begin');
    const { code, out } = await importAs(mo.email);
    expect(code).toBe(0);
    expect(out.slice(2)).toEqual([
      'Front matter that articles have no place for:',
      '  title',
      'Front matter that gives a name several values, of which the last counts:',
      '  _methods/a.md: title, url',
      '  _methods/b.md: title',
    ]);
    const titles = await wiki.db.selectFrom('article').select('title').orderBy('id').execute();
    expect(titles.map(({ title }) => title)).toEqual(['To', 'Fire', 'Syv']);
  });

  test('adds nothing the second time, and then what is new', async () => {
    const { write, commit } = repository;
    write('_methods/card.md', card('Sort.'));
    commit('Begin');
    await importAs('mo@example.dk');
    expect((await importAs('mo@example.dk')).out[0]).toBe(
      'Imported 0 revisions from 0 of 1 commit: 0 new articles, 0 authors under 0 names, 0 files skipped.',
    );
    write('_methods/card.md', card('Sort them.'));
    commit('Say what', lars);
    expect((await importAs('mo@example.dk')).out[0]).toBe(
      'Imported 1 revision from 1 of 2 commits: 0 new articles, 1 author under 1 name, 0 files skipped.',
    );
  });

  test('merges onto what was merged before from the file itself, in a new process too', async () => {
    const { write, commit } = repository;
    const texts = (...words: string[]) => card(words.join('\n\n'));
    write('_methods/card.md', texts('Sort.', 'Wait.', 'Talk.'));
    commit('Begin');
    await importAs('mo@example.dk');
    const { id } = await findArticle(wiki.db, 'card-sorting');
    const content = await contentAt(wiki.db, id, 1);
    const here = { ...content, body: content.body.replace('Talk.', 'Talk a lot.') };
    await editArticle(wiki.db, await join(wiki.db, bo), 'card-sorting', {
      content: here,
      summary: '',
      minor: false,
    });
    for (const word of ['Deal.', 'Shuffle.']) {
      write('_methods/card.md', texts(word, 'Wait.', 'Talk.'));
      commit(word);
      expect((await importAs('mo@example.dk')).out).toHaveLength(4);
      const { number } = await findArticle(wiki.db, 'card-sorting');
      expect((await contentAt(wiki.db, id, number)).body).toBe(`## How\n\n${word}\n\nWait.\n\nTalk a lot.\n`);
    }
  });

  test('needs someone who signs in, and a folder with Markdown', async () => {
    repository.write('_methods/card.md', card('Sort.'));
    repository.commit('Begin');
    expect(await importAs('nobody@example.dk')).toEqual({
      code: 1,
      out: [],
      err: [
        'Nobody signs in with nobody@example.dk. The import is logged under the name of someone who does.',
      ],
    });
    expect(await importAs('mo@example.dk', 'methods')).toMatchObject({
      code: 1,
      err: ['No commit touches a Markdown file under methods.'],
    });
  });
});

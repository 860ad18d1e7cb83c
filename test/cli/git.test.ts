import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { readHistory, sourceName, type History } from '../../server/cli/git.ts';
import { decode } from '../../server/cli/git/bytes.ts';
import { karen, lars, makeRepository, type Repository } from '../support/repository.ts';

let repository: Repository;
let histories: History[] = [];
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => {
  for (const history of histories) history.close();
  histories = [];
  repository.drop();
});

async function read(folder = '.'): Promise<History> {
  const history = await readHistory(repository.folder, folder);
  histories.push(history);
  return history;
}

/** Each commit's subject with what it did: `a.md` with its text, `b.md -> a.md` for a rename, `-a.md` when deleted. */
async function told(folder?: string): Promise<Record<string, string[]>> {
  const { commits } = await read(folder);
  const entries = commits.map(async ({ message, changes }) => {
    const each = changes.map(async ({ path, from, read }) => {
      const name = from === undefined || from === path ? path : `${from} -> ${path}`;
      return read ? `${name}: ${(await read()) ?? 'unreadable'}` : `-${name}`;
    });
    return [message.trim(), await Promise.all(each)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Takes an object out of the repository, or with `bytes` leaves only so much of it. */
function lose(revision: string, bytes = 0): void {
  const id = repository.git(['rev-parse', revision]);
  const object = join(repository.folder, '.git/objects', id.slice(0, 2), id.slice(2));
  const rest = readFileSync(object).subarray(0, bytes);
  rmSync(object);
  if (bytes > 0) writeFileSync(object, rest);
}

const LONG = 'en\nto\ntre\nfire\nfem\nseks\n';

describe('a history', () => {
  test('tells what each commit did to the Markdown files of a folder, in the order of git itself', async () => {
    const { write, move, remove, commit, git, merge } = repository;
    write('docs/a.md', LONG);
    write('docs/a.txt', 'x');
    write('other/b.md', 'x');
    commit('begin');
    git(['checkout', '--quiet', '-b', 'side']);
    write('docs/c.markdown', 'c\n');
    commit('side', lars);
    git(['checkout', '--quiet', 'main']);
    move('docs/a.md', 'docs/A.md');
    write('docs/A.md', `${LONG}syv\n`);
    commit('rename');
    write('docs/a.txt', 'y');
    commit('no Markdown');
    merge('side');
    commit('merge');
    remove('docs/A.md');
    const head = commit('delete');
    expect(await told('./docs/')).toEqual({
      begin: [`docs/a.md: ${LONG}`],
      rename: [`docs/a.md -> docs/A.md: ${LONG}syv\n`],
      side: ['docs/c.markdown: c\n'],
      delete: ['-docs/A.md'],
    });
    const { commits, all, source, broken } = await read();
    const order = git(['rev-list', '--topo-order', '--reverse', head]).split('\n');
    expect(commits.map(({ id }) => id)).toEqual(order.filter((_, index) => index !== 2 && index !== 4));
    expect([all, broken, source]).toEqual([6, [], `git:${order[0]}`]);
    expect(commits.map(({ author, writtenAt }) => [author, writtenAt]).slice(0, 3)).toEqual([
      [karen, '2019-05-07T14:01:00.000Z'],
      [karen, '2019-05-07T14:03:00.000Z'],
      [lars, '2019-05-07T14:02:00.000Z'],
    ]);
  });

  test('tells of a merge what no parent has, and what it took from one parent over the line that it joins', async () => {
    const { write, commit, git, merge } = repository;
    for (const name of ['both', 'ours', 'untouched']) write(`${name}.md`, LONG);
    commit('begin');
    git(['checkout', '--quiet', '-b', 'side']);
    write('both.md', LONG.replace('seks', '6'));
    write('ours.md', 'side\n');
    commit('side');
    git(['checkout', '--quiet', 'main']);
    write('both.md', LONG.replace('en', '1'));
    write('ours.md', 'main\n');
    write('untouched.md', 'main\n');
    commit('main');
    merge('side');
    write('ours.md', 'main\n');
    commit('merge');
    expect((await told())['merge']).toEqual([
      `both.md: ${LONG.replace('en', '1').replace('seks', '6')}`,
      'ours.md: main\n',
    ]);
  });

  test('says nothing of a merge for what another line, not joined yet, has made of a file', async () => {
    const { write, commit, git, merge } = repository;
    write('a.md', LONG);
    write('b.md', LONG);
    commit('begin');
    git(['checkout', '--quiet', '-b', 'side']);
    write('b.md', 'side\n');
    commit('side');
    git(['checkout', '--quiet', 'main']);
    write('a.md', 'early\n');
    commit('early');
    git(['checkout', '--quiet', '-b', 'staging']);
    merge('side');
    commit('staging');
    git(['checkout', '--quiet', 'main']);
    write('a.md', 'late\n');
    commit('late');
    merge('staging');
    commit('merge');
    expect(Object.keys(await told())).toEqual(['begin', 'early', 'late', 'side']);
  });

  test('reads any bytes in names, paths and texts', async () => {
    const { write, commit, git } = repository;
    const path = 'et "navn"\n på tværs.md';
    write(path, Buffer.concat([Buffer.from('\uFEFFSe æ\r\n'), Buffer.from('øl\n', 'latin1')]));
    symlinkSync(path, join(repository.folder, 'link.md'));
    git(['config', 'i18n.commitEncoding', 'ISO-8859-1']);
    commit(Buffer.from('Bær').toString(), { name: 'x', email: 'x@example.dk' });
    const tree = git(['rev-parse', 'HEAD^{tree}']);
    const raw = Buffer.from(
      `tree ${tree}\nauthor S\u00f8ren B\u00e6k <s@example.dk> -86400 +0100\ncommitter x <x> 0 +0000\n` +
        'encoding ISO-8859-1\n\nFl\u00f8d\n',
      'latin1',
    );
    const id = git(['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], raw);
    git(['reset', '--quiet', '--hard', id]);
    const { commits } = await read();
    expect(commits.map(({ author, writtenAt, message }) => [author, writtenAt, message])).toEqual([
      [{ name: 'Søren Bæk', email: 's@example.dk' }, '1969-12-31T00:00:00.000Z', 'Flød\n'],
    ]);
    expect(commits[0]!.changes.map((change) => change.path)).toEqual([path]);
    expect(await commits[0]!.changes[0]!.read!()).toBe('Se æ\r\nøl\n');
  });
});

describe('what is broken', () => {
  test('a commit without an author is named, and those before and after it are read', async () => {
    const { write, commit, git } = repository;
    write('a.md', 'en\n');
    const first = commit('first');
    const raw = `tree ${git(['rev-parse', 'HEAD^{tree}'])}\nparent ${first}\ncommitter x <x@x> 0 +0000\n\nbroken\n`;
    const broken = git(['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], raw);
    git(['reset', '--quiet', '--soft', broken]);
    write('a.md', 'to\n');
    commit('last');
    expect(await told()).toEqual({ first: ['a.md: en\n'], last: ['a.md: to\n'] });
    const history = await read();
    expect(history.broken).toEqual([{ id: broken, reason: 'its author can’t be read' }]);
    // What it wrote isn't the next one's.
    expect(history.commits.map(({ changes }) => changes[0]!.torn)).toEqual([undefined, undefined]);
  });

  test('what a commit that can’t be read wrote is told where the file goes on, and nowhere else', async () => {
    const { write, commit, git } = repository;
    write('a.md', 'en\n');
    write('b.md', 'en\n');
    const first = commit('first');
    write('a.md', 'to\n');
    git(['add', '--all']);
    const raw = `tree ${git(['write-tree'])}\nparent ${first}\ncommitter x <x@x> 0 +0000\n\nbroken\n`;
    git([
      'reset',
      '--quiet',
      '--soft',
      git(['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], raw),
    ]);
    for (const name of ['a', 'b']) write(`${name}.md`, 'tre\n');
    commit('third');
    for (const name of ['a', 'b']) write(`${name}.md`, 'fire\n');
    commit('last');
    const { commits } = await read();
    expect(commits.map(({ changes }) => changes.map(({ path, torn }) => `${path} ${torn}`))).toEqual([
      ['a.md undefined', 'b.md undefined'],
      ['a.md true', 'b.md undefined'],
      ['a.md undefined', 'b.md undefined'],
    ]);
  });

  test.each([
    ['author Lars Bæk 1557237600 +0200', { name: 'Lars Bæk', email: '' }],
    ['author <lars@example.dk> 1557237600 +0200', { name: '', email: 'lars@example.dk' }],
    ['author Lars Bæk <lars@example.dk> +0200', { name: 'Lars Bæk', email: 'lars@example.dk' }],
    [
      'author Lars <Bæk> <lars@example.dk> 1557237600 +0200',
      { name: 'Lars <Bæk>', email: 'lars@example.dk' },
    ],
    ['author  <> 1557237600 +0200', { name: '', email: '' }],
    [
      'author Lars Bæk <lars@example.dk> 99999999999999999 +0200',
      { name: 'Lars Bæk', email: 'lars@example.dk' },
    ],
  ])('a commit says what it can: %s', async (line, author) => {
    const { write, git } = repository;
    write('a.md', 'en\n');
    git(['add', '--all']);
    const raw = `tree ${git(['write-tree'])}\n${line}\ncommitter x <x@x> 1557237600 +0000\n\nx\n`;
    git([
      'reset',
      '--quiet',
      '--soft',
      git(['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], raw),
    ]);
    expect((await read()).commits).toMatchObject([{ author, writtenAt: '2019-05-07T14:00:00.000Z' }]);
  });

  test('a text that is lost or damaged is unreadable, and the others are read', async () => {
    const { write, commit } = repository;
    const text = Array.from({ length: 2000 }, (_, number) => `${number}\n`).join('');
    for (const name of ['lost', 'mangled', 'torn', 'whole']) write(`${name}.md`, `${name}\n${text}`);
    commit('first');
    lose('HEAD:lost.md');
    lose('HEAD:mangled.md', 1);
    lose('HEAD:torn.md', 2000);
    expect(await told()).toEqual({
      first: [
        'lost.md: unreadable',
        'mangled.md: unreadable',
        'torn.md: unreadable',
        `whole.md: whole\n${text}`,
      ],
    });
  });

  test('a commit whose tree is lost is named with the one after it, and the rest are read', async () => {
    const { write, commit } = repository;
    for (const number of [1, 2, 3, 4, 5]) {
      write('a.md', `${number}\n`);
      commit(`${number}`);
    }
    lose('HEAD~2^{tree}');
    expect(Object.keys(await told())).toEqual(['1', '2', '5']);
    expect((await read()).broken).toHaveLength(2);
  });

  test('a commit that is lost ends its line of history', async () => {
    const { write, commit } = repository;
    for (const number of [1, 2, 3, 4]) {
      write('a.md', `${number}\n`);
      commit(`${number}`);
    }
    const lost = repository.git(['rev-parse', 'HEAD~2']);
    lose(lost);
    expect(Object.keys(await told())).toEqual(['4']);
    expect((await read()).broken[0]).toEqual({ id: lost, reason: `${lost} is missing or damaged` });
  });

  test('a history that is cut off is refused, since its first commit would get credit for what it found', async () => {
    repository.write('a.md', 'en\n');
    repository.commit('first');
    repository.commit('second');
    const shallow = join(repository.folder, 'shallow');
    repository.git(['clone', '--quiet', '--depth=1', `file://${repository.folder}`, shallow]);
    await expect(readHistory(shallow, '.')).rejects.toThrow(/is cut off.*`git -C \S+ fetch --unshallow`/);
  });

  test.each(['blob:none', 'tree:0', 'blob:limit=1k'])(
    'a clone of a part (%s) is refused, until it’s whole',
    async (filter) => {
      repository.write('a.md', `${LONG}${'x'.repeat(2000)}\n`);
      repository.commit('first');
      repository.write('a.md', 'en\n');
      repository.commit('second');
      repository.git(['config', 'uploadpack.allowFilter', 'true']);
      const part = join(repository.folder, 'part');
      repository.git([
        'clone',
        '--quiet',
        '--bare',
        `--filter=${filter}`,
        `file://${repository.folder}`,
        part,
      ]);
      const [, command = ''] =
        /`git (.*)`/.exec(await readHistory(part, '.').then(String, (error: Error) => error.message)) ?? [];
      expect(command).toBe(`-C ${part} fetch --refetch --no-filter`);
      repository.git(['-c', 'protocol.file.allow=always', ...command.split(' '), '--quiet']);
      const history = await readHistory(part, '.');
      histories.push(history);
      expect(history.commits).toHaveLength(2);
    },
  );

  test('a clone that lacks what is no Markdown is read', async () => {
    repository.write('a.md', 'en\n');
    repository.write('a.pdf', LONG.repeat(500));
    repository.commit('first');
    repository.git(['config', 'uploadpack.allowFilter', 'true']);
    const part = join(repository.folder, 'part');
    repository.git([
      'clone',
      '--quiet',
      '--bare',
      '--filter=blob:limit=1k',
      `file://${repository.folder}`,
      part,
    ]);
    const history = await readHistory(part, '.');
    histories.push(history);
    expect(await history.commits[0]!.changes[0]!.read!()).toBe('en\n');
  });

  test('a repository without commits, a folder without a repository and a path outside are refused', async () => {
    await expect(read()).rejects.toThrow('has no commits');
    repository.commit('first');
    await expect(read('../elsewhere')).rejects.toThrow('inside the repository');
    await expect(readHistory('/nowhere', '.')).rejects.toThrow('Git can’t read /nowhere: cannot change to');
  });
});

test('nothing that a repository names to be run is run', async () => {
  const trace = join(repository.folder, 'was-run');
  const program = join(repository.folder, 'program.sh');
  writeFileSync(program, `#!/bin/sh\ntouch '${trace}'\n`, { mode: 0o755 });
  repository.write('a.md', 'Lidt tekst.');
  repository.commit('Første');
  repository.write('.gitattributes', '*.md diff=x filter=x merge=x\n');
  repository.write(
    '.gitmodules',
    `[submodule "x"]\n\tpath = x\n\turl = ext::${program}\n\tupdate = !${program}\n`,
  );
  repository.commit('Mere');
  const named = [
    ...['core.fsmonitor', 'core.sshCommand', 'core.pager', 'core.editor', 'core.askPass', 'core.gitProxy'],
    ...[
      'core.alternateRefsCommand',
      'credential.helper',
      'diff.external',
      'diff.x.command',
      'diff.x.textconv',
    ],
    ...['filter.x.clean', 'filter.x.smudge', 'filter.x.process', 'merge.x.driver', 'gpg.program'],
    ...['uploadpack.packObjectsHook', 'remote.origin.uploadpack', 'remote.origin.receivepack'],
  ];
  for (const name of named) repository.git(['config', '--file', '.git/more', name, program]);
  repository.git(['config', '--file', '.git/more', 'core.hooksPath', repository.folder]);
  for (const hook of ['post-index-change', 'reference-transaction', 'fsmonitor-watchman'])
    symlinkSync(program, join(repository.folder, hook));
  repository.git(['config', '--file', '.git/more', 'diff.x.cachetextconv', 'true']);
  repository.git(['config', 'include.path', 'more']);
  repository.git(['config', 'extensions.partialClone', 'origin']);
  repository.git(['config', 'remote.origin.promisor', 'true']);
  repository.git(['config', 'remote.origin.url', 'ssh://example.invalid/x']);
  repository.remove('a.md');
  lose('HEAD:a.md');
  await expect(read()).rejects.toThrow('is a partial one');
  for (const name of ['extensions.partialClone', 'remote.origin.promisor'])
    repository.git(['config', '--unset', name]);
  expect(await told()).toEqual({ Første: ['a.md: unreadable'] });
  expect(existsSync(trace)).toBe(false);
});

describe('a repository that leads elsewhere on the machine is refused', () => {
  let other: Repository;
  beforeEach(() => {
    other = makeRepository();
    other.write('secret.md', 'Hemmeligt.');
    other.commit('Hemmeligt');
    repository.write('a.md', 'Lidt tekst.');
    repository.commit('Første');
  });
  afterEach(() => other.drop());

  test('by texts that it borrows', async () => {
    const alternates = join(repository.folder, '.git/objects/info/alternates');
    writeFileSync(alternates, `# lån\n${other.folder}/.git/objects\n`);
    await expect(read()).rejects.toThrow(
      `reads texts from elsewhere on this machine: ${other.folder}/.git/objects. Import a clone of its own`,
    );
    writeFileSync(alternates, '\n');
    expect(await told()).toEqual({ Første: ['a.md: Lidt tekst.'] });
  });

  test.each(['objects', 'objects/ff', 'objects/pack'])('by a link in place of its %s', async (folder) => {
    const place = join(repository.folder, '.git', folder);
    const kept = join(repository.folder, '.git/kept');
    if (existsSync(place)) renameSync(place, kept);
    symlinkSync(existsSync(kept) ? kept : join(other.folder, '.git/objects'), place);
    await expect(read()).rejects.toThrow('reads texts from elsewhere on this machine');
  });

  test('by a .git that is another’s, a link to one, or one that shares another’s', async () => {
    const leads = `only leads to the repository ${realpathSync(other.folder)}/.git. Name that.`;
    const own = join(repository.folder, '.git');
    writeFileSync(join(own, 'commondir'), join(other.folder, '.git'));
    await expect(read()).rejects.toThrow(leads);
    rmSync(own, { recursive: true });
    writeFileSync(own, `gitdir: ${other.folder}/.git\n`);
    await expect(read()).rejects.toThrow(leads);
    rmSync(own);
    symlinkSync(join(other.folder, '.git'), own);
    await expect(read()).rejects.toThrow(leads);
  });

  test('and neither is a bare one, nor a folder in one, nor one that is named by a link', async () => {
    const bare = join(other.folder, 'bare.git');
    other.git(['clone', '--quiet', '--bare', '.', bare]);
    mkdirSync(join(other.folder, 'docs'));
    symlinkSync(other.folder, join(repository.folder, 'link'));
    for (const folder of [bare, join(other.folder, 'docs'), join(repository.folder, 'link')]) {
      const history = await readHistory(folder, '.');
      histories.push(history);
      expect(history.commits).toHaveLength(1);
    }
  });
});

describe('bytes that aren’t UTF-8', () => {
  const sixteen = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
  test.each([
    ['windows-1252', Buffer.from('»Blåbærgrød« – Ærø', 'latin1').fill(0x96, 13, 14), '»Blåbærgrød« – Ærø'],
    ['windows-1252', Buffer.from('CAF\xC9\xAB p\xE5 \x80', 'latin1'), 'CAFÉ« på €'],
    [
      'windows-1252',
      Buffer.concat([Buffer.from('Rødgrød med fløde '), Buffer.from([0xe6])]),
      'Rødgrød med fløde æ',
    ],
    ['UTF-16', sixteen('Rødgrød 😀'), 'Rødgrød 😀'],
    ['UTF-16', Buffer.from(sixteen('Rødgrød')).swap16(), 'Rødgrød'],
    ['UTF-16', Buffer.concat([sixteen('Rød'), Buffer.from([0x00, 0xd8, 0x41])]), 'Rød'],
    [undefined, Buffer.from('\uFEFFRødgrød'), 'Rødgrød'],
  ])('are read as %s', (encoding, bytes, text) => {
    expect(decode(bytes)).toEqual({ text, ...(encoding && { encoding }) });
  });

  test('and hold NUL are no text', () => {
    expect(decode(Buffer.from([0, 0x47, 0x49, 0x54, 0xe6]))).toBeUndefined();
    expect(decode(Buffer.from('GIT\0\x01\x02'))).toBeUndefined();
  });

  test('are read in names, messages, paths and texts, and told of', async () => {
    const { write, commit, git } = repository;
    write('x', 'x');
    commit('first');
    const latin = (text: string) => Buffer.from(text, 'latin1');
    const blob = git(['hash-object', '-w', '--stdin'], latin('Rødgrød'));
    const tree = git(['mktree', '-z'], Buffer.concat([latin(`100644 blob ${blob}\tK\xF8b.md\0`)]));
    const raw = `tree ${tree}\nauthor S\xF8ren B\xE6k <s@example.dk> 1557237600 +0200\ncommitter x <x> 0 +0000\n\nFl\xF8d\n`;
    const id = git(['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], latin(raw));
    git(['update-ref', 'refs/heads/main', id]);
    expect(await told()).toEqual({ Flød: ['Køb.md: Rødgrød'] });
    const { commits, encodings } = await read();
    expect(commits[0]!.author.name).toBe('Søren Bæk');
    expect([...encodings]).toEqual([
      [id, 'windows-1252'],
      ['Køb.md', 'windows-1252'],
    ]);
    write('Ny.md', latin('\xD8l'));
    commit('text alone');
    const later = await read();
    expect(later.encodings.get('Ny.md')).toBeUndefined();
    await later.commits.at(-1)!.changes.find(({ path }) => path === 'Ny.md')!.read!();
    expect(later.encodings.get('Ny.md')).toBe('windows-1252');
  });
});

describe('where a text was before', () => {
  const texts = async (folder: string) =>
    (await read(folder)).commits.map(({ message, changes }) => [
      message.trim(),
      ...changes.map(({ path, from, read, outside }) =>
        [
          read ? '' : '-',
          from === undefined || from === path ? '' : `${from} -> `,
          path,
          outside ? ' outside' : '',
        ].join(''),
      ),
    ]);

  test('it was Markdown in the folder is told: under another ending, and in another folder', async () => {
    const { write, move, commit } = repository;
    write('old/a.txt', LONG);
    write('old/other.txt', `other ${LONG}`);
    commit('first');
    move('old/a.txt', 'old/b.rst');
    write('old/b.rst', `${LONG}syv\n`);
    commit('second');
    move('old/b.rst', 'old/b.md');
    commit('third');
    move('old/b.md', 'docs/b.md');
    write('docs/b.md', `${LONG}syv\notte\n`);
    commit('fourth');
    move('docs/b.md', 'old/b.txt');
    commit('fifth');
    write('old/b.txt', `${LONG}ti\n`);
    commit('sixth');
    expect(await texts('docs')).toEqual([
      ['first', 'old/a.txt outside'],
      ['second', 'old/a.txt -> old/b.rst outside'],
      ['third', 'old/b.rst -> old/b.md outside'],
      ['fourth', 'old/b.md -> docs/b.md'],
      ['fifth', '-docs/b.md'],
    ]);
    move('old/b.txt', 'docs/c.md');
    commit('seventh');
    expect((await texts('docs')).slice(-3)).toEqual([
      ['fifth', 'docs/b.md -> old/b.txt'],
      ['sixth', 'old/b.txt'],
      ['seventh', 'old/b.txt -> docs/c.md'],
    ]);
  });

  test('a thousand others were renamed in the same commit is found, whatever git is set to', async () => {
    const { write, move, commit, git } = repository;
    const names = Array.from({ length: 1050 }, (_, number) => `${number}.md`);
    for (const name of names) write(`a/${name}`, `Fil ${name}\n${LONG.replaceAll('e', name)}`);
    commit('first');
    for (const name of names) move(`a/${name}`, `b/ny-${name}`);
    for (const name of names) write(`b/ny-${name}`, `Fil ${name}\n${LONG.replaceAll('e', name)}syv\n`);
    for (const [key, value] of [
      ['diff.renames', 'false'],
      ['diff.renameLimit', '1'],
    ])
      git(['config', key!, value!]);
    commit('second');
    const { commits } = await read();
    expect(commits[1]!.changes.filter(({ from }) => from !== undefined)).toHaveLength(1050);
  });

  test('a text that is no Markdown is missing costs no Markdown', async () => {
    const { write, move, commit } = repository;
    write('a.pdf', `pdf ${LONG}`);
    write('a.txt', `txt ${LONG}`);
    write('a.md', LONG);
    commit('first');
    move('a.pdf', 'b.pdf');
    write('b.pdf', `pdf ${LONG}syv\n`);
    move('a.txt', 'b.txt');
    write('b.txt', `txt ${LONG}syv\n`);
    move('a.md', 'b.md');
    write('b.md', `${LONG}syv\n`);
    commit('second');
    for (const lost of ['HEAD:b.pdf', 'HEAD:b.txt']) lose(lost);
    expect(await told()).toEqual({ first: [`a.md: ${LONG}`], second: [`a.md -> b.md: ${LONG}syv\n`] });
    expect((await read()).broken).toEqual([]);
  });
});

describe('the source', () => {
  test.each([
    ['https://github.com/18F/methods.git', 'github.com/18F/methods'],
    ['https://karen:secret@GitHub.com/18F/methods/', 'github.com/18F/methods'],
    ['git@github.com:18F/methods.git', 'github.com/18F/methods'],
    ['ssh://git@example.dk:2222/methods', 'example.dk:2222/methods'],
    ['/srv/git/methods.git', undefined],
    ['file:///srv/git/methods.git', undefined],
    ['C:/git/methods', undefined],
    ['../methods', undefined],
  ])('of the origin %s is %s', (origin, source) => {
    expect(sourceName(origin)).toBe(source);
  });
});

describe('the people of a history', () => {
  const old = { name: 'kh', email: 'kh@old.example.dk' };
  const list = [
    '# Hvem er hvem',
    'Karen Høj <karen@example.dk> <KH@old.example.dk>',
    'Lars Bæk <lars@example.dk>',
    'Bo Bak <bo@example.dk> Robot <bot@example.dk>',
  ].join('\n');

  test('are whom its .mailmap names by what they signed with, in front and as co-authors', async () => {
    const { write, commit } = repository;
    write('.mailmap', list);
    write('a.md', 'x');
    commit('begin\n\nCo-authored-by: lb <lars@example.dk>\nCo-authored-by: Robot <bot@example.dk>', old);
    const { whoIs } = await read();
    expect(whoIs(old)).toEqual(karen);
    expect(whoIs({ name: 'lb', email: 'lars@example.dk' })).toEqual(lars);
    expect(whoIs({ name: 'Robot', email: 'bot@example.dk' })).toEqual({
      name: 'Bo Bak',
      email: 'bo@example.dk',
    });
    expect(whoIs(karen)).toEqual(karen);
  });

  test('are those of the commit that is read, not of a list that lies in the folder, or that settings name', async () => {
    const { write, commit, git, folder } = repository;
    write('a.md', 'x');
    commit('begin', old);
    write('.mailmap', list);
    git(['config', 'mailmap.file', join(folder, '.mailmap')]);
    const before = process.cwd();
    process.chdir(folder);
    try {
      expect((await read()).whoIs(old)).toEqual(old);
    } finally {
      process.chdir(before);
    }
  });

  test('are each as their line has them, whatever another one is written in', async () => {
    const { write, commit } = repository;
    write('.mailmap', Buffer.from('S\xF8ren Old <s@new.dk> <s@old.dk>\n', 'latin1'));
    write('a.md', 'x');
    const bjoern = { name: 'Bjørn', email: 'b@x.dk' };
    commit(`begin\n\nCo-authored-by: X <s@old.dk>\nCo-authored-by: ${bjoern.name} <${bjoern.email}>`);
    const { whoIs } = await read();
    expect(whoIs({ name: 'X', email: 's@old.dk' })).toEqual({ name: 'Søren Old', email: 's@new.dk' });
    expect(whoIs(bjoern)).toEqual(bjoern);
  });

  test('are as they signed where there’s no list, where it can’t be read, and where git would read a name otherwise', async () => {
    const { write, commit } = repository;
    write('a.md', 'x');
    commit('begin\n\nCo-authored-by: A <B <b@example.dk>', { name: 'Ida', email: '' });
    const { whoIs } = await read();
    for (const signature of [karen, { name: 'Ida', email: '' }, { name: 'A <B', email: 'b@example.dk' }]) {
      expect(whoIs(signature)).toEqual(signature);
    }
    write('.mailmap', Buffer.from([0xff, 0, 0x3c, 0x3e, 10]));
    write('a.md', 'y');
    commit('more');
    expect((await read()).whoIs(karen)).toEqual(karen);
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHistory, sourceName, type History } from '../../server/cli/git.ts';
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
    write(path, Buffer.concat([Buffer.from('\uFEFFæ\r\n\0'), Buffer.from([0xff, 0x0a])]));
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
    expect(await commits[0]!.changes[0]!.read!()).toBe('æ\r\n\0\uFFFD\n');
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
    expect((await read()).broken).toEqual([{ id: broken, reason: 'its author can’t be read' }]);
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
    await expect(readHistory(shallow, '.')).rejects.toThrow('is cut off');
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
  for (const name of ['core.fsmonitor', 'core.sshCommand', 'core.pager', 'diff.external']) {
    repository.git(['config', name, program]);
  }
  repository.git(['config', 'extensions.partialClone', 'origin']);
  repository.git(['config', 'remote.origin.promisor', 'true']);
  repository.git(['config', 'remote.origin.url', 'ssh://example.invalid/x']);
  repository.remove('a.md');
  const blob = repository.git(['rev-parse', 'HEAD:a.md']);
  rmSync(join(repository.folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
  expect(await told()).toEqual({ Første: ['a.md: unreadable'] });
  expect(existsSync(trace)).toBe(false);
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

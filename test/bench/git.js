/** Git as the reference: the same history in a repository of its own, what blaming it costs, and what it weighs packed. */
import { execFileSync } from 'node:child_process';
import { devNull } from 'node:os';
import { PEOPLE } from './people.js';

const FILE = 'lang.md';
/** Git as it comes, whatever the one who measures has set. */
const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: devNull };

/** Makes a repository with one commit for each revision, whose file holds what `textOf` makes of the body. */
export function makeRepository(repository, revisions, textOf = (body) => body) {
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', repository], { env });
  const input = revisions.map((revision) => commit(revision, textOf(revision.body))).join('');
  git(repository, ['fast-import', '--quiet'], { input });
}

/** Returns the milliseconds of processor time that it takes git to say who wrote each line, the least of three. */
export function blame(repository) {
  return Math.min(...[1, 2, 3].map(() => blameOnce(repository)));
}

/** Packs a repository as tightly as git does, and returns how many bytes its packs take with their indexes. */
export function pack(repository) {
  // Several threads would each look for likenesses in a part of their own, and pack it another way each time.
  git(repository, ['-c', 'pack.threads=1', 'gc', '--quiet', '--aggressive', '--prune=now']);
  return Number(/size-pack: (\d+)/.exec(git(repository, ['count-objects', '-v']))[1]) * 1024;
}

function blameOnce(repository) {
  const timed = 'git -C "$0" blame main -- "$1" > /dev/null && times';
  const output = execFileSync('sh', ['-c', timed, repository, FILE], { env, encoding: 'utf8' });
  // The shell's second line is what its children took, user and system: "0m0.290s 0m0.010s".
  const children = output.trim().split('\n')[1];
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, s]) => Number(m) * 60 + Number(s));
  return seconds.reduce((sum, each) => sum + each, 0) * 1000;
}

function commit({ person, at, summary }, text) {
  const { name, email } = PEOPLE[person];
  const who = `${name} <${email}> ${Math.floor(Date.parse(at) / 1000)} +0100`;
  const head = `commit refs/heads/main\nauthor ${who}\ncommitter ${who}\n`;
  return `${head}${data(`${summary}\n`)}M 100644 inline ${FILE}\n${data(text)}`;
}

function data(text) {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function git(repository, given, options) {
  return execFileSync('git', ['-C', repository, ...given], { env, encoding: 'utf8', ...options });
}

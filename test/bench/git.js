/** Git as the reference: the same history in a repository of its own, what blaming it costs, and what it weighs packed. */
import { execFileSync } from 'node:child_process';
import { devNull } from 'node:os';
import { cpuOfCommand } from './measure.js';
import { PEOPLE } from './people.js';

const FILE = 'lang.md';
/** Git as it comes, whatever the one who measures has set. */
const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: devNull };

/** Makes a repository with one commit for each revision, whose file holds what `textOf` makes of the body. */
export function makeRepository(repository, revisions, textOf = (body) => body) {
  const commits = revisions.map(({ person, at, summary, body }) => ({
    ...{ ...PEOPLE[person], at: Math.floor(Date.parse(at) / 1000), summary },
    ...{ path: FILE, text: textOf(body) },
  }));
  importCommits(repository, commits);
}

/** Makes a repository of commits, each of which writes one file; `at` is in seconds. */
export function importCommits(repository, commits) {
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', repository], { env });
  git(repository, ['fast-import', '--quiet'], { input: commits.map(commit).join('') });
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
  return cpuOfCommand(['git', '-C', repository, 'blame', 'main', '--', FILE], env);
}

function commit({ name, email, at, summary, path, text }) {
  const who = `${name} <${email}> ${at} +0100`;
  const head = `commit refs/heads/main\nauthor ${who}\ncommitter ${who}\n`;
  return `${head}${data(`${summary}\n`)}M 100644 inline ${path}\n${data(text)}`;
}

function data(text) {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function git(repository, given, options) {
  return execFileSync('git', ['-C', repository, ...given], { env, encoding: 'utf8', ...options });
}

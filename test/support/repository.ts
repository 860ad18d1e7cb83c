/** A git repository for a test, in a temporary folder: dates and people are given, and no settings of the machine count. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const karen = { name: 'Karen Høj', email: 'karen@example.dk' };
export const lars = { name: 'Lars Bæk', email: 'lars@example.dk' };

export interface Repository {
  folder: string;
  write(path: string, text: string | Buffer): void;
  move(from: string, to: string): void;
  remove(path: string): void;
  /** Commits everything, a minute after the commit before, and returns the commit's hash. */
  commit(message: string, author?: { name: string; email: string }): string;
  /** Merges a branch without committing; a conflict is left for the test to settle. */
  merge(branch: string): void;
  git(args: string[], input?: string | Buffer): string;
  drop(): void;
}

/** Makes an empty repository whose branch is `main`. */
export function makeRepository(): Repository {
  const folder = mkdtempSync(join(tmpdir(), 'wiki-repository-'));
  let time = Date.parse('2019-05-07T14:00:00Z') / 1000;
  let author = karen;
  const git = (args: string[], input: string | Buffer = Buffer.alloc(0)) => {
    const date = `${time} +0200`;
    const env = {
      PATH: process.env['PATH'],
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: 'Nobody',
      GIT_COMMITTER_EMAIL: 'nobody@example.dk',
      GIT_COMMITTER_DATE: date,
    };
    return execFileSync('git', args, { cwd: folder, env, input, encoding: 'utf8', stdio: 'pipe' }).trim();
  };
  git(['init', '--quiet', '--initial-branch=main']);
  const at = (path: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    return join(folder, path);
  };
  return {
    folder,
    git,
    write: (path, text) => writeFileSync(at(path), text),
    move: (from, to) => renameSync(at(from), at(to)),
    remove: (path) => rmSync(at(path)),
    commit: (message, by = karen) => {
      author = by;
      time += 60;
      git(['add', '--all']);
      git(['commit', '--quiet', '--allow-empty', '--file=-'], message);
      return git(['rev-parse', 'HEAD']);
    },
    merge: (branch) => {
      try {
        git(['merge', '--quiet', '--no-ff', '--no-commit', branch]);
      } catch {
        // Only the conflicts make it fail here.
      }
    },
    drop: () => rmSync(folder, { recursive: true, force: true }),
  };
}

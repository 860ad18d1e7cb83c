/** Runs the `git` program: never through a shell, and never on another repository than the one it's given. */
import { execFile } from 'node:child_process';
import { devNull } from 'node:os';

/** Returns what git answers, run in a folder. Throws an Error with git's own reason when it fails. */
export function git(args: readonly string[], input = '', cwd = '.'): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { encoding: 'buffer', maxBuffer: Infinity, env: environment(), cwd } as const;
    const child = execFile('git', args, options, (error, stdout, stderr) => {
      if (error) reject(new Error(reasonOf(error, stderr), { cause: error }));
      else resolve(stdout);
    });
    // When git ends before it has read everything, its exit tells why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/**
 * Whatever the machine, its users and the repository have set, the same history is read. A repository from elsewhere may name
 * programs to run in its configuration; here it's read, and nothing of it is run, so anybody's may be.
 */
const SETTINGS = { 'core.fsmonitor': 'false', 'diff.renameLimit': '0', 'safe.directory': '*' };

const CALM = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_GRAFT_FILE: devNull,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_COUNT: String(Object.keys(SETTINGS).length),
  ...Object.fromEntries(
    Object.entries(SETTINGS).flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ),
};

/** Returns the environment for git: it speaks English, asks nothing, and isn't led elsewhere by what anybody has set. */
export function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return { ...Object.fromEntries(kept), ...CALM };
}

function reasonOf(error: Error, stderr: Buffer): string {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'The program git is not installed.';
  const lines = stderr.toString('utf8').trim().split('\n');
  const reason = lines.find((line) => line.startsWith('fatal: ')) ?? (lines.at(-1) || error.message);
  return reason.replace(/^fatal: /, '');
}

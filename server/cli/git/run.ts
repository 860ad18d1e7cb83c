/** Runs the `git` program: never through a shell, and never on another repository than the one it's given. */
import { execFile } from 'node:child_process';

/** Returns what git answers. Throws an Error with git's own reason when it fails. */
export function git(args: readonly string[], input = ''): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { encoding: 'buffer', maxBuffer: Infinity, env: environment() } as const;
    const child = execFile('git', args, options, (error, stdout, stderr) => {
      if (error) reject(new Error(reasonOf(error, stderr), { cause: error }));
      else resolve(stdout);
    });
    // When git ends before it has read everything, its exit tells why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** A repository from elsewhere may name programs to run in its configuration; here it's read, and nothing of it is run. */
const CALM = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'core.fsmonitor',
  GIT_CONFIG_VALUE_0: 'false',
};

/** Returns the environment for git: it speaks English, asks nothing, and isn't led elsewhere by what a hook has set. */
export function environment(): NodeJS.ProcessEnv {
  const leading = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY', 'GIT_NAMESPACE'];
  const kept = Object.entries(process.env).filter(([name]) => !leading.includes(name));
  return { ...Object.fromEntries(kept), ...CALM };
}

function reasonOf(error: Error, stderr: Buffer): string {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'The program git is not installed.';
  const lines = stderr.toString('utf8').trim().split('\n');
  const reason = lines.find((line) => line.startsWith('fatal: ')) ?? (lines.at(-1) || error.message);
  return reason.replace(/^fatal: /, '');
}

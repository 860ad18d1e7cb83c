/** The built wiki as a process of its own, as an operator starts it. */
import { afterEach } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const projectFolder = join(import.meta.dirname, '../..');

export interface Run {
  child: ChildProcess;
  /** What it has written so far. */
  output: { stdout: string; stderr: string };
  /** Waits until standard output matches, and returns the match. Throws when the process ends first. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Waits until it ends, and returns its exit code. */
  ended(): Promise<number | null>;
}

/** Starts a built script with an environment of its own. */
export function run(script: string, given: string[], environment: Record<string, string>): Run {
  const child = spawn(process.execPath, [join(projectFolder, script), ...given], {
    cwd: projectFolder,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const exit = once(child, 'close');
  return {
    child,
    output,
    says: async (pattern) => {
      for (;;) {
        const found = pattern.exec(output.stdout);
        if (found) return found;
        const alive = await Promise.race([
          once(child.stdout, 'data').then(() => true),
          exit.then(() => false),
        ]);
        if (!alive && !pattern.test(output.stdout))
          throw new Error(`ended early: ${output.stdout}${output.stderr}`);
      }
    },
    ended: async () => ((await exit) as [number | null])[0],
  };
}

/** Starts wikis that are killed after the test that started them, if they still run. */
export function wikisOfEachTest() {
  let children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    children = [];
  });
  return {
    startWiki: async (environment: Record<string, string>) => {
      const started = await runWiki(environment);
      children.push(started.child);
      return started;
    },
    /** Lets another process end with the test too. */
    killed: (child: ChildProcess) => void children.push(child),
  };
}

/** Starts the wiki and returns it with its address. */
export async function runWiki(environment: Record<string, string>): Promise<Run & { address: string }> {
  const wiki = run('dist/server/main.js', [], { ...environment, LOG_LEVEL: 'info', PORT: '0' });
  const [, port] = await wiki.says(/"port":(\d+)/);
  return { ...wiki, address: `http://127.0.0.1:${port}` };
}

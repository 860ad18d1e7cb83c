/**
 * The objects of a git repository, read one after another from one `git cat-file --batch`. A damaged object can end
 * that process: it costs its own reader an error, and a new process goes on with the next.
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { environment } from './run.ts';

export interface Objects {
  /** Returns an object's bytes. Throws an Error when the repository lacks it or it is damaged. */
  read(id: string): Promise<Buffer>;
  close(): void;
}

interface Waiting {
  id: string;
  resolve: (bytes: Buffer) => void;
  reject: (error: Error) => void;
}

/** Opens the objects of the repository in a git directory. */
export function openObjects(gitDir: string): Objects {
  const waiting: Waiting[] = [];
  let child: ChildProcessByStdio<Writable, Readable, null> | undefined;

  const answer = (bytes: Buffer | undefined) => {
    const { id, resolve, reject } = waiting.shift()!;
    if (bytes) resolve(bytes);
    else reject(new Error(`${id} is missing or damaged`));
  };
  const start = () => {
    const started = startBatch(gitDir, answer);
    started.on('close', () => {
      if (child !== started) return;
      child = undefined;
      if (waiting.length > 0) answer(undefined);
      if (waiting.length > 0) ask(...waiting);
    });
    return started;
  };
  const ask = (...questions: Waiting[]) => {
    child ??= start();
    for (const { id } of questions) child.stdin.write(`${id}\n`);
  };

  return {
    read: (id) =>
      new Promise((resolve, reject) => {
        const question = { id, resolve, reject };
        waiting.push(question);
        ask(question);
      }),
    close: () => {
      child?.stdin.end();
      child = undefined;
    },
  };
}

function startBatch(gitDir: string, answer: (bytes: Buffer | undefined) => void) {
  const started = spawn('git', [`--git-dir=${gitDir}`, 'cat-file', '--batch'], {
    env: environment(),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  started.stdout.on('data', answers(answer));
  started.stdin.on('error', () => undefined);
  started.on('error', () => undefined);
  return started;
}

/** Cuts a stream into answers: `<id> <type> <size>`, the bytes and a line end, or `<id> missing`. */
function answers(answer: (bytes: Buffer | undefined) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let length = 0;
  let needed = 1;
  return (chunk) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length < needed) return;
    let bytes = Buffer.concat(chunks);
    for (;;) {
      const head = bytes.indexOf('\n') + 1;
      const size = /^\S+ \w+ (\d+)$/.exec(bytes.toString('latin1', 0, head - 1))?.[1];
      const end = size === undefined ? head : head + Number(size) + 1;
      needed = head === 0 ? bytes.length + 1 : end;
      if (bytes.length < needed) break;
      answer(size === undefined ? undefined : bytes.subarray(head, end - 1));
      bytes = bytes.subarray(end);
    }
    chunks = [bytes];
    length = bytes.length;
  };
}

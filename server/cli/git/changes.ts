/** What each commit of a git repository did to its files, as `git diff-tree` tells it, renames found. */
import type { Broken } from './commits.ts';
import { git } from './run.ts';

/** A file that differs between a commit and one of its parents. `to` is missing when it's gone, `from` when it's new. */
export interface FileChange {
  from?: string;
  to?: { path: string; blob: string };
}

/** By commit, a list of changes for each parent; for a root commit one list. */
export type CommitChanges = Map<string, FileChange[][]>;

/** Returns what commits changed under a folder (`.` for everything). A commit that git can't compare is broken. */
export async function changesOf(
  gitDir: string,
  ids: readonly string[],
  folder: string,
): Promise<{ changes: CommitChanges; broken: Broken[] }> {
  if (ids.length === 0) return { changes: new Map(), broken: [] };
  try {
    return { changes: parse(await diffTree(gitDir, ids, folder)), broken: [] };
  } catch (error) {
    if (ids.length === 1)
      return { changes: new Map(), broken: [{ id: ids[0]!, reason: (error as Error).message }] };
    // One damaged object ends git's whole answer: by halves it is found, and all others are read.
    const middle = ids.length >> 1;
    const first = await changesOf(gitDir, ids.slice(0, middle), folder);
    const second = await changesOf(gitDir, ids.slice(middle), folder);
    return {
      changes: new Map([...first.changes, ...second.changes]),
      broken: [...first.broken, ...second.broken],
    };
  }
}

function diffTree(gitDir: string, ids: readonly string[], folder: string): Promise<Buffer> {
  const options = ['--stdin', '-r', '-z', '--raw', '-M', '-m', '--root', '--always'];
  const args = [`--git-dir=${gitDir}`, '--literal-pathspecs', 'diff-tree', ...options, '--', folder];
  return git(args, ids.map((id) => `${id}\n`).join(''));
}

/** Reads `<commit>` and then `:<mode> <mode> <blob> <blob> <status>`, path and, for a rename, new path, ended by NUL. */
function parse(answer: Buffer): CommitChanges {
  const changes: CommitChanges = new Map();
  const tokens = answer.toString('utf8').split('\0').values();
  let current: FileChange[] = [];
  for (const token of tokens) {
    if (token === '') continue;
    if (!token.startsWith(':')) {
      current = [];
      changes.set(token, [...(changes.get(token) ?? []), current]);
      continue;
    }
    const [oldMode, newMode, , blob, status] = token.slice(1).split(' ') as [
      string,
      string,
      string,
      string,
      string,
    ];
    const from = tokens.next().value!;
    const path = /^[RC]/.test(status) ? tokens.next().value! : from;
    current.push({ ...(isFile(oldMode) && { from }), ...(isFile(newMode) && { to: { path, blob } }) });
  }
  return changes;
}

/** Symbolic links and submodules have no text of their own. */
function isFile(mode: string): boolean {
  return mode.startsWith('100');
}

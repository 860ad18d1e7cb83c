/** What each commit of a git repository did to its texts, as `git diff-tree` tells it, renames found. */
import { decode, type Encoding } from './bytes.ts';
import type { Broken } from './commits.ts';
import { git } from './run.ts';

/** A file as it stands in a commit: its path, how the bytes of that were read unless they're UTF-8, and the id of its text. */
export interface BlobPlace {
  path: string;
  encoding?: Encoding;
  blob: string;
}

/** A file that differs between a commit and one of its parents. `to` is missing when it's gone, `from` when it's new. */
export interface FileChange {
  from?: BlobPlace;
  to?: BlobPlace;
}

/** By commit, a list of changes for each parent; for a root commit one list. */
export type CommitChanges = Map<string, FileChange[][]>;

const MARKDOWN = ['*.md', '*.markdown'];
/** What a text may have been called before it was Markdown. Nothing else is asked for: what is missing of it costs no text. */
const TEXTS = [
  ...MARKDOWN,
  ...['mdown', 'mdwn', 'mkd', 'mkdn', 'mdx', 'rmd', 'qmd', 'txt', 'text', 'rst', 'adoc', 'asciidoc', 'asc'],
  ...['org', 'textile', 'wiki', 'mediawiki', 'creole', 'pod', 'tex', 'htm', 'html', 'xhtml', 'erb', 'njk'],
].map((ending) => (ending.startsWith('*') ? ending : `*.${ending}`));
/** Texts without an ending, such as README and LICENSE. */
const BARE = ['readme', 'changelog', 'changes', 'contributing', 'install', 'todo', 'news', 'history', 'faq'];

/** Returns what commits changed of the repository's texts. A commit that git can't compare is broken. */
export async function changesOf(
  gitDir: string,
  ids: readonly string[],
): Promise<{ changes: CommitChanges; broken: Broken[] }> {
  return compare(
    ids,
    (some) => diffTree(gitDir, some, [...TEXTS, ...BARE.flatMap((name) => [name, `*/${name}`])]),
    (id) =>
      // Another text that is missing doesn't cost the Markdown.
      compare(
        [id],
        (one) => diffTree(gitDir, one, MARKDOWN),
        (broken, reason) => Promise.resolve({ changes: new Map(), broken: [{ id: broken, reason }] }),
      ),
  );
}

type Compared = Promise<{ changes: CommitChanges; broken: Broken[] }>;

/** One damaged object ends git's whole answer: by halves it is found, and all others are read. */
async function compare(
  ids: readonly string[],
  ask: (ids: readonly string[]) => Promise<Buffer>,
  alone: (id: string, reason: string) => Compared,
): Compared {
  if (ids.length === 0) return { changes: new Map(), broken: [] };
  try {
    return { changes: parse(await ask(ids)), broken: [] };
  } catch (error) {
    if (ids.length === 1) return alone(ids[0]!, (error as Error).message);
    const middle = ids.length >> 1;
    const first = await compare(ids.slice(0, middle), ask, alone);
    const second = await compare(ids.slice(middle), ask, alone);
    return {
      changes: new Map([...first.changes, ...second.changes]),
      broken: [...first.broken, ...second.broken],
    };
  }
}

function diffTree(gitDir: string, ids: readonly string[], names: readonly string[]): Promise<Buffer> {
  // However many files a commit renamed, each is looked for among all.
  const options = ['--stdin', '-r', '-z', '--raw', '--no-abbrev', '-M50%', '-l0', '-m', '--root', '--always'];
  const args = [`--git-dir=${gitDir}`, '--icase-pathspecs', 'diff-tree', ...options, '--', ...names];
  return git(args, ids.map((id) => `${id}\n`).join(''));
}

/** Reads `<commit>` and then `:<mode> <mode> <blob> <blob> <status>`, path and, for a rename, new path, ended by NUL. */
function parse(answer: Buffer): CommitChanges {
  const changes: CommitChanges = new Map();
  const tokens = answer.toString('latin1').split('\0').values();
  let current: FileChange[] = [];
  for (const token of tokens) {
    if (token === '') continue;
    if (!token.startsWith(':')) {
      current = [];
      changes.set(token, [...(changes.get(token) ?? []), current]);
      continue;
    }
    const [oldMode, newMode, oldBlob, blob, status] = token.slice(1).split(' ') as [
      string,
      string,
      string,
      string,
      string,
    ];
    const from = pathOf(tokens.next().value!);
    const path = /^[RC]/.test(status) ? pathOf(tokens.next().value!) : from;
    current.push({
      ...(isFile(oldMode) && { from: { ...from, blob: oldBlob } }),
      ...(isFile(newMode) && { to: { ...path, blob } }),
    });
  }
  return changes;
}

/** Symbolic links and submodules have no text of their own. */
function isFile(mode: string): boolean {
  return mode.startsWith('100');
}

/** A path's bytes are in the encoding of whoever named the file. */
function pathOf(bytes: string): Omit<BlobPlace, 'blob'> {
  const { text: path, ...how } = decode(Buffer.from(bytes, 'latin1'))!;
  return { path, ...how };
}

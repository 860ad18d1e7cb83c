/** The commits of a git repository in the wiki's own terms: what each did to which Markdown file. */
import { TextDecoder } from 'node:util';
import type { ForeignChange, ForeignCommit } from '../../wiki/exchange/imports.ts';
import type { CommitChanges, FileChange } from './changes.ts';
import type { Commit } from './commits.ts';
import type { Objects } from './objects.ts';

/** A change, with the id of the text that the file has after it; deleted files have none. */
interface BlobChange {
  path: string;
  from?: string;
  blob?: string;
}

/** Returns those commits that did something to a Markdown file, in their order. */
export function foreignCommits(
  commits: readonly Commit[],
  changes: CommitChanges,
  objects: Objects,
): ForeignCommit[] {
  /** The text that each path was given last, and by which commit. */
  const last = new Map<string, { blob: string | undefined; index: number }>();
  return commits.flatMap((commit, index) => {
    const byParent = (changes.get(commit.id) ?? []).map((list) => list.flatMap(markdownChange));
    const merge = commit.parents.length > 1;
    const done = merge ? doneByMerge(byParent, commit.since, last) : (byParent[0] ?? []);
    for (const { path, blob } of done) last.set(path, { blob, index });
    if (done.length === 0) return [];
    const { id, author, writtenAt, message } = commit;
    return [
      { id, author, writtenAt, message, merge, changes: done.map((change) => withText(change, objects)) },
    ];
  });
}

/** A file that stops being Markdown is gone, and one that becomes it is new. */
function markdownChange({ from, to }: FileChange): BlobChange[] {
  const was = from !== undefined && isMarkdown(from) ? { from } : {};
  if (to && isMarkdown(to.path)) return [{ ...to, ...was }];
  return was.from === undefined ? [] : [{ path: was.from, ...was }];
}

function isMarkdown(path: string): boolean {
  return /\.(md|markdown)$/i.test(path);
}

/**
 * Returns what a merge itself did: to the files that differ from every parent's, and to those that it took from one
 * parent although the line that it joins, which is imported just before it, had made something else of them.
 */
function doneByMerge(
  byParent: readonly BlobChange[][],
  since: number,
  last: ReadonlyMap<string, { blob: string | undefined; index: number }>,
): BlobChange[] {
  const differing = new Map(byParent.flat().map((change) => [change.path, change]));
  return [...differing.values()].filter(({ path, blob }) => {
    const own = byParent.every((list) => list.some((change) => change.path === path));
    const before = last.get(path);
    return own || (blob !== undefined && before && before.index >= since && before.blob !== blob);
  });
}

function withText({ path, from, blob }: BlobChange, objects: Objects): ForeignChange {
  const read = blob && (() => objects.read(blob).then(decode, () => undefined));
  return { path, ...(from !== undefined && { from }), ...(read && { read }) };
}

/** What isn't UTF-8 becomes U+FFFD; a byte order mark goes. */
function decode(bytes: Buffer): string {
  return new TextDecoder('utf-8').decode(bytes);
}

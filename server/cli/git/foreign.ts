/** The commits of a git repository in the wiki's own terms: what each did to which Markdown file. */
import type { ForeignChange, ForeignCommit } from '../../wiki/exchange/imports.ts';
import { fileFollower } from '../../wiki/exchange/files.ts';
import type { CommitChanges, FileChange } from './changes.ts';
import type { Commit } from './commits.ts';

/** A change, with the ids of the texts that the file has before and after it. */
interface BlobChange {
  path: string;
  from?: string;
  before?: string;
  blob?: string;
}

/** A text as followed through its names. */
interface FollowedText {
  /** Where it was an article's file first and last, as indices of commits. */
  first?: number;
  last?: number;
}

interface Done {
  commit: Commit;
  merge: boolean;
  changes: [BlobChange, FollowedText][];
}

/** What is asked of a history: which paths are articles' files, and what reads a text. `whole` tells that no commit is broken. */
interface HistoryAsked {
  isArticle: (path: string) => boolean;
  read: (blob: string, path: string) => Promise<string | undefined>;
  whole: boolean;
}

/** Returns those commits that did something to an article's file, or to what became one, in their order. */
export function foreignCommits(
  commits: readonly Commit[],
  changes: CommitChanges,
  { isArticle, read, whole }: HistoryAsked,
): ForeignCommit[] {
  const known = new Set<string>();
  return followed(commits, changes, isArticle).flatMap(({ commit, merge, changes: done }, index) => {
    // What a text was before must have come from a commit that is told of here, or nobody knows who wrote it.
    const torn = ({ before }: BlobChange) => !whole && !merge && before !== undefined && !known.has(before);
    const told = done.flatMap(([change, text]) => {
      const step = stepOf(change, text, { index, isArticle, read });
      return step ? { ...step, ...(torn(change) && step.read && { torn: true }) } : [];
    });
    for (const [{ blob }] of done) if (blob !== undefined) known.add(blob);
    if (told.length === 0) return [];
    const { id, author, writtenAt, message } = commit;
    return [{ id, author, writtenAt, message, merge, changes: told }];
  });
}

/** Returns what each commit did to which text, wherever that stood. */
function followed(
  commits: readonly Commit[],
  changes: CommitChanges,
  isArticle: (path: string) => boolean,
): Done[] {
  /** The text that each path was given last, and by which commit. */
  const last = new Map<string, { blob: string | undefined; index: number }>();
  const follow = fileFollower<FollowedText>(() => ({}));
  return commits.map((commit, index) => {
    const byParent = (changes.get(commit.id) ?? []).map((list) => list.map(blobChange));
    const merge = commit.parents.length > 1;
    const done = merge ? doneByMerge(byParent, commit.since, last) : (byParent[0] ?? []);
    for (const { path, blob } of done) last.set(path, { blob, index });
    const found = follow({ changes: done, merge });
    for (const [{ path, blob }, text] of found) {
      if (blob === undefined || !isArticle(path)) continue;
      text.first ??= index;
      text.last = index;
    }
    return { commit, merge, changes: found };
  });
}

function blobChange({ from, to }: FileChange): BlobChange {
  const was = from && { from: from.path, before: from.blob };
  return to ? { ...to, ...was } : { path: from?.path ?? '', ...was };
}

/**
 * A text that stops being an article's file is gone, unless it becomes one again; where it stood before it became one
 * tells who wrote it.
 */
function stepOf(
  { path, from, blob }: BlobChange,
  { first, last }: FollowedText,
  { index, isArticle, read }: { index: number } & Pick<HistoryAsked, 'isArticle' | 'read'>,
): ForeignChange | undefined {
  if (first === undefined || last === undefined) return undefined;
  const wasArticle = from !== undefined && isArticle(from);
  const stays = blob !== undefined && (isArticle(path) || index < last);
  if (!stays) return wasArticle ? { path: from, from } : undefined;
  return {
    path,
    ...(from !== undefined && { from }),
    read: () => read(blob, path),
    ...(index < first && { outside: true }),
  };
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

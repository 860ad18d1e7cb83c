/** A file is followed through its names: after a rename it's still the same article. */
import type { ForeignChange } from './foreign.ts';

type FileMove = Pick<ForeignChange, 'path' | 'from'>;

/** Returns what finds the file that each change of a commit is about, commit by commit, oldest first; `make` makes a new one. */
export function fileFollower<File>(make: () => File) {
  const byPath = new Map<string, File>();
  const renamedAway = new Set<string>();

  const find = ({ path, from }: FileMove, merge: boolean): File | undefined => {
    // What a merge takes from one side is known from that side; elsewhere a path can start anew.
    if (merge) return byPath.get(path) ?? byPath.get(from ?? path);
    return from === undefined && renamedAway.has(path) ? undefined : byPath.get(from ?? path);
  };

  return <Change extends FileMove>({
    changes,
    merge,
  }: {
    changes: readonly Change[];
    merge: boolean;
  }): [Change, File][] => {
    for (const { path, from } of changes) if (from !== undefined && from !== path) renamedAway.add(from);
    const found = changes.map((change): [Change, File] => [change, find(change, merge) ?? make()]);
    // The old path goes on leading to the file: another line of history may not know the new one.
    for (const [{ path, from }, file] of found) {
      byPath.set(path, file);
      if (from !== path && !merge) renamedAway.delete(path);
    }
    return found;
  };
}

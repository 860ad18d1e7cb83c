/** A foreign history as plain data: nothing here knows where it is kept. */

/** A person as a commit names them. */
export interface ForeignSignature {
  name: string;
  email: string;
}

/** A commit and what it did to the files that are imported. `writtenAt` is ISO-8601 UTC. */
export interface ForeignCommit {
  id: string;
  author: ForeignSignature;
  writtenAt: string;
  message: string;
  /** Whether it joins lines of history; its changes are then all that differs from any of them. */
  merge: boolean;
  changes: readonly ForeignChange[];
}

/** What a commit did to a file. */
export interface ForeignChange {
  path: string;
  /** Its path before; missing when the file is new. */
  from?: string;
  /** Returns its text after, or undefined when that can't be read; missing when the file was deleted. */
  read?: () => Promise<string | undefined>;
  /** Whether it stood where nothing is imported from: that its words came from there is all that is told. */
  outside?: boolean;
  /** Whether something of its text was written in a commit that can't be read. */
  torn?: boolean;
}

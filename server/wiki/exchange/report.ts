/** What an import did, and what it left out and why. */
import type { WikiError } from '../../errors.ts';

/**
 * Something that didn't come in as it was: `detail` is the reason, the fields, or the refusal. A file that is `stopped`
 * waits for the next import, and `later` counts its commits that wait with it.
 */
export interface ImportNote {
  code:
    | 'no-author'
    | 'torn'
    | 'unreadable'
    | 'pointer'
    | 'too-large'
    | 'part'
    | 'deleted'
    | 'front-matter'
    | 'called'
    | 'clash'
    | 'no-base'
    | 'cpr'
    | 'refused';
  commit: string;
  path: string;
  detail?: string | WikiError;
  later: number;
}

/** What one import did: the commits that made revisions, the articles and revisions made, and who wrote them. */
export interface ImportReport {
  commits: number;
  articles: number;
  revisions: number;
  /** The keys of the people. */
  people: Set<string>;
  names: Set<string>;
  notes: ImportNote[];
  /** Front matter that articles have no place for. */
  unknown: Set<string>;
  /** By path, the names that the front matter gave several values, when the file last had any. */
  repeated: Map<string, readonly string[]>;
  /** By path, the HTML elements that went with all they held, and their lines, when the file last had any. */
  dropped: Map<string, { element: string; line: number }[]>;
}

/** Returns the report of an import that has done nothing yet. */
export function emptyReport(): ImportReport {
  return {
    commits: 0,
    articles: 0,
    revisions: 0,
    people: new Set(),
    names: new Set(),
    notes: [],
    unknown: new Set(),
    repeated: new Map(),
    dropped: new Map(),
  };
}

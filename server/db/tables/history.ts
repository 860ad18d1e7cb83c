/** What stands for ever, and what the law may order erased beside it: revisions, bylines, the log. */
import type { Generated } from 'kysely';

export type Action = 'edit' | 'create' | 'move' | 'restore' | 'undo' | 'rollback' | 'import' | 'starter';
export type Verification = 'unconfirmed' | 'email' | 'work-email' | 'federated' | 'imported';

/** One save of a whole article. `sequence` counts all revisions without a gap, in the order of commits. Never changed. */
export interface RevisionTable {
  sequence: number;
  article_id: number;
  number: number;
  byline_id: number;
  person_id: number;
  action: Action;
  from_number: number | null;
  to_number: number | null;
  base_number: number | null;
  minor: number;
  /** Code points of the body. */
  size: number;
  written_at: string;
  /** Empty when it's the same; an import was written earlier. */
  recorded_at: string;
  content_digest: Buffer;
  summary_digest: Buffer | null;
  hash: Buffer;
}

/** Somebody who wrote a revision together with its author. Never changed. */
export interface CoAuthorTable {
  sequence: number;
  byline_id: number;
}

/** A revision's edit summary; no row when none was written, or when it was erased. */
export interface SummaryTable {
  sequence: number;
  salt: Buffer;
  words: string;
}

export interface LinkedTable {
  sequence: number;
  steps: number;
  bytes: Buffer;
}

/** A revision's content; erased by deleting the row. */
export interface ContentTable extends LinkedTable {
  salt: Buffer;
}

/** A person's name, title and workplace as at one time. Never changed. */
export interface BylineTable {
  id: Generated<number>;
  person_id: number;
  verification: Verification;
  digest: Buffer;
  recorded_at: string;
  /** Covers the row and the hash of the one before. */
  hash: Buffer | null;
}

/**
 * A byline's words, JSON of name, title and workplace: what may have to be erased. The rest is worked out of them, and
 * made anew by `rebuild`.
 */
export interface BylineWordsTable {
  byline_id: number;
  salt: Buffer;
  words: string;
  /** What names that look alike have in common; null until it's worked out. */
  skeleton: string | null;
  /** Null when nobody else goes by the name, 0 when title and workplace tell them apart, else the person's number among them. */
  namesake: number | null;
}

/** An action that was performed. Never changed. */
export interface LogTable {
  id: Generated<number>;
  byline_id: number;
  action: string;
  article_id: number | null;
  person_id: number | null;
  /** The earlier act that it is about. */
  act_id: number | null;
  recorded_at: string;
  words_digest: Buffer | null;
  /** What an erasure took: a revision's sequence, a byline's id or a log entry's, as `action` tells. */
  erased_id: number | null;
  /** Covers the row and the hash of the one before. */
  hash: Buffer | null;
}

/** A log entry's reason and details, JSON. */
export interface LogWordsTable {
  log_id: number;
  salt: Buffer;
  words: string;
}

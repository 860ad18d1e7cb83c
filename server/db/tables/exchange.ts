/** What was imported. Where it came from is named once each: the history, the commits in it, the files, and when that was. */
import type { Generated } from 'kysely';

/** A history, under a name that lasts. */
export interface ImportSourceTable {
  id: Generated<number>;
  name: string;
}

/** An import, by its time. */
export interface ImportRunTable {
  id: Generated<number>;
  recorded_at: string;
}

/** A file, or what stands for its path where that held words which were erased. */
export interface ImportPathTable {
  id: Generated<number>;
  path: string;
}

/** A commit, by the bytes of its name. */
export interface ImportCommitTable {
  id: Generated<number>;
  source_id: number;
  hash: Buffer;
}

/** A commit's file as imported: the revision it became, or why none. */
export interface ImportRecordTable {
  commit_id: number;
  path_id: number;
  run_id: number;
  article_id: number | null;
  sequence: number | null;
  outcome: string;
}

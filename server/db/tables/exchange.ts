/** What was imported. */

/** A commit's file as imported: the revision it became, or why none. */
export interface ImportRecordTable {
  source: string;
  commit_hash: string;
  path: string;
  article_id: number | null;
  sequence: number | null;
  outcome: string;
  co_authors: string;
  recorded_at: string;
}

/** What else is worked out of the history. */

/** The content, or the attribution, of an article's current revision, whole: copied, so that its readers pay for no chain. */
export interface CurrentTable {
  article_id: number;
  sequence: number;
  bytes: Buffer;
}

/**
 * How much each byline wrote in an article: revisions, and the words and signs of it that stand; rebuilt from the revisions. One
 * whose sentence came from another article has words and no revision.
 */
export interface ContributorTable {
  article_id: number;
  byline_id: number;
  revisions: number;
  words: number;
  first_at: string | null;
  last_at: string | null;
}

/** What an article's current revision is filed under: `name` is topic, sector or place; rebuilt from the content. */
export interface FacetTable {
  article_id: number;
  name: string;
  value: string;
}

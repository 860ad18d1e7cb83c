/** What else is worked out of the history. */

/** The content, or the attribution, of an article's current revision, whole: copied, so that its readers pay for no chain. */
export interface CurrentTable {
  article_id: number;
  sequence: number;
  bytes: Buffer;
}

/**
 * How much each byline wrote in an article: revisions, the words and signs of its body that stand, and the words of the `items`
 * beside it; rebuilt from the revisions. One whose sentence came from another article has words and no revision.
 */
export interface ContributorTable {
  article_id: number;
  byline_id: number;
  revisions: number;
  words: number;
  items: number;
  first_at: string | null;
  last_at: string | null;
}

/** What an article's current revision is filed under: `name` is topic, sector or place; rebuilt from the content. */
export interface FacetTable {
  article_id: number;
  name: string;
  value: string;
}

/** A revision that was taken back, by the number of the first revert that did it and stands; rebuilt from the revisions. */
export interface RevertedTable {
  sequence: number;
  revert_number: number;
}

/** Revisions that came in after one another, as starter content or by imports: the first, the last, and how many articles they began; rebuilt from the revisions. */
export interface IntakeTable {
  sequence: number;
  last: number;
  action: 'import' | 'starter';
  articles: number;
}

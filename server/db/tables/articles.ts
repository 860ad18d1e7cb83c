/** Articles, and the slugs that they ever had. */
import type { Generated } from 'kysely';

/** An article; all but `uid`, `licence` and `revision_count` is copied from its current revision for speed. */
export interface ArticleTable {
  id: Generated<number>;
  uid: Buffer;
  licence: string;
  revision_count: number;
  slug: string;
  title: string;
  lead: string;
  kind: string;
  sort_key: string;
  sections_done: number;
  sections_total: number;
  /** The current revision's sequence; 0 in the transaction that makes the article. */
  sequence: number;
}

/** Every slug that was ever used, and the article that holds it for ever, unless a moderator sets it free. */
export interface SlugTable {
  slug: string;
  article_id: number;
}

/** A slug that an article had and a moderator set free, as long as the article hasn't taken it again, and the act that did so. */
export interface FreedSlugTable {
  slug: string;
  article_id: number;
  act_id: number;
}

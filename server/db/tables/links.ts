/** What articles link to, and where links lead that go further than to an article. */
import type { Generated } from 'kysely';

/**
 * How often an article's current text links to a slug, which is empty for the article itself: to the whole of what is there, as
 * each of its links does, where `heading` is empty, and to the heading with that id. `name` is what the first of them calls it, empty
 * when that is but an address; rebuilt from the content.
 */
export interface LinkTable {
  article_id: number;
  slug: string;
  heading: string;
  name: string;
  count: number;
}

/** A heading that an article has, by its id, or had, and what the id of that one is `now`; rebuilt from the revisions. */
export interface HeadingTable {
  article_id: number;
  id: string;
  now: string;
}

/** An address elsewhere that an article leads to, where nothing was found when all were last looked at (ISO-8601 UTC), and what was found instead. */
export interface DeadLinkTable {
  id: Generated<number>;
  article_id: number;
  address: string;
  problem: string;
  checked_at: string;
}

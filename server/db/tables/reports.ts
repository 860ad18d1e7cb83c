/** What readers report to the moderators. */
import type { Generated } from 'kysely';

/**
 * Something in an article that somebody reports: seen in the revision of that number, under the heading with that id, empty
 * for all of it. Shown to moderators alone; `act_id` and `handled_at` are null until one has handled it.
 */
export interface ReportTable {
  id: Generated<number>;
  article_id: number;
  number: number;
  section: string;
  reason: string;
  words: string;
  /** Where to answer; empty for who wants none. */
  email: string;
  /** Who it's from; null for a stranger, and once the account is closed. */
  person_id: number | null;
  at: string;
  act_id: number | null;
  handled_at: string | null;
  /** The post that it's of, by its act, if it's of one and not of the article. */
  post_id: number | null;
}

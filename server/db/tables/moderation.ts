/** What moderators limit for a while. A row stands until another takes its place or somebody ends it; one whose time is over holds no longer. */

/** Who may edit an article. */
export interface ProtectionTable {
  article_id: number;
  level: 'verified' | 'moderators';
  /** The last moment that it holds, as ISO-8601 UTC; null for good. */
  until: string | null;
  /** The act that made it, where the reason stands. */
  act_id: number;
}

/** What a person is kept from: writing, or signing in at all. */
export interface BlockTable {
  person_id: number;
  scope: 'editing' | 'everything';
  until: string | null;
  act_id: number;
}

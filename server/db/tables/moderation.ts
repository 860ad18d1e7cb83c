/**
 * The states that moderators begin and end: a row stands until another takes its place or somebody ends it, and points at its
 * act; one whose time is over holds no longer. And what is asked to be erased, and what nobody has looked at yet.
 */
import type { Generated } from 'kysely';

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

/** An article that is deleted, as long as it is, and the act that deleted it. */
export interface DeletionTable {
  article_id: number;
  act_id: number;
}

/** A revision whose text or summary is hidden, as long as it is, and the act that hid it. */
export interface HidingTable {
  sequence: number;
  act_id: number;
  text: number;
  summary: number;
}

/** A revision that no moderator has looked at yet, and how it struck the wiki when it was saved; gone once one has. */
export interface UnpatrolledTable {
  sequence: number;
  article_id: number;
  person_id: number;
  /** Its author had hardly written here. */
  newcomer: number;
  imported: number;
  /** It takes away much of the body. */
  removal: number;
  /** It leads to hosts that the article didn't lead to before. */
  links: number;
  minor: number;
}

/** What may be asked to be erased: of a revision its content or summary; of a post all that it said; of a person the name they go by, or all names they ever went by. */
export type Askable = 'content' | 'summary' | 'post' | NameAskable;
/** Which of a person's names: the present one, all, or all but that, whose account then goes on. */
export type NameAskable = 'name' | 'names' | 'earlier';

/** An erasure that one administrator asked for and no other has confirmed yet. Nobody else is shown it. */
export interface ErasureRequestTable {
  id: Generated<number>;
  what: Askable;
  sequence: number | null;
  person_id: number | null;
  reason: string;
  asked_by: number;
  asked_at: string;
  /** Whether it was what hid the text, summary or post that it's about. */
  hides: number;
  /** A post, by its act. */
  post_id: number | null;
}

/** A topic, however it's written, that is filed as another: the state that an act began, and another ends. Of several acts about one topic the last counts. */
export interface TopicMergeTable {
  topic: string;
  target: string;
  act_id: number;
}

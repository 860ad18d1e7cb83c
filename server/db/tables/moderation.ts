/** What is taken from view, and what is asked to be. */
import type { Generated } from 'kysely';

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

/** What may be asked to be erased: of a revision its content or summary; of a person the name they go by, or all names they ever went by. */
export type Askable = 'content' | 'summary' | 'name' | 'names';

/** An erasure that one administrator asked for and no other has confirmed yet. Nobody else is shown it. */
export interface ErasureRequestTable {
  id: Generated<number>;
  what: Askable;
  sequence: number | null;
  person_id: number | null;
  reason: string;
  asked_by: number;
  asked_at: string;
  /** Whether it was what hid the text or summary that it's about. */
  hides: number;
}

/** Talk: what is said stands in the words of its act in the log; here is where it belongs, and how it stands now. */

/** A thread about an article, by the act that began it. A question is about a section of its kind, whose code is empty otherwise. */
export interface ThreadTable {
  id: number;
  article_id: number;
  section: string;
  /** The act of its newest post. */
  last_post: number;
  /** The act that settled it, as long as it's settled. */
  settled_by: number | null;
}

/** A post, by its act; `current_act` is that of its present wording: its own, or the last that reworded it. */
export interface PostTable {
  act_id: number;
  thread_id: number;
  person_id: number;
  current_act: number;
}

/** Somebody whom a wording of a post mentions, by the wording's act. */
export interface MentionTable {
  act_id: number;
  person_id: number;
}

/** A post that is hidden, as long as it is, and the act that hid it. */
export interface PostHidingTable {
  post_id: number;
  act_id: number;
}

/**
 * The passage that a thread is about, a copy of what its act names: what stands in the body of a revision, by its number, from one
 * place to another (`from-to`), how many words and signs that is, how a page shows it, and which of those of the current revision it
 * is, by their places among them, from one to another on a line each. Once the revision's text is erased, there's nothing of it.
 */
export interface PassageTable {
  thread_id: number;
  article_id: number;
  number: number;
  span: string;
  size: number;
  quote: string | null;
  standing: string;
}

/** What people watch, and what they are told: private, all of it, and forgotten with the account. */
import type { Generated } from 'kysely';

/**
 * Something that a person watches: `target` is an article's id, a person's, a topic's key, or a search's; and the newest revision and act
 * when they began to.
 */
export interface WatchTable {
  person_id: number;
  subject: 'article' | 'person' | 'topic' | 'search';
  target: string;
  since: string;
  from_sequence: number;
  from_act: number;
}

/**
 * How somebody follows what happens. `seen` is how far they have seen the watchlist, `told` how far they have been told by mail: the
 * sequence of a revision, the id of an act, that of a notice, and that of a fit.
 */
export interface FollowerTable {
  person_id: number;
  lang: string;
  mail: 'never' | 'soon' | 'daily' | 'weekly';
  /** What they write is watched, unless they say otherwise. */
  watches_own: number;
  /** Others may write to them through the wiki. */
  takes_letters: number;
  /** Something that they watch has changed since they were told by mail. */
  has_news: number;
  seen_sequence: number;
  seen_act: number;
  told_sequence: number;
  told_act: number;
  told_notice: number;
  told_at: string;
  seen_fit: Generated<number>;
  told_fit: Generated<number>;
}

/** That a revision, by its sequence, brought an article into a search that somebody watches: of each article and search it's kept once. */
export interface FitTable {
  id: Generated<number>;
  person_id: number;
  target: string;
  article_id: number;
  sequence: number;
}

/** Something that concerns one person: a revision by its sequence, or an act. */
export interface NoticeTable {
  id: Generated<number>;
  person_id: number;
  code: string;
  article_id: number | null;
  sequence: number | null;
  act_id: number | null;
  at: string;
  read_at: string | null;
}

/** One row: the newest revision and act that people have been told of. */
export interface ToldTable {
  sequence: number;
  act_id: number;
}

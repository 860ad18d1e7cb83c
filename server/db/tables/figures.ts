/** What the wiki is told of in figures. */

/**
 * How many revisions, and how many first ones of articles, were written under a byline in a month (`2026-11`, UTC); `way` tells
 * those apart that came in by an import or as starter content. Rebuilt from the revisions.
 */
export interface ActivityTable {
  month: string;
  byline_id: number;
  way: 'written' | 'import' | 'starter';
  revisions: number;
  articles: number;
}

/**
 * What was read and looked for on a day (`2026-11-29`, UTC), as sums that hold nothing of who did so; `word` is empty but
 * where words that nothing held are counted.
 */
export interface ReadingTable {
  day: string;
  what: 'pages' | 'articles' | 'searches' | 'vain' | 'word';
  word: string;
  count: number;
}

/** What is to be reached of a figure from one month (`2026-01`) to another, both included: the state that an act began, and another ends. */
export interface GoalTable {
  figure: string;
  first: string;
  last: string;
  count: number;
  act_id: number;
}

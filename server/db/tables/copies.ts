/** What else is worked out of the history. */
import type { Generated } from 'kysely';

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

/** A topic in authors' own words that an article is filed under: by its folded words, as they're spelled in all lists. */
export interface TopicTable {
  key: string;
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

/** The articles by the stems of their words, as each engine keeps them; `db/search-index.ts` alone knows how. */
export interface SearchTable {
  article_id: number;
}

/** What is said by the stems of its words, a post by its act, as each engine keeps it; `db/search-index.ts` alone knows how. */
export interface SaidTable {
  post_id: number;
}

/** A stem of the words of articles, and the words that have it, as `text/finding/vocabulary.ts` writes them; only added to, but for what is erased. */
export interface VocabularyTable {
  id: Generated<number>;
  stem: string;
  forms: string;
}

/** By how a stem, or a word that has it, begins to sound, and then by the stem itself: key and mark are as `text/finding/vocabulary.ts` makes them. */
export interface VocabularySoundTable {
  key: number;
  mark: number;
  vocabulary_id: number;
}

/** A word of an article's title, folded, to be found by how it begins. */
export interface TitleWordTable {
  word: string;
  article_id: number;
}

/** How far a copy of each article has been worked out, in which way: up to an article's id; those after it follow by themselves. */
export interface CopiedTable {
  copy: string;
  way: number;
  up_to: number;
}

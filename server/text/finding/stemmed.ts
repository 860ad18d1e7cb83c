/** Texts as an index takes them: stem by stem. What didn't change since it was read last isn't read anew. */
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { foldedWords, joinedWords, stemOf } from './stems.ts';

/** The stems of a text, each behind a space, and of the words that hyphens join in it. */
export interface StemmedText {
  readonly stems: string;
  readonly joined: string;
}

/** How many characters of stems are kept. */
const MOST_KEPT = 4_000_000;
/** A shorter text is read as fast as it's looked up. */
const SHORTEST_KEPT = 20;

const kept = new LRUCache<string, StemmedText>({
  maxSize: MOST_KEPT,
  sizeCalculation: ({ stems, joined }) => 100 + stems.length + joined.length,
});

/** Returns the stems of a text, which is read where it isn't known by its key. */
export function stemmed(key: string, text: () => string): StemmedText {
  if (key.length < SHORTEST_KEPT) return stemmedAnew(text());
  const digest = hash('sha256', key, 'base64');
  const known = kept.get(digest);
  if (known) return known;
  const fresh = stemmedAnew(text());
  kept.set(digest, fresh);
  return fresh;
}

/** Returns all words that a text is found by, folded. */
export function wordsIn(text: string): string[] {
  return [...foldedWords(text), ...joinedWords(text)];
}

function stemmedAnew(text: string): StemmedText {
  return { stems: listed(foldedWords(text)), joined: listed(joinedWords(text)) };
}

function listed(words: readonly string[]): string {
  return words.map((word) => ` ${stemOf(word)}`).join('');
}

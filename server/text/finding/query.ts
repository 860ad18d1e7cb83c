/** What somebody typed to be found: words, phrases in quotes, and words with a minus that mustn't be there. */
import { foldedWord, foldedWords, isStopWord } from './stems.ts';

/** A word, or words that stand together, folded: typed with a hyphen or between quotes. */
export interface Term {
  words: string[];
  /** Whether it stood between quotes, and so is to be found as it's written. */
  isQuoted: boolean;
}

export interface Query {
  /** What is to be found; none when nothing was typed that could be. */
  terms: Term[];
  /** What mustn't be found. */
  without: Term[];
}

/** How much of what was typed is looked for. */
const MOST_TERMS = 8;
/** How many words of a phrase are: more of them tell nothing else. */
const MOST_WORDS = 12;
const PART =
  /(?<=^|\s)(?<minus>[-\u2212\u2013](?=[\p{L}\p{N}"»“„”]))?(?:["»“„”](?<quoted>[^"«»“„”]*)["«»“”]|(?<word>\S+))/gu;

/** Reads what was typed. Words that say nothing by themselves are left out, unless they're all there is. */
export function readQuery(typed: string): Query {
  const parts = Array.from(typed.matchAll(PART), ({ groups }) => {
    const { minus, quoted, word = '' } = groups!;
    const words = foldedWords(quoted ?? word).slice(0, MOST_WORDS);
    return { isMinus: minus !== undefined, term: { words, isQuoted: quoted !== undefined } };
  }).filter(({ term }) => term.words.length > 0);
  const wanted = parts.filter(({ isMinus }) => !isMinus).map(({ term }) => term);
  const telling = wanted.filter(({ words }) => !words.every(isStopWord));
  return {
    terms: distinct(telling.length > 0 ? telling : wanted).slice(0, MOST_TERMS),
    without: parts
      .filter(({ isMinus }) => isMinus)
      .map(({ term }) => term)
      .slice(0, MOST_TERMS),
  };
}

function distinct(terms: readonly Term[]): Term[] {
  return [...new Map(terms.map((term) => [`${term.isQuoted} ${term.words.join(' ')}`, term])).values()];
}

/** Returns the query as typed, with some of its folded words replaced by others. */
export function withWords(typed: string, others: ReadonlyMap<string, string>): string {
  return typed.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => others.get(foldedWord(word)) ?? word);
}

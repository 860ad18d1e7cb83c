/** Texts read as numbered tokens: each text is read once, and from then on numbers are compared instead of strings. */
import { isWord, tokens } from './words.ts';

/** A text as its tokens. Equal tokens have the same number wherever they were read with one vocabulary. */
export interface Reading {
  readonly text: string;
  /** The number of each token. */
  readonly tokens: readonly number[];
  /** Where each token ends in the text. */
  readonly ends: readonly number[];
  /** The numbers of the tokens that are words. */
  readonly words: readonly number[];
  /** Which token each word is. */
  readonly places: readonly number[];
}

/** What texts are read with. */
export interface Vocabulary {
  readonly numbers: Map<string, number>;
  /** By the number of a token, a code for its word that is the same in any case; 0 for what isn't a word. */
  readonly codes: number[];
  readonly readings: Map<string, Reading>;
}

/** Returns an empty vocabulary. */
export function newVocabulary(): Vocabulary {
  return { numbers: new Map(), codes: [], readings: new Map() };
}

/** Reads a text, or returns it as it was read before. */
export function read(text: string, vocabulary: Vocabulary): Reading {
  const reading = vocabulary.readings.get(text) ?? readAnew(text, vocabulary);
  vocabulary.readings.set(text, reading);
  return reading;
}

// A code ends in the length of its word, so that letters can be counted without looking the word up.
const LENGTHS = 64;

/** Returns the letters of the word that a code stands for; of a very long word not all are counted. */
export function lettersOf(code: number): number {
  return code % LENGTHS;
}

function readAnew(text: string, vocabulary: Vocabulary): Reading {
  const found = tokens(text);
  const numbers = found.map((token) => numberOf(token, vocabulary));
  let end = 0;
  const ends = found.map(({ length }) => (end += length));
  const places: number[] = [];
  numbers.forEach((number, place) => {
    if (vocabulary.codes[number] !== 0) places.push(place);
  });
  return { text, tokens: numbers, ends, words: places.map((place) => numbers[place]!), places };
}

function numberOf(token: string, vocabulary: Vocabulary): number {
  const { numbers, codes } = vocabulary;
  const known = numbers.get(token);
  if (known !== undefined) return known;
  const number = numbers.size;
  numbers.set(token, number);
  codes.push(isWord(token) ? number * LENGTHS + Math.min(token.length, LENGTHS - 1) : 0);
  const lower = token.toLowerCase();
  if (lower !== token) codes[number] = codes[numberOf(lower, vocabulary)]!;
  return number;
}

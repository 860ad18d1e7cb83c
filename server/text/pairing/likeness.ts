/** How alike two blocks are, by the words they share. Long words tell more than short ones, so letters are counted. */
import { words } from '../words.ts';

/** The words of a block, lower-cased, as sorted codes: a word as often as it stands there. */
export interface Bag {
  readonly codes: Int32Array;
  readonly letters: number;
}

/** Gives each word its code; bags can be compared when their codes come from one vocabulary. */
export type Vocabulary = Map<string, number>;

/** From here on two blocks count as one block that was changed; below it, as one removed and one added. */
export const ALIKE = 0.5;

// A code ends in the length of its word, so that letters can be counted without looking the word up.
const LENGTHS = 64;

/** Returns the bag of a text, and enters its new words into the vocabulary. */
export function bagOf(text: string, vocabulary: Vocabulary): Bag {
  const codes = words(text.toLowerCase()).map((word) => {
    const known = vocabulary.get(word);
    if (known !== undefined) return known;
    const code = vocabulary.size * LENGTHS + Math.min(word.length, LENGTHS - 1);
    vocabulary.set(word, code);
    return code;
  });
  return bag(Int32Array.from(codes).sort());
}

/**
 * Returns how alike two bags are, from 0 to 1. The smaller one weighs most: a paragraph that somebody added to is
 * still that paragraph.
 */
export function likeness(a: Bag, b: Bag): number {
  const smaller = Math.min(a.letters, b.letters);
  const measure = 0.85 * smaller + 0.15 * Math.max(a.letters, b.letters);
  return smaller < ALIKE * measure || smaller === 0 ? 0 : lettersShared(a, b) / measure;
}

/** Returns how much of a bag another one holds, from 0 to 1. */
export function heldBy(other: Bag, bag: Bag): number {
  return bag.letters === 0 ? 0 : lettersShared(bag, other) / bag.letters;
}

/** Returns what is left of a bag when another is taken out of it. */
export function without(whole: Bag, part: Bag): Bag {
  let j = 0;
  return bag(
    whole.codes.filter((code) => {
      while (j < part.codes.length && part.codes[j]! < code) j++;
      const taken = part.codes[j] === code;
      if (taken) j++;
      return !taken;
    }),
  );
}

function bag(codes: Int32Array): Bag {
  return { codes, letters: codes.reduce((sum, code) => sum + (code % LENGTHS), 0) };
}

function lettersShared(a: Bag, b: Bag): number {
  let letters = 0;
  for (let i = 0, j = 0; i < a.codes.length && j < b.codes.length;) {
    const difference = a.codes[i]! - b.codes[j]!;
    if (difference === 0) letters += a.codes[i]! % LENGTHS;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return letters;
}

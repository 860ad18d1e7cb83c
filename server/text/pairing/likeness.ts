/** How alike two blocks are, by the words they share. Long words tell more than short ones, so letters are counted. */
import { lettersOf, newVocabulary, read, type Vocabulary } from '../reading.ts';

/** The words of a block as sorted codes: a word as often as it stands there. Bags of one vocabulary can be compared. */
export interface Bag {
  readonly codes: Int32Array;
  readonly letters: number;
}

/** From here on two blocks count as one block that was changed; below it, as one removed and one added. */
export const ALIKE = 0.5;

/** Returns the bag of a text. */
export function bagOf(text: string, vocabulary: Vocabulary): Bag {
  const { words } = read(text, vocabulary);
  return bag(new Int32Array(words.map((word) => vocabulary.codes[word]!)).sort());
}

/**
 * Returns how alike two bags are, from 0 to 1. The smaller one weighs most: a paragraph that somebody added to is
 * still that paragraph.
 */
export function likeness(a: Bag, b: Bag): number {
  return lettersShared(a, b) / measureOf(a, b);
}

/** Says whether two texts are one that was changed. */
export function areAlike(one: string, other: string): boolean {
  const vocabulary = newVocabulary();
  return likeness(bagOf(one, vocabulary), bagOf(other, vocabulary)) >= ALIKE;
}

/** Returns what tells how alike each of some bags is to another one; only words that are shared are looked at. */
export function likenessesTo(bags: readonly Bag[]): (bag: Bag) => number[] {
  // holders.get(code)[n]: the bags that hold the word more than n times.
  const holders = new Map<number, number[][]>();
  bags.forEach(({ codes }, index) => {
    for (let i = 0, n = 0; i < codes.length; i++) {
      n = codes[i] === codes[i - 1] ? n + 1 : 0;
      const known = holders.get(codes[i]!);
      if (!known) holders.set(codes[i]!, [[index]]);
      else if (n < known.length) known[n]!.push(index);
      else known.push([index]);
    }
  });
  return (bag) => {
    const letters = new Array<number>(bags.length).fill(0);
    for (let i = 0, n = 0; i < bag.codes.length; i++) {
      const code = bag.codes[i]!;
      n = code === bag.codes[i - 1] ? n + 1 : 0;
      for (const index of holders.get(code)?.[n] ?? []) letters[index]! += lettersOf(code);
    }
    return bags.map((other, index) => letters[index]! / measureOf(bag, other));
  };
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
  return { codes, letters: codes.reduce((sum, code) => sum + lettersOf(code), 0) };
}

/** Returns what the letters that two bags share are held against. */
function measureOf(a: Bag, b: Bag): number {
  return 0.85 * Math.min(a.letters, b.letters) + 0.15 * Math.max(a.letters, b.letters) || 1;
}

function lettersShared(a: Bag, b: Bag): number {
  let letters = 0;
  for (let i = 0, j = 0; i < a.codes.length && j < b.codes.length;) {
    const difference = a.codes[i]! - b.codes[j]!;
    if (difference === 0) letters += lettersOf(a.codes[i]!);
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return letters;
}

/** What of a sentence was kept, and what only stands there again: the "og" of one that was rewritten is nobody's. */
import type { CreditWord, WordPair } from './pairs.ts';
import type { Sentence } from './sentences.ts';
import { isAddress } from './tokens.ts';

/** Below this share of its letters a sentence was rewritten; and below this one, a short word by itself says nothing. */
export const KEPT = 0.25;
const MOSTLY = 0.5;
const SHORT = 4;

/** Returns those pairs of words that tell what sentences were made of, and the addresses. */
export function keptOf(pairs: readonly WordPair[]): WordPair[] {
  const shared = lettersShared(pairs);
  const letters = new Map<Sentence, number>();
  for (const pair of pairs) {
    for (const { sentence, word } of pair)
      letters.set(sentence, (letters.get(sentence) ?? 0) + lettersIn(word));
  }
  const isStill = (sentence: Sentence) => letters.get(sentence)! >= KEPT * lettersOf(sentence);
  return pairs.filter(([from, to], i) => {
    if (isAddress(to.word)) return true;
    if (!isStill(from.sentence) && !isStill(to.sentence)) return false;
    const share =
      shared.get(to.sentence)!.get(from.sentence)! /
      Math.min(lettersOf(from.sentence), lettersOf(to.sentence));
    // What stands in a cell stands by itself.
    if (to.sentence.layout.kind === 'row') return true;
    return (
      share >= MOSTLY ||
      lettersIn(to.word) >= SHORT ||
      isBeside(pairs[i - 1], pairs[i]!) ||
      isBeside(pairs[i]!, pairs[i + 1])
    );
  });
}

/** Returns how many letters each sentence has of each other one. */
export function lettersShared(pairs: readonly WordPair[]): Map<Sentence, Map<Sentence, number>> {
  const shared = new Map<Sentence, Map<Sentence, number>>();
  for (const [from, to] of pairs) {
    let ofSentence = shared.get(to.sentence);
    if (!ofSentence) shared.set(to.sentence, (ofSentence = new Map()));
    ofSentence.set(from.sentence, (ofSentence.get(from.sentence) ?? 0) + lettersIn(to.word));
  }
  return shared;
}

/** Returns how many letters the words of a sentence have. */
export function lettersOf({ said, words }: Sentence): number {
  return said.length - Math.max(0, words.length - 1);
}

/** Without what tells how close a word stands to others, which follows it. */
export function lettersIn(word: string): number {
  if (isAddress(word)) return 0;
  const end = word.search(/\s/);
  return end === -1 ? word.length : end;
}

function isBeside(one: WordPair | undefined, other: WordPair | undefined): boolean {
  if (!one || !other) return false;
  return isNext(one[0], other[0]) && isNext(one[1], other[1]);
}

function isNext(one: CreditWord, other: CreditWord): boolean {
  return one.sentence === other.sentence && other.place === one.place + 1;
}

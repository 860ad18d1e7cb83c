/** The words of names, titles and workplaces as they're read in haste, and the lists that they're held against. */
import { shapeOf } from '../look-alikes.ts';

/** What a word is read as in haste: as it looks, æ and ø for what they're written for, and ri for n. */
export const keyOf = (word: string): string => plainKeyOf(word).replace(/rl/g, 'n');

/** The same without ri for n, which may begin where a word that is looked for ends. */
const plainKeyOf = (word: string): string => shapeOf(word).replace(/æ/g, 'ae').replace(/ø/g, 'o');

/** The endings of Danish and English nouns, in both numbers and as owners. */
const ENDINGS = ['', ...'s e es n ns r rs ne nes rne rnes en ens et ets er ers erne ernes'.split(' ')];

/** Returns the keys of words. */
export function list(text: string): string[] {
  return text.trim().split(/\s+/).map(keyOf);
}

/** Returns the keys of nouns, with all their endings. */
export function forms(text: string): string[] {
  const nouns = text.trim().split(/\s+/);
  return nouns.flatMap((noun) => ENDINGS.map((ending) => keyOf(noun + ending)));
}

/** Returns the words of a text, without the figures around them. */
export function wordsOf(text: string): string[] {
  return text.match(/\p{L}(?:[\p{L}\p{M}]|\p{N}+(?=\p{L}))*/gu) ?? [];
}

/** Returns the words of a text, with what is written in several pieces as one: whatever is no space stands within a word. */
export function joinedUp(text: string): string[] {
  return wordsOf(text.replace(/[^\p{L}\p{M}\p{N}\s]|\p{Lm}/gu, ''));
}

/** Returns words with those in one that are letters by themselves, side by side: a title that is spelled out is one. */
export function spelledOut(words: readonly string[]): string[] {
  const isAlone = (word: string | undefined) => word !== undefined && /^\p{L}\p{M}*$/u.test(word);
  return words.reduce<string[]>((found, word, i) => {
    const goesOn = isAlone(word) && isAlone(words[i - 1]);
    return goesOn ? [...found.slice(0, -1), found.at(-1)! + word] : [...found, word];
  }, []);
}

/** What stands between words, or in the middle of one. */
const WITHIN = /(?<=\p{L}\p{M}*)[^\p{L}\p{M}\p{N}\s,:;()/&+–]+(?=\p{L})/gu;

/** Returns the keys of a text's words in each way that it can be read: with hyphens and the like between words, within them, and as one word. */
export function readingsOf(text: string): string[][] {
  const whole = wordsOf(text).join('');
  return [wordsOf(text), wordsOf(text.replace(WITHIN, '')), [whole]].map((words) => words.map(keyOf));
}

/** Returns what stands between the commas, brackets, dashes and the like of a text, and its sentences. */
export function piecesOf(text: string): string[] {
  return text.split(/[,:;()/&+–]|\s-\s|(?<=\p{L}{4})\.\s/u);
}

/** Returns a text as one word, as it's read in haste: where a word ends its last letter may be taken for a part of the next one's first, or not. */
export function wholesOf(text: string): string[] {
  return [keyOf(text), wordsOf(text).map(keyOf).join(''), plainKeyOf(text)];
}

/** Returns the word of a text that holds one of some keys, or the text when its words hold one together. */
export function holderOf(keys: readonly string[], text: string): string | undefined {
  const wholes = wholesOf(text);
  const held = keys.find((key) => wholes.some((whole) => whole.includes(key)));
  return held === undefined ? undefined : (wordsOf(text).find((word) => keyOf(word).includes(held)) ?? text);
}

/** Tells whether a word ends in one of a few, with something before it. */
export function endsIn(word: string, ends: ReadonlySet<string>): boolean {
  return Array.from(word, (_, at) => word.slice(at)).some((end, at) => at > 0 && ends.has(end));
}

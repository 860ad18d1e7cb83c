/**
 * What a vocabulary keeps of each word, so that compounds are found by their parts, and words by what somebody meant to write.
 * All of it is looked up: no word is ever compared with all others.
 */
import { stemOf } from './stems.ts';

/** The shortest part of a compound that is looked for. */
export const SHORTEST_PART = 3;
/** The shortest word that is looked for by what it sounds like, or by how it begins. */
export const SHORTEST_MEANT = 4;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzæøå';

/** Returns how a folded word sounds, roughly: what Danes take for one another is alike, and so are single and double letters. */
export function soundOf(word: string): string {
  return word.replace(HEARD, (letters) => ALIKE[letters]!).replace(DOUBLE, '$1');
}

const HEARD = /^h(?=[vj])|(?<=[nlr])d|ph|[ck]h|th|(?<=e)g|ae|oe|[qcxzwæøåy]/g;
const ALIKE: Record<string, string> = {
  ...{ h: '', d: '', ph: 'f', ch: 'k', kh: 'k', th: 't', g: 'j', q: 'k', c: 'k' },
  ...{ x: 'ks', z: 's', w: 'v', ae: 'e', æ: 'e', oe: 'o', ø: 'o', å: 'a', y: 'u' },
};
const DOUBLE = /(.)\1+/gu;

/** How many letters a key of a sound goes by, each in five bits. */
const KEYED = 9;
const LETTER = 32;

/** Returns a number by which a sound is looked up: of those that begin alike it's the same, and in their order it grows. */
export function keyOf(sound: string): number {
  return keysFrom(sound)[0];
}

/** Returns the keys of the sounds that begin as one, from the first to the last. */
export function keysFrom(beginning: string): [first: number, last: number] {
  let first = 0;
  for (let at = 0; at < KEYED; at++) first = first * LETTER + numberOf(beginning.charCodeAt(at));
  return [first, first + LETTER ** Math.max(0, KEYED - beginning.length) - 1];
}

/** Returns a number below 128 that tells a stem from most others whose sounds have the same key. */
export function markOf(stem: string): number {
  let mark = 0;
  for (let at = 0; at < stem.length; at++) mark = (mark * 31 + stem.charCodeAt(at)) % 128;
  return mark;
}

/** What is no letter shares the numbers that letters leave. */
function numberOf(code: number): number {
  if (Number.isNaN(code)) return 0;
  const place = code - 'a'.charCodeAt(0) + 1;
  return place > 0 && place <= 26 ? place : 27 + (code % 5);
}

/** Writes words that have a stem in one line: of those that begin with it the rest alone. */
export function formsLine(stem: string, words: readonly string[]): string {
  return words.map((word) => (word.startsWith(stem) ? `-${word.slice(stem.length)}` : word)).join(' ');
}

/** Reads the words that such a line tells of. */
export function wordsOfLine(stem: string, line: string): string[] {
  const forms = line.split(' ').filter(Boolean);
  return forms.map((form) => (form.startsWith('-') ? stem + form.slice(1) : form));
}

/** Returns what a folded word may have been meant to sound like: as it does, or with one letter more, less, other or moved. Empty for a word too short to tell. */
export function soundsNear(word: string): string[] {
  if (word.length < SHORTEST_MEANT) return [];
  const sound = soundOf(word);
  const near = new Set([sound]);
  for (let at = 0; at <= sound.length; at++) {
    const [before, after] = [sound.slice(0, at), sound.slice(at)];
    near.add(before + after.slice(1));
    if (after.length > 1) near.add(`${before}${after[1]!}${after[0]!}${after.slice(2)}`);
    for (const letter of LETTERS) near.add(before + letter + after).add(before + letter + after.slice(1));
  }
  return [...near];
}

/** Who writes a word makes no more mistakes in it than these. */
export const MOST_MISTAKES = 3;

/** Returns how far a word that was typed is from one that may have been meant, in mistakes; Infinity when it's too far to be meant. */
export function mistakesIn(typed: string, meant: string): number {
  const most = typed.length < 6 ? 1 : typed.length < 9 ? 2 : MOST_MISTAKES;
  const count = distance(typed, meant);
  return count <= most && stemOf(typed) !== stemOf(meant) ? count : Infinity;
}

/** Returns the number of letters that are more, less, other or exchanged with the next (Damerau's distance, no letter moved twice). */
export function distance(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j]!, before[j - 2]! + 1);
      }
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}

/** Returns the two stems that a folded word may be put together of, in each way; a joint of "s" or "e" between them may be left out. */
export function partings(word: string): [head: string, tail: string][] {
  const found = new Map<string, [string, string]>();
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at++) {
    const tail = stemOf(word.slice(at));
    const head = word.slice(0, at);
    for (const each of /..[se]$/.test(head) ? [head, head.slice(0, -1)] : [head]) {
      if (each.length >= SHORTEST_PART) found.set(`${stemOf(each)} ${tail}`, [stemOf(each), tail]);
    }
  }
  return [...found.values()];
}

/** Returns a folded word with an "s" more or less between two parts that it may have. */
export function jointsOf(word: string): string[] {
  const places = Array.from(
    { length: Math.max(0, word.length - 2 * SHORTEST_PART + 1) },
    (_, at) => at + SHORTEST_PART,
  );
  const more = places.map((at) => `${word.slice(0, at)}s${word.slice(at)}`);
  const less = places.filter((at) => word[at] === 's').map((at) => word.slice(0, at) + word.slice(at + 1));
  return [...more, ...less];
}

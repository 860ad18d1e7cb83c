/**
 * Phrases that an edit brings in, and which of the versions before held them: told by letters alone, so that it's cheap to ask of
 * versions that nobody has read yet. What is told only says what is worth reading.
 */
import { sharedText } from '../ends.ts';
import type { Sentence } from './sentences.ts';

/** So many words make a phrase, and so many new phrases in a row aren't a few words changed. */
const PHRASE = 3;
const NEWS = 5;
/** So many phrases are asked for at most, from all over what is new. */
const MOST_ASKED = 64;

/** Returns phrases of open sentences that some sentences before lack, which were read with them, but for those where a word or two were changed. */
export function newPhrases(open: readonly Sentence[], before: readonly Sentence[]): string[] {
  const long = open.filter(({ words }) => words.length - PHRASE + 1 >= NEWS);
  if (long.length === 0) return [];
  // A long text has many: they're told by their numbers.
  const known = new Set<number>();
  for (const { numbers } of before) {
    for (let i = 0; i + PHRASE <= numbers.length; i++) known.add(numberAt(numbers, i));
  }
  return long.flatMap(({ said, numbers }) => {
    const isNew = (i: number) => i + PHRASE <= numbers.length && !known.has(numberAt(numbers, i));
    const found: number[] = [];
    let from = 0;
    for (let i = 0; i + PHRASE <= numbers.length + 1; i++) {
      if (isNew(i)) continue;
      if (i - from >= NEWS) for (let k = from; k < i; k++) found.push(k);
      from = i + 1;
    }
    const words = found.length > 0 ? said.split(' ') : [];
    return found.map((i) => phraseAt(words, i));
  });
}

/** More words than a body has that are different: three such numbers make one that is told from all others. */
const MOST_WORDS = 200_000;

/** Returns the number of the phrase that begins at a place of some words, given by theirs. */
function numberAt(words: readonly number[], i: number): number {
  return (words[i]! * MOST_WORDS + words[i + 1]!) * MOST_WORDS + words[i + 2]!;
}

/** Returns some of what is asked for, from all over it. */
export function someOf(phrases: readonly string[]): string[] {
  const step = Math.max(1, phrases.length / MOST_ASKED);
  const count = Math.min(MOST_ASKED, phrases.length);
  return Array.from({ length: count }, (_, i) => phrases[Math.floor(i * step)]!);
}

/** Returns the first phrases of what some sentences say. */
export function firstPhrases(sentences: readonly Sentence[]): string[] {
  return sentences.flatMap(({ said }) => phrasesOf(said.split(' ', PHRASE)));
}

/**
 * Returns which of some bodies, given newest first, lost a phrase that is asked for when it became the next newer one, or `body`: of
 * each phrase the newest alone; and the phrases that none did.
 */
export function holdersOf(
  phrases: readonly string[],
  body: string,
  bodies: readonly string[],
): { places: number[]; left: ReadonlySet<string> } {
  let asked = phrases;
  let newer = body;
  const places = bodies.flatMap((older, i) => {
    const lost = lostFrom(older, newer);
    newer = older;
    const left = asked.filter((phrase) => !lost.includes(phrase));
    if (left.length === asked.length) return [];
    asked = left;
    return [i];
  });
  return { places, left: new Set(asked) };
}

/** What stands before and behind what was lost, so that a phrase is whole there. */
const AROUND = 100;

function lostFrom(older: string, newer: string): string {
  const { head, tail } = sharedText(newer, older);
  const lost = older.slice(Math.max(0, head - AROUND), older.length - tail + AROUND);
  return lost.toLowerCase().replaceAll('\n', ' ');
}

/** Tells whether a text may hold five words in a row of one of some runs of words. */
export function mayHold(text: string, runs: readonly string[]): boolean {
  // Whatever five are chosen, one of each third phrase is among them.
  const asked = runs.flatMap((run) => phrasesOf(run.split(' '), PHRASE));
  if (asked.length === 0) return false;
  const lower = text.toLowerCase().replaceAll('\n', ' ');
  return someOf(asked).some((phrase) => lower.includes(phrase));
}

/** Tells whether two texts are the same, but for their white space. The cost ends where they differ. */
export function isSameText(one: string, other: string): boolean {
  if (one === other) return true;
  const [less, more] = [one.length, other.length].sort((a, b) => a - b);
  if (less! * ALIKE < more!) return false;
  let [i, j] = [pastBlank(one, 0), pastBlank(other, 0)];
  while (i < one.length && j < other.length) {
    let { head } = sharedText(one.slice(i, i + AT_ONCE), other.slice(j, j + AT_ONCE));
    // A blank belongs with those behind it.
    while (isBlank(one, i + head - 1)) head--;
    if (head <= 0) return false;
    const [next, otherNext] = [pastBlank(one, i + head), pastBlank(other, j + head)];
    const isApart = next > i + head;
    if (isApart !== otherNext > j + head && next < one.length && otherNext < other.length) return false;
    [i, j] = [next, otherNext];
  }
  return i === one.length && j === other.length;
}

/** White space makes a text no longer than so many times; and so much is compared at once. */
const ALIKE = 1.2;
const AT_ONCE = 4096;

function pastBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text, at)) at++;
  return at;
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
}

/** Returns the phrases of some words in a row, or one of each so many. */
function phrasesOf(words: readonly string[], step = 1): string[] {
  const found: string[] = [];
  for (let i = 0; i + PHRASE <= words.length; i += step) found.push(phraseAt(words, i));
  return found;
}

function phraseAt(words: readonly string[], i: number): string {
  return words.slice(i, i + PHRASE).join(' ');
}

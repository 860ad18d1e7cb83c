/**
 * What both sides took from its place, and one of them put elsewhere: it may be moved, and it may be gone. Nobody but the two
 * can tell, so it's asked about, and never comes back unseen. So are two new sections that both sides gave one number.
 */
import { bagOf, ALIKE, likeness, type Bag } from '../pairing/likeness.ts';
import { newVocabulary, type Vocabulary } from '../reading.ts';
import { sentences, words } from '../words.ts';
import { mapThree, partsIn, type Region, type Side, type Three } from './regions.ts';

/** A unit, of which only its text is looked at. */
interface TextUnit {
  readonly text: string;
}

export interface Gone {
  /** Notes what is gone from the places that both sides changed, and which numbers both gave to new sections. */
  note(three: Three<readonly TextUnit[]>, regions: readonly Region[]): void;
  /** Says whether a unit that a side has changed, or added, is gone from where it stood. */
  isBack(side: Side, unit: TextUnit, isAdded: boolean): boolean;
  /** Says whether a unit begins a new section of a number that another one has. */
  isDoubled(unit: TextUnit): boolean;
}

/** Returns what knows of a merge what is gone; nothing is yet. */
export function newGone(): Gone {
  const vocabulary = newVocabulary();
  const gone = { mine: newHeap(), theirs: newHeap() };
  let doubled: ReadonlySet<string> | undefined;
  return {
    note(three, regions) {
      doubled ??= doubledIn(mapThree(three, numbersIn));
      for (const region of regions) {
        if (region.changedBy !== 'both' || region.base.to === region.base.from) continue;
        const { base, mine, theirs } = partsIn(three, region);
        const left = [keysOf(mine), keysOf(theirs)];
        const missing = [...keysOf(base)].filter((key) => left.every((keys) => !keys.has(key)));
        const isTakenOut = mine.length === 0 || theirs.length === 0;
        const bags = isTakenOut ? bagsOf(missing, vocabulary) : [];
        // Where a side has nothing left and the other has, they clash there as it is.
        if (mine.length > 0 || theirs.length === 0) add(gone.mine, missing, bags);
        if (theirs.length > 0 || mine.length === 0) add(gone.theirs, missing, bags);
      }
    },
    isBack(side, { text }, isAdded) {
      const { keys, bags } = gone[side];
      if (keys.size === 0) return false;
      if ([...keysOf([{ text }])].some((key) => keys.has(key))) return true;
      const bag = isAdded && words(text).length >= FEW_WORDS ? bagOf(text, vocabulary) : undefined;
      return bag !== undefined && bags.some((other) => likeness(bag, other) >= ALIKE);
    },
    isDoubled: (unit) => numbersIn([unit]).some((number) => doubled?.has(number)),
  };
}

/** Says whether a merged line holds a sentence that one side took out of it, and the other kept. */
export function holdsDeleted(line: string, lines: Three<string | undefined>): boolean {
  const { base, mine, theirs } = mapThree(lines, (text = '') => keysOf([{ text }]));
  const merged = keysOf([{ text: line }]);
  return [...base].some((key) => merged.has(key) && mine.has(key) !== theirs.has(key));
}

/** Of fewer words nobody knows whether they are others that were changed, or a sentence of a block that stands elsewhere too. */
const FEW_WORDS = 4;
/** That many words take more letters than this. */
const SHORT = 8;
/** So many are looked at more closely, at each block that is added. */
const MOST_BAGS = 50;

interface Heap {
  readonly keys: Set<string>;
  readonly bags: Bag[];
}

function newHeap(): Heap {
  return { keys: new Set(), bags: [] };
}

function add(heap: Heap, keys: readonly string[], bags: readonly Bag[]): void {
  for (const key of keys) heap.keys.add(key);
  heap.bags.push(...bags.slice(0, MOST_BAGS - heap.bags.length));
}

function bagsOf(keys: readonly string[], vocabulary: Vocabulary): Bag[] {
  const long = keys.filter((key) => words(key).length >= FEW_WORDS);
  return long.slice(0, MOST_BAGS).map((key) => bagOf(key, vocabulary));
}

/** Returns the blocks and their sentences, as they are compared: without the marks in front of them. */
function keysOf(units: readonly TextUnit[]): Set<string> {
  const keys = new Set<string>();
  for (const { text } of units) {
    const whole = text.replace(MARK, '').trim();
    if (/[\p{L}\p{N}]/u.test(whole)) keys.add(whole);
    if (whole.length < SHORT) continue;
    for (const sentence of sentences(whole)) {
      const key = sentence.trim();
      if (key !== whole && words(key).length >= FEW_WORDS) keys.add(key);
    }
  }
  return keys;
}

const MARK = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?/;

/** Returns the numbers of the headings among some units, with their levels. */
function numbersIn(units: readonly TextUnit[]): string[] {
  return units.flatMap(({ text }) => {
    const [, level, number] = NUMBERED.exec(text) ?? [];
    return number === undefined ? [] : `${level} ${number}`;
  });
}

const NUMBERED =
  /^ {0,3}(#{1,6})[ \t]+(?:§[ \t]*)?(\d{1,4}(?:\.\d{1,4})*)(?![\p{L}\p{N}])(?=[.):]?(?:\s|$))/u;

function doubledIn({ base, mine, theirs }: Three<readonly string[]>): Set<string> {
  const [known, others] = [new Set(base), new Set(theirs)];
  return new Set(mine.filter((number) => others.has(number) && !known.has(number)));
}

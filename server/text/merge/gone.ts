/**
 * What both sides took from its place, and one of them put elsewhere: it may be moved, and it may be gone. Nobody but the two
 * can tell, so it's asked about, and never comes back unseen. So are a copy of what the other side took out or changed, and
 * what both put in, each in a place of its own: a sentence, or a new section of one number.
 */
import { ALIKE, bagOf, likenessesTo, type Bag } from '../pairing/likeness.ts';
import { newVocabulary, type Vocabulary } from '../reading.ts';
import { sentences, words } from '../words.ts';
import { mapThree, partsIn, type Region, type Side, type Three } from './regions.ts';

/** A unit, of which only its text is looked at. */
interface TextUnit {
  readonly text: string;
}

export interface Gone {
  /** Notes what is gone from the places that both sides changed; it's told of the whole texts first. */
  note(three: Three<readonly TextUnit[]>, regions: readonly Region[]): void;
  /** Returns what says whether a unit that a side has put for some of the base is gone from where it stood, or from all of the other side. */
  isBack(side: Side, base: readonly TextUnit[]): (unit: TextUnit) => boolean;
  /** Says whether a unit holds a sentence, or begins a section of a number, that both sides put in. */
  isDoubled(unit: TextUnit): boolean;
}

/** Returns what knows of a merge what is gone; nothing is yet. */
export function newGone(): Gone {
  const vocabulary = newVocabulary();
  const gone = { mine: newHeap(), theirs: newHeap() };
  let known: ReturnType<typeof knownIn> | undefined;
  return {
    note(three, regions) {
      known ??= knownIn(three, regions);
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
    isBack(side, base) {
      const heap = gone[side];
      const { changed, isIn } = known!;
      const other = side === 'mine' ? 'theirs' : 'mine';
      const own = keysOf(base);
      const isLost = (key: string) => !own.has(key) && changed.base.has(key) && !isIn(other, key);
      return (unit) => {
        if ([...keysOf([unit])].some((key) => heap.keys.has(key) || isLost(key))) return true;
        if (base.length > 0 || heap.bags.length === 0 || words(unit.text).length < FEW_WORDS) return false;
        heap.likenesses ??= likenessesTo(heap.bags);
        return heap.likenesses(bagOf(unit.text, vocabulary)).some((likeness) => likeness >= ALIKE);
      };
    },
    isDoubled(unit) {
      const { changed, isIn } = known!;
      const isInBoth = (key: string) =>
        changed.mine.has(key) && changed.theirs.has(key) && !isIn('base', key);
      return [...sentencesIn([unit]), ...numbersIn([unit])].some(isInBoth);
    },
  };
}

/** Returns the keys of what somebody changed, and what looks for one in a whole text. */
function knownIn(three: Three<readonly TextUnit[]>, regions: readonly Region[]) {
  const keysIn = (units: readonly TextUnit[]): Set<string> =>
    new Set([...keysOf(units), ...numbersIn(units)]);
  const parts = regions.flatMap((region) => (region.changedBy === 'neither' ? [] : partsIn(three, region)));
  const changedIn = (side: keyof Three<unknown>) => keysIn(parts.flatMap((part) => part[side]));
  const whole = new Map<keyof Three<unknown>, ReadonlySet<string>>();
  return {
    changed: { base: changedIn('base'), mine: changedIn('mine'), theirs: changedIn('theirs') },
    isIn(side: keyof Three<unknown>, key: string): boolean {
      const keys = whole.get(side) ?? keysIn(three[side]);
      whole.set(side, keys);
      return keys.has(key);
    },
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
  /** How alike each of the bags is to another one, once that was asked of them. */
  likenesses?: ReturnType<typeof likenessesTo> | undefined;
}

function newHeap(): Heap {
  return { keys: new Set(), bags: [] };
}

function add(heap: Heap, keys: readonly string[], bags: readonly Bag[]): void {
  for (const key of keys) heap.keys.add(key);
  const more = bags.slice(0, MOST_BAGS - heap.bags.length);
  if (more.length === 0) return;
  heap.bags.push(...more);
  heap.likenesses = undefined;
}

function bagsOf(keys: readonly string[], vocabulary: Vocabulary): Bag[] {
  const long = keys.filter((key) => words(key).length >= FEW_WORDS);
  return long.slice(0, MOST_BAGS).map((key) => bagOf(key, vocabulary));
}

/** Returns the blocks and their sentences, as they are compared: without the marks in front of them. */
function keysOf(units: readonly TextUnit[]): Set<string> {
  const keys = sentencesIn(units);
  for (const { text } of units) {
    const whole = unmarked(text);
    if (/[\p{L}\p{N}]/u.test(whole)) keys.add(whole);
  }
  return keys;
}

/** Returns the sentences that are long enough to be known again. */
function sentencesIn(units: readonly TextUnit[]): Set<string> {
  const keys = new Set<string>();
  for (const { text } of units) {
    const whole = unmarked(text);
    if (whole.length < SHORT) continue;
    for (const sentence of sentences(whole)) {
      const key = sentence.trim();
      if (words(key).length >= FEW_WORDS) keys.add(key);
    }
  }
  return keys;
}

function unmarked(text: string): string {
  return text.replace(MARK, '').trim();
}

const MARK = /^[ \t>]*(?:#{1,6}[ \t]+|(?:[-+*]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?/;

/** Returns the numbers of the headings among some units, with their levels. */
function numbersIn(units: readonly TextUnit[]): string[] {
  return units.flatMap(({ text }) => {
    const [, level, number] = NUMBERED.exec(text) ?? [];
    return number === undefined ? [] : `${level} ${number}`;
  });
}

const NUMBERED =
  /^ {0,3}(#{1,6})[ \t]+(?:§[ \t]*)?(\d{1,4}(?:\.\d{1,4})*)(?![\p{L}\p{N}])(?=[.):]?(?:\s|$))/u;

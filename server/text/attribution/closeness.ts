/**
 * How close a word or a sign stands to what a page shows beside it. A space says nothing by itself, but `2, 5` is two figures
 * and `2,5` is one, `10 - 5` is a stretch and `-5` is below zero, and `leder. Net` becomes an address without its space: so a
 * sign is the same only where it's as close, and a word only where it isn't made one with the word before it. A
 * space that is so narrow that figures beside it may be read as one counts too. Where a unit stands may
 * say something, too.
 */
import { decodeEntities } from '../html/escape.ts';
import { isOverruled, type SourceUnit } from '../markdown/source/units.ts';
import { isWord } from '../words.ts';
import { isAddress, type Token } from './tokens.ts';

/** A sign stands right behind something, or a word right behind another; a sign right before a word; and something behind narrow spaces. An address is as a word there. */
const [BEHIND, BEFORE, NARROW] = [1, 2, 4] as const;

/** What follows a token where it's compared, by how close it stands: no token holds a space but addresses, which stand in brackets. */
const CLOSE = ['', ' behind', ' before', ' between'] as const;
export const CLOSENESS = [...CLOSE, ...CLOSE.map((close) => `${close} narrow`)] as const;

/** Returns how close each token of a unit stands to those beside it, as places in `CLOSENESS`. */
export function closenessOf(tokens: readonly Token[], { source, text }: SourceUnit): Uint8Array {
  const found = new Uint8Array(tokens.length);
  let shown = -1;
  for (let place = 0; place < tokens.length; place++) {
    const { isClose, isShown } = tokens[place]!;
    // What isn't shown, such as a title, has what it stands close to right before it.
    if (isClose) note(found, tokens, isShown ? shown : place - 1, place);
    if (isShown) shown = place;
  }
  if (MAY_BE_NARROW.test(text)) noteNarrow(found, tokens, source);
  return found;
}

const MAY_BE_NARROW = /[\u2005-\u200A\u202F\u205F]|&[a-zA-Z#]/;
const NARROW_SPACE = /[\u2005-\u200A\u202F\u205F]/;
const WIDE_SPACE = /[^\S\u2005-\u200A\u202F\u205F]/;

/** Notes what narrow spaces alone part from what stands before it. */
function noteNarrow(found: Uint8Array, tokens: readonly Token[], source: string): void {
  for (let place = 1; place < tokens.length; place++) {
    const gap = decodeEntities(source.slice(tokens[place - 1]!.end, tokens[place]!.start));
    if (NARROW_SPACE.test(gap) && !WIDE_SPACE.test(gap)) found[place]! |= NARROW;
  }
}

/** What follows the first tokens of a unit where they are compared, and how many they are. */
export interface UnitStanding {
  readonly text: string;
  readonly reach: number;
}

/** Returns how a unit stands: how far in, if it's a line of code; that of two definitions of one label this isn't the one that counts. */
export function standingOf(unit: SourceUnit): UnitStanding {
  const { source, stretches, definition } = unit;
  if (isOverruled(unit)) return { text: ' overruled', reach: definition ? Infinity : 1 };
  if (stretches[0]?.kind !== 'literal') return NOWHERE;
  const { from, to } = stretches[0].places[0]!;
  return { text: /^\s*/.exec(source.slice(from, to))![0], reach: 1 };
}

const NOWHERE: UnitStanding = { text: '', reach: 0 };

function note(found: Uint8Array, tokens: readonly Token[], last: number, place: number): void {
  const [before, token] = [kindOf(tokens[last]!), kindOf(tokens[place]!)];
  const isOfWord = before === 'word' || before === 'address';
  if (token === 'sign' || (token === 'word' && isOfWord)) found[place]! |= BEHIND;
  if (before === 'sign' && (token === 'word' || token === 'address')) found[last]! |= BEFORE;
}

function kindOf({ text, seen }: Token): 'word' | 'address' | 'sign' | 'symbol' {
  if (isAddress(text)) return 'address';
  if (seen !== undefined) return 'symbol';
  return isWord(text) ? 'word' : 'sign';
}

/**
 * What is to be found for what somebody typed: each word as it is, and more widely in compounds, parted where it's one itself, and
 * put together with the word beside it. Only words that the wiki holds are looked for.
 */
import type { Db } from '../../db/schema.ts';
import type { Request, Sought } from '../../db/search-index.ts';
import type { Query, Term } from '../../text/finding/query.ts';
import { isStopWord, stemOf } from '../../text/finding/stems.ts';
import { jointsOf, partings, SHORTEST_PART } from '../../text/finding/vocabulary.ts';
import { knownStems, stemsWith, wordsBegun } from './vocabulary.ts';

/** A term, and all that is taken for it. */
export interface WideTerm {
  term: Term;
  direct: Sought;
  wide: Sought;
  /** The stems that the term's words have, and those of the compounds and parts that are taken for it. */
  stems: readonly string[];
  others: readonly string[];
  /** Whether the wiki holds nothing but the parts of the word, which may be no parts of it. */
  isParted: boolean;
}

export interface Expanded {
  terms: WideTerm[];
  /** All terms, as they were typed or as wide as they go. */
  all: Sought;
  /** Most of the terms, where there are enough of them. */
  most: Sought | undefined;
  without: Sought[];
}

/** How many compounds are taken for a word, for all words together, and for each where most of a few are looked for. */
const COMPOUNDS = { each: 60, all: 120, most: 8 };
/** Of more terms than these two may lack; then it's asked for them as they were typed alone. */
const FEW_TERMS = 4;
/** A part at least this long may stand anywhere in a word; with a shorter one the rest must be a word, too. */
const TELLING_PART = 6;

/** Returns what is to be found for a query. */
export async function expand(db: Db, { terms, without }: Query): Promise<Expanded> {
  const wide = await Promise.all(
    terms.map((term) => widen(db, term, Math.min(COMPOUNDS.each, Math.floor(COMPOUNDS.all / terms.length)))),
  );
  const joined = await joinedTerms(db, terms);
  const withJoined = joined.map(({ at, count, stem }) => ({
    all: [...wide.slice(0, at), ...wide.slice(at + count)]
      .map((each) => each.wide)
      .concat({ phrase: [stem] }),
  }));
  const all: Sought = { all: wide.map((each) => each.wide) };
  return {
    terms: wide.map((each, index) => ({
      ...each,
      others: [...each.others, ...joined.filter(({ at }) => at === index).map(({ stem }) => stem)],
    })),
    all: withJoined.length > 0 ? { any: [all, ...withJoined] } : all,
    most: mostOf(wide),
    without: without.map(directly),
  };
}

/** Returns what is to be found for a query with its words as they were typed alone: it's what is widened. */
export function unwidened({ terms, without }: Query): Pick<Expanded, 'all' | 'without'> {
  return { all: { all: terms.map(directly) }, without: without.map(directly) };
}

/** Returns the request for all terms of a query. */
export function wholly({ all, without }: Expanded): Request {
  return { sought: all, without };
}

/** Returns the request for all terms or most of them; undefined when there are too few for that. */
export function mostly({ all, most, without }: Expanded): Request | undefined {
  return most && { sought: { any: [all, most] }, without };
}

async function widen(db: Db, term: Term, most: number): Promise<WideTerm> {
  const direct = directly(term);
  const stems = term.words.map(stemOf);
  const word = term.words.join('');
  if (term.isQuoted || isStopWord(word)) {
    return { term, direct, wide: direct, stems, others: [], isParted: false };
  }
  const { isHeld, jointed } = await withOtherJoint(db, word);
  const known = [...(await compoundsWith(db, word, isHeld, most)), ...jointed];
  const begun = isHeld || known.length > 0 ? [] : await begunStems(db, word);
  const compounds = [...known, ...begun].slice(0, most);
  const parted = isHeld || compounds.length > 0 ? [] : await knownPartings(db, word);
  const wide: Sought = {
    any: [
      direct,
      ...compounds.map((stem) => ({ phrase: [stem] })),
      ...parted.map((parts) => ({ all: parts.map((stem) => ({ phrase: [stem] })) })),
    ],
  };
  return {
    term,
    direct,
    wide,
    stems: [...stems.filter((stem) => !isStopWord(stem)), stemOf(word)],
    others: [...compounds, ...parted.flat()],
    isParted: parted.length > 0,
  };
}

/** A word with a hyphen may also be written as one. */
function directly({ words, isQuoted }: Term): Sought {
  const phrase = { phrase: words.map(stemOf) };
  return isQuoted || words.length === 1 ? phrase : { any: [phrase, { phrase: [stemOf(words.join(''))] }] };
}

/** Returns the stems of compounds that a word is a part of, the shortest first, at most so many; `isHeld` says that the wiki holds it by itself. */
async function compoundsWith(db: Db, word: string, isHeld: boolean, most: number): Promise<string[]> {
  const stem = stemOf(word);
  const holding = (await stemsWith(db, stem)).filter((other) => other !== stem);
  const possible = holding
    .flatMap((compound) => divided(compound, word, stem))
    .filter(({ before, after }) => isPart(before) && isPart(after))
    .sort((a, b) => a.compound.length - b.compound.length);
  const taken = new Set<string>();
  const isTelling = isHeld && stem.length >= TELLING_PART;
  // Most are taken, and what is left of the others needn't be looked up.
  for (let from = 0; from < possible.length && taken.size < most; from += 2 * most) {
    const some = possible.slice(from, from + 2 * most);
    for (const { compound } of isTelling ? some : await madeOfWords(db, some)) taken.add(compound);
  }
  return [...taken].slice(0, most);
}

/** A compound, and what stands before and after a part of it. */
interface Divided {
  compound: string;
  before: string;
  after: string;
}

/** Returns a compound divided in each way by a word with a stem. */
function divided(compound: string, word: string, stem: string): Divided[] {
  return placesOf(stem, compound).map((at) => ({
    compound,
    before: compound.slice(0, at),
    after: compound.slice(at + (compound.startsWith(word, at) ? word.length : stem.length)),
  }));
}

/** Returns those of some compounds that begin or end with the part, and of which the rest is a word, too. */
async function madeOfWords(db: Db, compounds: readonly Divided[]): Promise<Divided[]> {
  const ending = compounds.filter(({ before, after }) => before === '' || after === '');
  const known = await knownStems(
    db,
    ending.flatMap(({ before, after }) => restStems(before + after)),
  );
  return ending.filter(({ before, after }) => {
    const rest = before + after;
    return rest === '' || AFFIXES.has(rest) || restStems(rest).some((each) => known.has(each));
  });
}

/** Returns all places where a part stands in a compound. */
function placesOf(part: string, compound: string): number[] {
  const places = [];
  for (let at = compound.indexOf(part); at >= 0; at = compound.indexOf(part, at + 1)) places.push(at);
  return places;
}

/** What stands beside a part of a compound is nothing, or a part itself: one letter or two are an ending. */
function isPart(rest: string): boolean {
  return rest === '' || rest.length >= SHORTEST_PART;
}

/** What words are made of others with, though they're none themselves. */
const AFFIXES = new Set([
  'fri',
  'løs',
  'rig',
  'fuld',
  'bar',
  'hed',
  'skab',
  'mæssig',
  'vis',
  'mis',
  'sam',
  'for',
]);

/** What is left of a compound may begin or end with the joint. */
function restStems(rest: string): string[] {
  const bare = [rest, rest.replace(/[se]$/, ''), rest.replace(/^[se]/, '')];
  return [...new Set(bare.filter(({ length }) => length >= SHORTEST_PART).map(stemOf))];
}

/** Returns whether the wiki holds a word, and if not, the stems that it has with a joint more or less, of those that the wiki holds: `evalueringmøde`. */
async function withOtherJoint(db: Db, word: string): Promise<{ isHeld: boolean; jointed: string[] }> {
  const stem = stemOf(word);
  const known = await knownStems(db, [stem, ...jointsOf(word).map(stemOf)]);
  const isHeld = known.has(stem);
  return { isHeld, jointed: isHeld ? [] : [...known] };
}

/** Returns the stems of the words that begin with half of one, the shortest first: `hjemmehj`. */
async function begunStems(db: Db, word: string): Promise<string[]> {
  const stems = (await wordsBegun(db, word)).map(stemOf);
  return [...new Set(stems)].sort((a, b) => a.length - b.length);
}

/** Returns the words that one is put together of, of those that the wiki holds. */
async function knownPartings(db: Db, word: string): Promise<[string, string][]> {
  const possible = partings(word).filter(
    ([head, tail]) =>
      !AFFIXES.has(tail) && [head, tail].every((part) => part.length >= SHORTEST_PART && !isStopWord(part)),
  );
  const known = await knownStems(db, possible.flat());
  return possible.filter((parts) => parts.every((part) => known.has(part)));
}

/** Words side by side that the wiki writes as one: where they stand among the terms, how many they are, and their stem. */
interface Joined {
  at: number;
  count: number;
  stem: string;
}

/** Returns the words that two or three terms side by side may be written as: `borger inddragelse`. */
async function joinedTerms(db: Db, terms: readonly Term[]): Promise<Joined[]> {
  const runs = [2, 3].flatMap((count) =>
    terms.slice(count - 1).map((_, at) => ({ at, count, run: terms.slice(at, at + count) })),
  );
  const joined = runs
    .filter(({ run }) => !run.some(({ isQuoted }) => isQuoted))
    .flatMap(({ at, count, run }) =>
      ['', 's'].map((joint) => ({
        at,
        count,
        stem: stemOf(run.map(({ words }) => words.join('')).join(joint)),
      })),
    );
  const known = await knownStems(
    db,
    joined.map(({ stem }) => stem),
  );
  return joined.filter(({ stem }) => known.has(stem));
}

/** Of three or four terms one may lack, of more of them two. */
function mostOf(terms: readonly WideTerm[]): Sought | undefined {
  if (terms.length < 3) return undefined;
  const areFew = terms.length <= FEW_TERMS;
  const narrow = terms.map(({ direct, others }): Sought => {
    const few = areFew ? others.slice(0, COMPOUNDS.most).map((stem) => ({ phrase: [stem] })) : [];
    return { any: [direct, ...few] };
  });
  return allBut(areFew ? 1 : 2, narrow);
}

/**
 * Returns what holds all of a list but so many, which are fewer than all: what the one half lacks the other mustn't, so that each is
 * asked for a few times and not in every combination.
 */
function allBut(lacking: number, list: readonly Sought[]): Sought {
  if (lacking === 0) return list.length === 1 ? list[0]! : { all: list };
  if (lacking === list.length - 1) return { any: list };
  const half = list.length >> 1;
  const halves = [list.slice(0, half), list.slice(half)];
  const ways = Array.from({ length: lacking + 1 }, (_, ofFirst) => [ofFirst, lacking - ofFirst]);
  return {
    any: ways
      .filter((shares) => shares.every((share, index) => share <= halves[index]!.length))
      .map((shares) => ({
        all: halves.flatMap((each, index) =>
          shares[index]! < each.length ? [allBut(shares[index]!, each)] : [],
        ),
      })),
  };
}

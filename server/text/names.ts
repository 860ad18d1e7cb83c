/**
 * What people may go by: a full name that is a person's, and a title and workplace that say nothing of the wiki itself.
 * Nothing here asks who else there is; a name is judged by its letters and words alone.
 */
import { letterProblem } from './alphabets.ts';
import { cleanLine } from './clean.ts';
import { passesForLatin } from './look-alikes.ts';
import { claimOf, namelessIn } from './names/claims.ts';
import { wordOfNobody } from './names/nobody.ts';
import { isRoleHere } from './names/roles.ts';

/** What is wrong with a text: a stable code, and what its sentence needs. */
export interface NameProblem {
  code: string;
  params?: Record<string, string>;
}

/** The signs that stand in names, beside letters. */
const NAME_SIGNS = /[ .'’‘ʻʼ·・\u2011-]/;
/** The signs that stand in titles and workplaces; none that our pages set between those and what the wiki says. */
const POST_SIGNS = /[ 0-9.,:;&/+()'’"”“»«!?%§–-]/;

/**
 * Words of letters, which points, hyphens and apostrophes may stand between, and a point after; in Persian and in Indian alphabets
 * what isn't seen. An apostrophe may be a letter of its own, in front and at the end: ’t Hooft, ‘Abd Allah, Raja’.
 */
const WORD =
  /^['’‘ʻʼ]?(?![ʻʼ])\p{L}\p{M}*\u200D?(?:(?:\.?[-\u2011]?['’‘ʻʼ]?|['’‘ʻʼ][-\u2011]|[·・\u200C])(?![ʻʼ])\p{L}\p{M}*\u200D?)*['’‘ʻʼ]?\.?$/u;
/** What stands between quotation marks in a name is no word of it. */
const QUOTED = /(?<!\S)['’‘].*['’‘](?!\S)/u;
/** Chinese, Japanese and Korean names are written with no space in them. */
const WRITTEN_AS_ONE =
  /^(?=.*[\p{Script=Han}\p{Script=Hangul}])[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー]{2,9}$/u;

/** Signs that keyboards have, and books, for those that names are written with. */
const TYPED_FOR: readonly (readonly [RegExp, string])[] = [
  [/[\u2010-\u2013\u2212\u05BE\uFE63\uFF0D]/g, '-'],
  [/[\u02BB\u02BF\u02BD\u201B]/g, '‘'],
  [/[`´\u02B9\u02BC\u02BE\u2032\u05F3]/g, '’'],
  [/\uFF07/g, "'"],
  [/(?<=l)[•‧∙⋅](?=l)/gi, '·'],
  [/,(?=\s(?:[JS]r|II|III|IV)\.?$)/, ''],
  [/ŀ/g, 'l·'],
  [/Ŀ/g, 'L·'],
];

/**
 * Returns a name on one clean line, with the one sign for each that is written with several: a hyphen that ends no line, the
 * apostrophes of Hawaii and of Arabic names, the point between two l of a Catalan one; and without the comma before Jr.
 */
export function personName(text: string): string {
  return TYPED_FOR.reduce((name, [typed, sign]) => name.replace(typed, sign), cleanLine(text));
}

/**
 * Returns what is wrong with a person's name, on one clean line, in a wiki of some name; undefined when nothing is. `isWhole` says
 * that somebody vouches for it that a single name is all that they have.
 */
export function nameProblem(name: string, site: string, isWhole = false): NameProblem | undefined {
  const letters = letterProblem(name, NAME_SIGNS);
  if (letters === 'mixed') return { code: 'mixed-alphabets' };
  if (letters) return { code: 'odd-letter', params: letters };
  if (!isFullName(name) && !(isWhole && isOneName(name))) return { code: 'not-a-full-name' };
  if (passesForLatin(name)) return { code: 'passes-for-latin' };
  const word = wordOfNobody(name, site);
  return word === undefined ? undefined : { code: 'not-a-persons-name', params: { word } };
}

/** Tells whether a name that nobody here chose, since it was imported, is taken for another's, or for what the wiki, by any of some names, says of people. */
export function isTakenForAnother(name: string, sites: readonly string[]): boolean {
  return (
    letterProblem(name, NAME_SIGNS) === 'mixed' ||
    passesForLatin(name) ||
    sites.some((site) => wordOfNobody(name, site) !== undefined)
  );
}

/** Returns what is wrong with a title or a workplace, likewise. */
export function postProblem(text: string, site: string): NameProblem | undefined {
  if (text === '') return undefined;
  const letters = letterProblem(text, POST_SIGNS);
  if (letters === 'mixed') return { code: 'mixed-alphabets' };
  if (letters) return { code: 'odd-sign', params: letters };
  const heap = /[^\p{L}\p{M}\p{N} ]{4,}|([^\p{L}\p{M}\p{N} .])\1/u.exec(text);
  if (heap) return { code: 'odd-sign', params: { sign: heap[0] } };
  if (!/^[»"”“§]? ?[\p{L}\p{N}]/u.test(text) || !/\p{L}/u.test(text)) return { code: 'no-words' };
  const claim = claimOf(text);
  if (claim !== undefined) return { code: 'claims-verification', params: { word: claim } };
  const nameless = namelessIn(text);
  if (nameless !== undefined) return { code: 'word-of-the-wiki', params: { word: nameless } };
  return isRoleHere(text, site) ? { code: 'role-of-the-wiki', params: { word: text } } : undefined;
}

/** Two words at least, one of them more than an initial; or one, where it's written so, or a point parts what another alphabet has. */
function isFullName(name: string): boolean {
  if (WRITTEN_AS_ONE.test(name)) return true;
  const words = name.split(/ |・|(?<=\p{Script=Han})·(?=\p{Script=Han})/u);
  const isLong = words.some((word) => (word.match(/\p{L}/gu)?.length ?? 0) > 1);
  const isOfWords = words.length >= 2 && words.every((word) => WORD.test(word)) && !QUOTED.test(name);
  return isOfWords && (isLong || !/\p{Lu}/u.test(name));
}

/** A single word of more than an initial. */
function isOneName(name: string): boolean {
  return WORD.test(name) && !QUOTED.test(name) && /\p{L}.*\p{L}/u.test(name);
}

/**
 * What people may go by: a full name that is a person's, and a title and workplace that say nothing of the wiki itself.
 * Nothing here asks who else there is; a name is judged by its letters and words alone.
 */
import { letterProblem } from './alphabets.ts';
import { passesForLatin, skeletonOf } from './look-alikes.ts';

/** What is wrong with a text: a stable code, and what its sentence needs. */
export interface NameProblem {
  code: string;
  params?: Record<string, string>;
}

/** The signs that stand in names, beside letters. */
const NAME_SIGNS = /[ .'’-]/;
/** The signs that stand in titles and workplaces; none that our pages set between those and what the wiki says. */
const POST_SIGNS = /[ 0-9.,:;&/+()'’"”“»«!?%§–-]/;

/** Words that begin with a letter, which points, hyphens and apostrophes may stand between, and a point after. */
const WORD = /^\p{L}\p{M}*(?:(?:\.?-?|['’])\p{L}\p{M}*)*\.?$/u;

/** What a word looks like, æ and ø without their strokes. */
const keyOf = (word: string) => skeletonOf(word).replace(/æ/g, 'ae').replace(/ø/g, 'o');
const list = (text: string) => text.trim().split(/\s+/).map(keyOf);
/** They make a name no person's wherever they stand in it. */
const NEVER_IN_NAMES = list(`administrator moderator redaktion redaktør webmaster wikipedia innovationswiki`);
/** They do when they are a word of it. */
const NO_NAMES = list(`
  wiki wikien wikiens admin admins administration administrationen system systemet sysop support supporten team teamet
  bot robot anonym anonymous official officiel kundeservice helpdesk servicedesk kommune kommunen region regionen
  styrelse styrelsen ministerium ministeriet sekretariat sekretariatet afdeling afdelingen direktion direktionen
  bestyrelse bestyrelsen udvalg udvalget forvaltning forvaltningen
`);
const ROLES = list(`
  administrator administratoren administrators moderator moderatoren moderators admin admins sysop webmaster redaktion
  redaktionen support supporten system systemet contributor
`);
/** What the wiki calls itself, whatever its name. */
const OWN = list(`wiki wikien wikiens wikis innovationswiki innovationswikien innovationswikiens site`);
/** Words that make nothing else of a role. */
const FILLERS = list(`af på i for ved the of at in chief our vores a an en og and`);
/** What the wiki says of how it knows a name. */
const VERIFIED = list(`
  bekræftet bekræftede verificeret verificerede verified confirmed authenticated
`);
const VERIFIED_BY = list(`arbejdspladsenslogin workplacesignin`);

/** Returns what is wrong with a person's name, on one clean line, in a wiki of some name; undefined when nothing is. */
export function nameProblem(name: string, site: string): NameProblem | undefined {
  const letters = letterProblem(name, NAME_SIGNS);
  if (letters === 'mixed') return { code: 'mixed-alphabets' };
  if (letters) return { code: 'odd-letter', params: letters };
  if (!isFullName(name)) return { code: 'not-a-full-name' };
  if (passesForLatin(name)) return { code: 'passes-for-latin' };
  const word = wordOfNobody(name, site);
  return word === undefined ? undefined : { code: 'not-a-persons-name', params: { word } };
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
  return isRoleHere(text, site) ? { code: 'role-of-the-wiki', params: { word: text } } : undefined;
}

/** Two words at least, one of them more than an initial. */
function isFullName(name: string): boolean {
  const words = name.split(' ');
  const isLong = words.some((word) => (word.match(/\p{L}/gu)?.length ?? 0) > 1);
  return words.length >= 2 && words.every((word) => WORD.test(word)) && (isLong || !/\p{Lu}/u.test(name));
}

/** Returns the word of a name that no person has. */
function wordOfNobody(name: string, site: string): string | undefined {
  const words = wordsOf(name);
  const whole = keyOf(name);
  const own = keyOf(site);
  const isOwn = own.length >= 4 && (own.length >= 8 ? whole.includes(own) : words.map(keyOf).includes(own));
  if (isOwn) return site;
  const part = NEVER_IN_NAMES.find((never) => whole.includes(never));
  const holding = part && words.find((word) => keyOf(word).includes(part));
  if (part) return holding ?? name;
  return words.find((word) => {
    const skeleton = keyOf(word);
    const wiki = OWN[0]!;
    const rest = skeleton.startsWith(wiki) ? skeleton.slice(wiki.length) : '';
    return NO_NAMES.includes(skeleton) || (rest !== '' && NO_NAMES.some((other) => rest.startsWith(other)));
  });
}

function claimOf(text: string): string | undefined {
  const whole = keyOf(text);
  if (VERIFIED_BY.some((claim) => whole.includes(claim))) return text;
  return wordsOf(text).find((word) => VERIFIED.includes(keyOf(word)));
}

/** Whether it says no more than a role, or a role in the wiki, or that the wiki is where one works. */
function isRoleHere(text: string, site: string): boolean {
  const own = [...OWN, keyOf(site)].filter(Boolean);
  const words = wordsOf(text)
    .map(keyOf)
    .filter((word) => !FILLERS.includes(word));
  const isRole = (word: string) =>
    ROLES.includes(word) ||
    own.some((mine) => word.startsWith(mine) && ROLES.includes(word.slice(mine.length)));
  const roles = words.filter(isRole);
  const rest = words.filter((word) => !isRole(word));
  const whole = keyOf(text);
  if (own.includes(whole) || rest.every((word) => own.includes(word))) return true;
  return roles.length > 0 && rest.some((word) => own.includes(word));
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

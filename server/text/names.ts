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

/** What a word is read as in haste: as it looks, æ and ø for what they're written for, and ri for n. */
const keyOf = (word: string) => skeletonOf(word).replace(/æ/g, 'ae').replace(/ø/g, 'o').replace(/rl/g, 'n');
const list = (text: string) => text.trim().split(/\s+/).map(keyOf);
/** The endings of Danish and English nouns, in both numbers and as owners. */
const ENDINGS = ['', ...'s n ns en ens et ets er ers ne nes erne ernes'.split(' ')];
/** Words with all their endings. */
const forms = (text: string) =>
  new Set(
    text
      .trim()
      .split(/\s+/)
      .flatMap((word) => ENDINGS.map((ending) => keyOf(word + ending))),
  );

/** What the wiki says of how it knows a person: nobody else says so, in whatever word. */
const VERIFIED = list(`
  bekræftet bekræftede verificeret verificerede valideret validerede verified validated confirmed authenticated
`);
const VERIFIED_BY = list(`arbejdspladsenslogin workplacesignin`);
/** What workplaces say of people and things, too; it's the wiki's word when it's said of nothing, or of an account. */
const APPROVED = new Set(
  list(`
    godkendt godkendte approved autoriseret autoriserede authorised authorized certificeret certificerede certified
    officiel officielt officielle official autentisk ægte authentic trusted
  `),
);
const ACCOUNTS = forms(`navn profil identitet bruger konto mail email name profile identity user account`);

/** They make a name no person's wherever they stand in it. */
const NEVER_IN_NAMES = [
  ...list(`administrator moderator moderation redaktion redaktør webmaster wikipedia innovationswiki`),
  ...VERIFIED,
];
/** They do when they are a word of it, or are cut in two. */
const NO_NAMES = new Set([
  ...list(`bot anonyme slettet slettede deleted ukendt ukendte unknown ministerium ministeriet`),
  ...APPROVED,
  ...forms(`
    wiki admin administration system sysop support team robot anonym anonymous kundeservice helpdesk servicedesk
    bruger superbruger user superuser forfatter author medlem medlemmer member gæst kommune region styrelse
    sekretariat afdeling direktion bestyrelse udvalg forvaltning
  `),
]);

/** They make a title or workplace one of the wiki wherever they stand in it. */
const NEVER_IN_POSTS = list(`moderator moderation innovationswiki`);
/** They do where nothing but roles is said: an administrator of something else is welcome. */
const ROLES = forms(
  `administrator admin moderering sysop webmaster redaktion support contributor bidragyder`,
);
/** They do where nothing else is said at all: a system administrator works with computers. */
const ALONE = new Set([...list(`mod mods`), ...forms(`system`)]);
/** They do, like those, beside the wiki. */
const OFFICES = new Set([
  ...ALONE,
  ...forms(`redaktør ledelse leder ansvarlig ejer team personale stab vært bestyrer editor owner staff`),
]);
/** What the wiki calls itself, whatever its name. */
const WIKI = keyOf('wiki');
const OWN = new Set([...forms('wiki'), ...list(`sidens sitets`)]);
/** What a role is called with, and is no other for it: before it in the same word, or in one of its own. */
const RANKS = list(`super hoved over main site side`);
const FILLERS = new Set([
  ...RANKS,
  ...list(`af på i for ved the of at in chief our vores a an en og and alle all siden sitet`),
]);

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

/** A single word of more than an initial. */
function isOneName(name: string): boolean {
  return WORD.test(name) && /\p{L}.*\p{L}/u.test(name);
}

/** Returns the word of a name that no person has. */
function wordOfNobody(name: string, site: string): string | undefined {
  if (namesSite(name, site)) return site;
  const words = wordsOf(name);
  const halves = words.slice(1).map((word, i) => words[i]! + word);
  return (
    holderOf(NEVER_IN_NAMES, name) ??
    words.find((word) => isNoName(keyOf(word))) ??
    halves.find((word) => word.length >= 5 && NO_NAMES.has(keyOf(word)))
  );
}

function isNoName(word: string): boolean {
  const isOfWiki =
    word.startsWith(WIKI) && [...NO_NAMES].some((other) => word.startsWith(other, WIKI.length));
  return isOfWiki || NO_NAMES.has(word);
}

/** Returns the word that says that somebody is known to be who they say. */
function claimOf(text: string): string | undefined {
  const words = wordsOf(text).filter((word) => !FILLERS.has(keyOf(word)));
  const isSaidOfNothing = words.every((word) =>
    [APPROVED, ACCOUNTS, OWN].some((set) => set.has(keyOf(word))),
  );
  return (
    holderOf([...VERIFIED, ...VERIFIED_BY], text) ??
    (isSaidOfNothing ? words.find((word) => APPROVED.has(keyOf(word))) : undefined)
  );
}

/** Whether it says no more than a role, or a role in the wiki, or that the wiki is where one works. */
function isRoleHere(text: string, site: string): boolean {
  if (namesSite(text, site) || holderOf(NEVER_IN_POSTS, text) !== undefined) return true;
  const own = new Set([...OWN, keyOf(site)]);
  const isOwn = (word: string) => own.has(word);
  const isRole = (word: string) => ROLES.has(word) || RANKS.some((rank) => follows(word, rank, ROLES));
  const isOffice = (word: string) => OFFICES.has(word) || isRole(word);
  const isOwnOffice = (word: string) => [...own].some((mine) => follows(word, mine, ROLES, OFFICES));
  const words = wordsOf(text)
    .map(keyOf)
    .filter((word) => !FILLERS.has(word));
  const isAlone = (whole: string) => isOwn(whole) || isRole(whole) || ALONE.has(whole);
  if ([keyOf(text), words.join('')].some(isAlone) || words.some(isOwnOffice)) return true;
  if (words.length > 0 && words.every((word) => isOwn(word) || isRole(word))) return true;
  return words.some(isOwn) && words.some(isOffice);
}

/** Whether the wiki's name stands in a text: a long one anywhere, a short one as a word. */
function namesSite(text: string, site: string): boolean {
  const own = keyOf(site);
  if (own.length >= 8) return keyOf(text).includes(own);
  const named = forms(site);
  return own.length >= 4 && wordsOf(text).some((word) => named.has(keyOf(word)));
}

/** Returns the word of a text that holds one of some parts, or the text when its words hold one together. */
function holderOf(parts: readonly string[], text: string): string | undefined {
  const whole = keyOf(text);
  const part = parts.find((one) => whole.includes(one));
  return part === undefined ? undefined : (wordsOf(text).find((word) => keyOf(word).includes(part)) ?? text);
}

/** Whether a word is another with one of a few after it. */
function follows(word: string, first: string, ...after: ReadonlySet<string>[]): boolean {
  return first !== '' && word.startsWith(first) && after.some((words) => words.has(word.slice(first.length)));
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

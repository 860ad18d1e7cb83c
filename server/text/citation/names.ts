/** The names of authors as lists of literature write them: a Danish full name is given names and a family name, anything else stands whole. */

/** A name in CSL. */
export type CslName = { family: string; given: string; suffix?: string } | { literal: string };

/** Words of a family name that stand before its last word, written small: Anne von Ahlefeldt, Jan van der Berg, Jógvan við Neyst. */
const PARTICLES = new Set(
  `aan ab abu af al am an ap auf aus av ben bij bin bint d’ da dal dalla das de degli dei del della dello dem den der di do dos
  du el eystan frá heima hjá ibn im in innan la las le los mac millum niðri norðuri onder op oppe over st st. suðuri te ten
  ter till tot uit und undir uppi uttan v. v.d. van vestan við vom von yvir zu zum zur á à í úr úti ’s ’t`.split(
    /\s+/,
  ),
);
/** Those that are written large, too, and are nobody's given name. */
const LARGE_PARTICLES = new Set(
  `Abu Af Al Bin Bint D’ Da Dalla De Degli Del Della Den Der Di Dos Du El Ibn La Las Le Los Mac Nic Ní Ó St St. Saint Sainte
  Sankt Te Ten Ter Uí Van Von Zu Zur ’T`.split(/\s+/),
);
/** They stand between two halves of a family name: Ortega y Gasset. */
const HALVES = new Set(['y', 'i', 'e']);
/** Alphabets whose names begin with the family's; they're cited as they're written. */
const FAMILY_FIRST = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** What tells the generations of a family apart, behind its name. */
const SUFFIX = /^(?:(?:[js]r|jun|sen|i{2,3}|iv|vi{1,3})\.?|d\.[yæ]\.)$/i;

/** From this many authors on, APA 7 leaves out those between the nineteenth and the last. */
const APA_LEAVES_OUT_FROM = 21;
const APA_BEFORE_THE_GAP = 19;

/**
 * Splits a full name before its last word, the particles that belong to it and what stands in parentheses behind it; a name of one
 * word stands whole, and so does a Chinese, Japanese or Korean one.
 */
export function splitName(name: string): CslName {
  const words = name.split(/\s+(?![^()]*\))/).filter(Boolean);
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1)!) ? words.pop() : undefined;
  const family = familyAt(words);
  if (family < 1 || words[family]!.startsWith('(') || FAMILY_FIRST.test(name))
    return { literal: [...words, suffix ?? []].flat().join(' ') };
  const split = {
    family: words.slice(family).join(' ').replace(/,$/, ''),
    given: words.slice(0, family).join(' '),
  };
  return suffix === undefined ? split : { ...split, suffix };
}

/** Returns where the family name begins among the words of a name; at least one stands before it, if there are two. */
function familyAt(words: readonly string[]): number {
  let at = words.length - 1;
  while (at > 1 && words[at]!.startsWith('(')) at--;
  const isInCapitals = isCapitals(words[at] ?? '');
  const isBefore = (word: string) => isParticle(word, isInCapitals);
  while (at > 1 && isBefore(words[at - 1]!)) at--;
  return at > 2 && HALVES.has(words[at - 1]!) ? at - 2 : at;
}

function isParticle(word: string, isInCapitals: boolean): boolean {
  const sign = word.replace(/^['‘ʻʼ]|['‘ʻʼ]$/g, '’');
  const isLarge = LARGE_PARTICLES.has(sign) || (isInCapitals && isCapitals(word));
  return PARTICLES.has(isLarge ? sign.toLowerCase() : sign) || LARGE_PARTICLES.has(sign);
}

function isCapitals(word: string): boolean {
  return /\p{Lu}.*\p{Lu}/u.test(word) && !/\p{Ll}/u.test(word);
}

/** Returns authors as a text names them: all of up to three, else the first two and `others`. */
export function plainAuthors(
  names: readonly CslName[],
  { and, others }: { and: string; others: string },
): string {
  const plain = names.map(plainName);
  if (plain.length > 3) return `${plain[0]}, ${plain[1]} ${others}`;
  return [plain.slice(0, -1).join(', '), plain.at(-1)].filter(Boolean).join(` ${and} `);
}

/** Returns authors as APA's list of references names them (Publication Manual, 7th edition, 9.8). */
export function apaAuthors(names: readonly CslName[]): string {
  const inverted = names.map((name) =>
    'literal' in name
      ? name.literal
      : [name.family, initials(name.given), name.suffix].filter(Boolean).join(', '),
  );
  if (inverted.length < 2) return inverted.join('');
  const last = inverted.at(-1);
  return inverted.length < APA_LEAVES_OUT_FROM
    ? `${inverted.slice(0, -1).join(', ')}, & ${last}`
    : `${inverted.slice(0, APA_BEFORE_THE_GAP).join(', ')}, … ${last}`;
}

/** Returns a name as a text writes it. */
export function plainName(name: CslName): string {
  if ('literal' in name) return name.literal;
  return [name.given, name.family, name.suffix].filter(Boolean).join(' ');
}

/** Anne Sofie becomes A. S., H.C. becomes H. C., and Jean-Luc J.-L.; what is in parentheses is left out. */
function initials(given: string): string {
  const initial = (name: string) => `${[...name][0]!.toLocaleUpperCase('da')}.`;
  const parts = (word: string) =>
    word
      .split('.')
      .map((part) => part.replace(/^[^\p{L}]+/u, ''))
      .filter(Boolean);
  return given
    .replace(/\([^()]*\)/g, '')
    .split(' ')
    .map((word) =>
      word
        .split('-')
        .map((part) => parts(part).map(initial).join(' '))
        .filter(Boolean)
        .join('-'),
    )
    .filter(Boolean)
    .join(' ');
}

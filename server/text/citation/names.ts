/** The names of authors as lists of literature write them: a Danish full name is given names and a family name, anything else stands whole. */

/** A name in CSL. */
export type CslName = { family: string; given: string; suffix?: string } | { literal: string };

/** Words of a family name that stand before its last word, written small: Anne von Ahlefeldt, Jan van der Berg. */
const PARTICLES = new Set(
  "af al aan av ben bin da das de degli del della den der di do dos du el ibn in la le op te ten ter till van von y zu zum zur á à ’t 't".split(
    ' ',
  ),
);
/** Those that are written large, too, and are nobody's given name. */
const LARGE_PARTICLES = new Set('De Del Della Du La Le Von'.split(' '));
/** What tells the generations of a family apart, behind its name. */
const SUFFIX = /^(?:[js]r|jun|sen|ii|iii|iv)\.?$/i;

/** From this many authors on, APA 7 leaves out those between the nineteenth and the last. */
const APA_LEAVES_OUT_FROM = 21;
const APA_BEFORE_THE_GAP = 19;

/**
 * Splits a full name before its last word, the particles that belong to it and what stands in parentheses behind it; a name of one
 * word stands whole.
 */
export function splitName(name: string): CslName {
  const words = name.split(/\s+(?![^()]*\))/).filter(Boolean);
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1)!) ? words.pop() : undefined;
  let family = words.length - 1;
  while (family > 1 && words[family]!.startsWith('(')) family--;
  while (family > 1 && isParticle(words[family - 1]!)) family--;
  if (family < 1 || words[family]!.startsWith('('))
    return { literal: [...words, suffix ?? []].flat().join(' ') };
  const split = {
    family: words.slice(family).join(' ').replace(/,$/, ''),
    given: words.slice(0, family).join(' '),
  };
  return suffix === undefined ? split : { ...split, suffix };
}

function isParticle(word: string): boolean {
  return PARTICLES.has(word) || LARGE_PARTICLES.has(word);
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

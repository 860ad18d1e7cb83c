/** The names of authors as lists of literature write them: a Danish full name is given names and a family name, anything else stands whole. */

/** A name in CSL. */
export type CslName = { family: string; given: string } | { literal: string };

/** Words of a family name that stand before its last word, written small: Anne von Ahlefeldt, Jan van der Berg. */
const PARTICLES = new Set('af da de del den der di du la le ten ter van von zu'.split(' '));

/** From this many authors on, APA 7 leaves out those between the nineteenth and the last. */
const APA_LEAVES_OUT_FROM = 21;
const APA_BEFORE_THE_GAP = 19;

/** Splits a full name before its last word and the particles that belong to it; a name of one word stands whole. */
export function splitName(name: string): CslName {
  const words = name.split(/\s+/).filter(Boolean);
  let family = words.length - 1;
  while (family > 1 && PARTICLES.has(words[family - 1]!)) family--;
  if (family < 1) return { literal: words.join(' ') };
  return { family: words.slice(family).join(' '), given: words.slice(0, family).join(' ') };
}

/** Returns authors as a text names them: all of up to three, else the first two and `others`. */
export function plainAuthors(
  names: readonly CslName[],
  { and, others }: { and: string; others: string },
): string {
  const plain = names.map((name) => ('literal' in name ? name.literal : `${name.given} ${name.family}`));
  if (plain.length > 3) return `${plain[0]}, ${plain[1]} ${others}`;
  return [plain.slice(0, -1).join(', '), plain.at(-1)].filter(Boolean).join(` ${and} `);
}

/** Returns authors as APA's list of references names them (Publication Manual, 7th edition, 9.8). */
export function apaAuthors(names: readonly CslName[]): string {
  const inverted = names.map((name) =>
    'literal' in name ? name.literal : `${name.family}, ${initials(name.given)}`,
  );
  if (inverted.length < 2) return inverted.join('');
  const last = inverted.at(-1);
  return inverted.length < APA_LEAVES_OUT_FROM
    ? `${inverted.slice(0, -1).join(', ')}, & ${last}`
    : `${inverted.slice(0, APA_BEFORE_THE_GAP).join(', ')}, … ${last}`;
}

/** Anne Sofie becomes A. S., and Jean-Luc J.-L. */
function initials(given: string): string {
  const initial = (name: string) => `${[...name][0]!.toLocaleUpperCase('da')}.`;
  return given
    .split(' ')
    .map((word) => word.split('-').filter(Boolean).map(initial).join('-'))
    .filter(Boolean)
    .join(' ');
}

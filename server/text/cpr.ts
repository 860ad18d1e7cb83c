/**
 * CPR numbers, which say who somebody is and when they were born: where in a text something stands that reads as one, told
 * by its line and never repeated. What else has ten digits, such as a phone number with its country, passes.
 */

/** A gap between the parts of a number, and the signs that are typed as a hyphen there. */
const GAP = String.raw`[ \t\u00a0\u2000-\u200a\u202f]{1,2}`;
const HYPHEN = String.raw`\\?[-\u2010-\u2015\u2212]`;
/** The day, month and year of birth, as ordinary people have them; how long a month is, is asked afterwards. */
const [DAY, MONTH, YEAR] = [
  String.raw`(?<day>0[1-9]|[12]\d|3[01])`,
  String.raw`(?<month>0[1-9]|1[0-2])`,
  String.raw`\d\d`,
];
/** The date in one, with a hyphen or without, in three parts with gaps, or as dates are written, which only a hyphen makes part of a number. */
const HYPHENED = String.raw`${DAY}${MONTH}${YEAR}(?:${GAP})?${HYPHEN}(?:${GAP})?`;
const PLAIN = String.raw`${DAY}${MONTH}${YEAR}(?:\.|${GAP})?`;
const PARTED = String.raw`${DAY}${GAP}${MONTH}${GAP}${YEAR}(?:${GAP})?(?:${HYPHEN})?(?:${GAP})?`;
const DATED = String.raw`${DAY}(?<sign>[./-])${MONTH}\k<sign>${YEAR}${HYPHEN}`;
/** None is part of a word or of a longer run of digits; those without a hyphen aren't of a longer row of groups of digits either. */
const ALONE = String.raw`(?<![\p{L}\p{N}_]|[\p{L}\p{N}_]-|\d[.,])`;
const FIRST = String.raw`${ALONE}(?<!\d[ \u00a0\u202f])`;
const AFTER = String.raw`(?![\p{L}\p{N}_]|[-.,]\d)`;

const PATTERNS = [ALONE + HYPHENED, FIRST + PLAIN, FIRST + PARTED, ALONE + DATED].map(
  (start) => new RegExp(`${start}\\d{4}${AFTER}`, 'gu'),
);

/** Where ten digits in a row are something else: in addresses, and behind the name of another number. */
const ADDRESS = /(?:https?:\/\/|www\.|\b10\.\d{4,9}\/)\S+/giu;
const NAMED = /\b(?:ISBN(?:-1[03])?|P-?n(?:ummer|r)|EAN|DOI|ORCID)[.:]?\s{0,2}\d{10}(?!\d)/giu;
const RUN = /(?<!cpr\D{0,3})\d{10,}/giu;

/** Returns the number of the first line, from 1, on which something reads as a CPR number; undefined when nothing does. */
export function cprLine(text: string): number | undefined {
  const at = cprAt(text);
  return at === undefined ? undefined : text.slice(0, at).split('\n').length;
}

/** Returns a text with crosses for the digits of whatever reads as a CPR number in it. */
export function withoutCpr(text: string): string {
  const at = cprAt(text);
  if (at === undefined) return text;
  const crossed = (found: string) => found.replace(/\d/g, 'x');
  return PATTERNS.reduce((left, pattern) => left.replace(pattern, crossed), text);
}

/** Ten digits with little between them: what has none of these holds no number, and most texts are through with it. */
const TEN_DIGITS = /\d(?:[^\dA-Za-z]{0,6}\d){9}/;

function cprAt(text: string): number | undefined {
  if (!TEN_DIGITS.test(text)) return undefined;
  const left = withoutRuns(text);
  const places = PATTERNS.flatMap((pattern) => {
    const found = left.matchAll(pattern);
    for (const match of found) if (isDay(match.groups!)) return [match.index];
    return [];
  });
  return places.length === 0 ? undefined : Math.min(...places);
}

/** Returns a text of the same length, in which runs of digits that are something else aren't runs of digits. */
function withoutRuns(text: string): string {
  const crossed = (part: string) => part.replace(RUN, (run) => 'x'.repeat(run.length));
  return text.replace(ADDRESS, crossed).replace(NAMED, crossed);
}

/** February has 29 days here, since the century isn't told. */
function isDay({ day, month }: Record<string, string>): boolean {
  const longest = month === '02' ? 29 : ['04', '06', '09', '11'].includes(month!) ? 30 : 31;
  return Number(day) <= longest;
}

/** Danish order for databases that don't know it. */

/** Signs in the order of Unicode's root, as far as titles and names have them, all before figures; what is one to it stands together. */
const SIGNS = `_ - ‐‑ ‒ – — ― , ; : ! ¡ ? ¿ . · '‘’‚‛ ‹ › "“”„‟ « » ( ) [ ] { } § ¶ @ * / \\ & # % ‰ † ‡ • ′ ″ \` ´ ^ ¯ ¨ ° © ® + ± ÷ × < = > ¬ | ¦ ~ − ⁄ ¤ ¢ $ £ ¥ €`;
const RANKS = new Map(
  SIGNS.split(' ').flatMap((alike, rank) => [...alike].map((sign, at) => [sign, { rank, at }] as const)),
);
/** Letters, and as which they stand in Danish, but after it. */
const STAND_AS = pairs('aa/å ä/æ ö/ø ő/ø ü/y ű/y ð/d đ/d ł/l ħ/h œ/oe ß/ss þ/th');
/** Letters of their own, and behind which they stand. */
const STAND_BEHIND = pairs('ı/i ŋ/n ŧ/t ĸ/q ǝ/e ə/e ɛ/e ɔ/o ʒ/z ǥ/g ɓ/b ɖ/d ɗ/d ƙ/k ƴ/y ƒ/f');
/** Letters that are no others with a mark. */
const WHOLE = new Set('åäöüőű');
/** The last letters. */
const LAST = pairs('æ/{a ø/{b å/{c');

/** A pair that is one letter in Danish or another one, each with its marks; a number; or any other sign. */
const ELEMENT = /(?:AA|Aa|aa|\p{L})\p{M}*|\p{Nd}+|\P{M}/gu;
/** Letters and figures that may be others in another shape, and signs that are several. */
const SHAPED = /(?![a-zæøå0-9])[\p{L}\p{Nd}\p{Nl}\u2026\u2100-\u214F\u3200-\u33FF]/gu;

/** What an element of a text weighs: what is compared first of all of them, then, and last. */
interface Weights {
  letters: string;
  marks?: string;
  cases?: string;
}

/**
 * Returns the key of a title or a name, whose order by code point is the one that `Intl` has for Danish, with numbers by their
 * value: what letters,
 * figures and signs there are, then the marks on letters, then capitals before small letters, with a tab between them.
 */
export function collationKey(told: string): string {
  const text = told
    .normalize('NFC')
    .replace(SHAPED, (sign) => sign.normalize('NFKC'))
    .normalize('NFD');
  const weights = (text.match(ELEMENT) ?? []).map((element) => PLAIN.get(element) ?? weightsOf(element));
  const letters = weights.map((each) => each.letters).join('');
  const marks = weights.map((each) => each.marks ?? NO_MARK).join('');
  const cases = weights.map((each) => each.cases ?? SMALL).join('');
  return `${letters}\t${marks.replace(/(?<!0)0+$/, '')}\t${cases.replace(/(?<!3)3+$/, '')}${AFTER_SMALL}`;
}

/** Orders two texts as lists are ordered: by their keys, and where that is the same, by the texts themselves. */
export function compareInDanish(a: string, b: string): number {
  return order(collationKey(a), collationKey(b)) || order(a, b);
}

/** Returns some things in the order of what each is called: as by `compareInDanish`, with each key asked for once. */
export function inOrder<T>(
  things: readonly T[],
  titleOf: (thing: T) => string,
  keyOf: (title: string) => string = collationKey,
): T[] {
  const keyed = things.map((thing) => ({ thing, title: titleOf(thing), key: keyOf(titleOf(thing)) }));
  keyed.sort((a, b) => order(a.key, b.key) || order(a.title, b.title));
  return keyed.map(({ thing }) => thing);
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

const NO_MARK = '0';
/** Capitals come before small letters, and a letter before the pair that is written for it. */
const [CAPITAL, TWO_CAPITALS, ONE_CAPITAL, SMALL, AFTER_SMALL, SMALL_PAIR] = ['0', '1', '2', '3', '4', '5'];
const PAIRS: Record<string, string> = { AA: TWO_CAPITALS!, Aa: ONE_CAPITAL!, aa: SMALL_PAIR! };

function weightsOf(element: string): Weights {
  if (/^\p{Nd}/u.test(element)) return { letters: byValue(element) };
  if (/^\p{No}/u.test(element)) return { letters: `9~${element}` };
  if (!/^\p{L}/u.test(element)) return weightsOfSign(element);
  const [letter, marks] = apart(element.toLowerCase());
  const stands = STAND_AS.get(letter);
  const before = STAND_BEHIND.get(letter);
  return {
    letters: before === undefined ? lettersKey(stands ?? letter) : `${before}~${letter}`,
    marks: (stands === undefined || letter === 'aa' ? '' : letter) + marks || NO_MARK,
    cases: PAIRS[element.slice(0, 2)] ?? (element === element.toLowerCase() ? SMALL! : CAPITAL!),
  };
}

/** Returns a small letter, or a pair that is one, and the marks on it. */
function apart(small: string): [letter: string, marks: string] {
  if (small.startsWith('aa')) return ['aa', small.slice(2)];
  const [first = '', mark = '', ...marks] = small;
  const marked = (first + mark).normalize('NFC');
  return WHOLE.has(marked) ? [marked, marks.join('')] : [first, mark + marks.join('')];
}

function lettersKey(letters: string): string {
  return Array.from(letters, (letter) => LAST.get(letter) ?? letter).join('');
}

/** White space is first, and what isn't among the signs is last of them. */
function weightsOfSign(sign: string): Weights {
  if (/\s/.test(sign)) return { letters: ' ' };
  const known = RANKS.get(sign);
  if (!known) return { letters: `"${sign}` };
  return { letters: `!${String.fromCodePoint(0x21 + known.rank)}`, marks: String(known.at) };
}

/** A number is as many digits long as two digits tell, so that a longer one comes after. */
function byValue(digits: string): string {
  const value = digits.replace(/^0+(?=\d)/, '').slice(0, 99);
  return String(value.length).padStart(2, '0') + value;
}

/** What most of a text is made of: worked out once. */
const PLAIN = new Map([...'abcdefghijklmnopqrstuvwxyzæø '].map((element) => [element, weightsOf(element)]));

function pairs(text: string): ReadonlyMap<string, string> {
  return new Map(text.split(' ').map((pair) => pair.split('/') as [string, string]));
}

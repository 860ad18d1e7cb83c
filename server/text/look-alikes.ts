/**
 * Names as the eye takes them. Two names are told apart by their letters; what passes for a letter is that letter here,
 * after the skeletons of UTS 39, with the marks that Danish and other names are told apart by left on.
 */

/** Letters of other alphabets, and the Latin ones that they pass for, small letters for both cases. */
const TWINS = pairs(
  `аa вb гr еe ѕs іi јj кk мm нh оo пn рp сc тt уy хx һh ԁd ԛq ԝw ӏl ьb үy ғf ҫç ћħ ӕæ өø ңh қk ҳx
   αa βb γy εe ζz ηh ιi κk μm νn οo ρp σo ςc τt υy χx ωw
   ոn սu օo հh յj զq ցg լl տs ղn իh աw ւi քp եt ռn կq
   ɖđ ðđ`,
);
/** Marks that are taken for each other, each for the one that stands for both. */
const MARKS = new Map([
  ['\u0326', '\u0327'],
  ['\u0328', '\u0327'],
  ['\u030C', '\u0306'],
  ['\u030B', '\u0308'],
  ['\u030F', '\u0308'],
  ['\u0311', '\u0302'],
  ['\u0307', '\u030A'],
  ['\u0309', '\u030A'],
]);
/** Letters of other alphabets that nobody tells from Latin ones, as they are written. */
const SAME_AS_LATIN =
  /^[АВЕЅІЈКМНОРСТУХԚԜӀҮаегѕіјкмопрстухһԁԛԝӏүΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγηικνορτυχωՍՕՏԼՈՀոսօհյզցլղիաւք]$/u;

/** Returns a name's letters without case, points, hyphens and spaces: what people of one name have in common. */
export function bareName(name: string): string {
  return withoutMarks(lettersOf(name).toLowerCase());
}

/** Returns what a name looks like: of two names that look the same, neither can be told from the other. */
export function lookOf(name: string): string {
  const letters = name.replace(/[\p{L}\p{M}\p{N}]+/gu, plainCapitals).normalize('NFD');
  const seen = Array.from(lettersOf(letters), (letter) => {
    if (/[Il1|]/.test(letter)) return 'l';
    // A capital L is the one letter that isn't taken for what its small letter is.
    return letter === 'L' ? 'L' : twinOf(letter.toLowerCase());
  });
  return seen.join('').normalize('NFC').replace(/rn/g, 'm').replace(/vv/g, 'w');
}

/** Returns what all names have in common that are bare the same or look the same, and a few others: a key to find them by. */
export function skeletonOf(name: string): string {
  const letters = lookOf(name).toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return letters.replace(/i/g, 'l').replace(/rn/g, 'm').replace(/vv/g, 'w');
}

/** Tells whether a name in another alphabet has only letters that nobody tells from Latin ones. */
export function passesForLatin(name: string): boolean {
  const letters = [...lettersOf(name).normalize('NFD').replace(/\p{M}/gu, '')];
  return letters.length > 0 && letters.every((letter) => SAME_AS_LATIN.test(letter));
}

/** A word in capitals as it's written else, where a small l among capitals is one of them. */
function plainCapitals(word: string): string {
  const isCapitals = /^[\p{Lu}\p{M}l]+$/u.test(word) && (word.match(/\p{Lu}/gu)?.length ?? 0) > 1;
  if (!isCapitals) return word;
  const [first, ...rest] = word.replace(/l/g, 'I');
  return first! + rest.join('').toLowerCase();
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}|]/gu, '');
}

function twinOf(letter: string): string {
  return TWINS.get(letter) ?? MARKS.get(letter) ?? (letter === '0' ? 'o' : letter);
}

/** Å is a letter of its own; the others are what they're taken for without a mark. */
function withoutMarks(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^å]/gu, (letter) => letter.normalize('NFD').replace(/\p{M}/gu, ''))
    .normalize('NFC');
}

function pairs(text: string): Map<string, string> {
  return new Map(text.split(/\s+/).map((pair) => [...pair] as [string, string]));
}

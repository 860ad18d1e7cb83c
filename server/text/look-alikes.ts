/**
 * Names as the eye takes them. Two names are told apart by their letters; what passes for a letter is that letter here,
 * after the skeletons of UTS 39, with the marks that Danish and other names are told apart by left on. UTS 39 tells a
 * letter with a stroke from one without; a hasty reader doesn't. Only ø, which no Dane takes for an o, keeps its own.
 */

/**
 * Letters and those that they pass for, small letters for both cases: of other alphabets, and Latin ones that no mark can
 * be taken off of, the Latin ones; of one alphabet, or of those that one language is written in, the other one.
 */
const TWINS = pairs(
  `аa вb гr еe ѕs іi јj кk мm нh оo пn рp сc тt уy хx һh ԁd ԛq ԝw ӏl ьb үy ғf ҫç ћħ ӕæ өø ңh қk ҳx
   αa βb γy εe ζz ηh ιi κk μm νn οo ρp σo ςc τt υy χx ωw
   ոn սu օo հh յj զq ցg լl տs ղn իh աw ւi քp եt ռn կq
   يی ىی كک ヘへ ペぺ ベべ ロ口 カ力 エ工 ニ二 タ夕 曰日 ןו
   ıi ɨi łl đd ðd ɖd ɗd ħh ŧt ɓb ßb ɠg ǥg ƙk ƴy ɣy ɲn ŋn þp œæ əe ɛe ɔo ʒz 0o`,
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
/** A dot over what has one, or is the capital of it, is the same dot. */
const SECOND_DOT = /(?<=[Iiıj])\u0307/g;
/** Letters of other alphabets that nobody tells from Latin ones, as they are written. */
const SAME_AS_LATIN =
  /^[АВЕЅІЈКМНОРСТУХԚԜӀҮаегѕіјкмопрстухһԁԛԝӏүΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγηικνορτυχωՍՕՏԼՈՀոսօհյզցլղիաւք]$/u;

/** Danish letters as they're written where there are none, and in old names: Aase and Åse are one name, and no forgery of each other. */
const WRITTEN_OUT: Record<string, string> = { aa: 'å', ae: 'æ', oe: 'ø' };

/** Returns a name's letters without case, points, hyphens and spaces: what people of one name have in common. */
export function bareName(name: string): string {
  return withoutMarks(lettersOf(name).toLowerCase()).replace(/aa|ae|oe/g, (pair) => WRITTEN_OUT[pair]!);
}

/** Returns what a name looks like: of two names that look the same, neither can be told from the other. */
export function lookOf(name: string): string {
  const letters = name.replace(/[\p{L}\p{M}\p{N}]+/gu, plainCapitals).normalize('NFD');
  const seen = Array.from(lettersOf(letters.replace(SECOND_DOT, '')), lookOfLetter);
  return joined(seen.join('').normalize('NFC'));
}

/** Returns what a name looks like as it's written, and to whom it doesn't matter that a word of it begins small. */
export function looksOf(name: string): string[] {
  const begun = name.replace(/(?<![\p{L}\p{M}])\p{Ll}/gu, (letter) => letter.toUpperCase());
  return [lookOf(name), lookOf(begun)];
}

/**
 * Returns what all names have in common that are bare the same or look the same, and a few others: a key to find them by.
 * It's stored with each name. A version that makes other keys than the one before sets the stored ones to null in a
 * migration, and the wiki works them out anew.
 */
export function skeletonOf(name: string): string {
  // An å is an a by now: however aa and ae were told apart in a run of them, the run is the same.
  return shapeOf(name)
    .replace(/oe/g, 'ø')
    .replace(/[aæe]+/g, (run) => (/[aæ]/.test(run) ? 'a' : run));
}

/** Returns a text's letters as they're read in haste, without case and marks. */
export function shapeOf(text: string): string {
  const letters = lookOf(text).toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return joined(letters.replace(/i/g, 'l'));
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

function lookOfLetter(letter: string): string {
  const twin = twinOf(letter);
  if (/[Il1|Ӏ]/.test(twin)) return 'l';
  // These capitals alone aren't taken for what their small letters are: no L is an I, and no D is a cl.
  return /[LD]/.test(twin) ? twin : twin.toLowerCase();
}

/** Returns what a letter passes for, in its own case. */
function twinOf(letter: string): string {
  const small = letter.toLowerCase();
  const twin = TWINS.get(small) ?? MARKS.get(small);
  if (twin === undefined || letter === 'Ӏ') return letter;
  return small === letter ? twin : twin.toUpperCase();
}

/** Letters that, side by side, are taken for one. */
function joined(letters: string): string {
  return letters.replace(/rn/g, 'm').replace(/vv/g, 'w').replace(/cl/g, 'd');
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

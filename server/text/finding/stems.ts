/**
 * Danish words as they're sought: a word and its inflections are one stem, "aa" is "å", and accents don't count. The stems are
 * those of Snowball's Danish stemmer, which PostgreSQL's are too, but that a plural with another vowel goes with its singular.
 */
import { stemmer } from '@orama/stemmers/danish';
import { stopwords } from '@orama/stopwords/danish';

/** A word, and where it stands in the text it was found in, in UTF-16 units. */
export interface WordInPlace {
  word: string;
  from: number;
  to: number;
}

/** A letter or digit, and a run of letters, marks and digits behind it; the ending that an apostrophe ties to it, as in `KL's`, isn't sought. */
const WORD = /([\p{L}\p{N}][\p{L}\p{M}\p{N}]*)(?:['’](?:s|e|en|et|er|erne|ernes)(?![\p{L}\p{M}\p{N}]))?/gu;
const PLAIN = /^[\u0000-\u007Fæøå]*$/;
const MARKS = /\p{M}+/gu;
/** Longer words are told apart by their beginning alone. */
const LONGEST = 60;
/** A letter outside the basic plane is two UTF-16 units, and may have been cut between them. */
const HALF_A_LETTER = /[\uD800-\uDBFF]$/;

/** Returns a word as it's compared: in lower case, "aa" as "å", without accents; æ, ø and å stay letters of their own. */
export function foldedWord(word: string): string {
  const lower = word.slice(0, LONGEST).replace(HALF_A_LETTER, '').toLowerCase();
  return foldedLetters(lower);
}

function foldedLetters(lower: string): string {
  const plain = PLAIN.test(lower) ? lower : [...lower.normalize('NFC')].map(withoutAccent).join('');
  return plain.replaceAll('aa', 'å');
}

/**
 * Returns what names a thing, such as a topic, as names of it are compared: its Latin letters as those of words, the shapes of
 * others and of figures as one, and compounds as one word, whether they're written so, with hyphens or apart. A blank stands
 * beside a word that says nothing by itself, and between figures: `for ældre` are no `forældre`.
 */
export function foldedPhrase(text: string): string {
  const same = text.replace(APOSTROPHES, "'").normalize('NFKC').replace(UNSEEN, '').trim();
  const lower = same.toUpperCase().toLowerCase().normalize('NFC');
  const words = lower.replace(BETWEEN_FIGURES, ' ').replace(HYPHENS, '').split(/\s+/).filter(Boolean);
  const phrase = words.map((word, i) => (standApart(words[i - 1], word) ? ` ${word}` : word)).join('');
  return (phrase || same).replace(LATIN, foldedLetters);
}

function standApart(before: string | undefined, word: string): boolean {
  if (before === undefined) return false;
  return [before, word].some((each) => isStopWord(foldedWord(each))) || FIGURES.test(`${before} ${word}`);
}

const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const APOSTROPHES = /[‘’‛ʼʹʻ´`′]/g;
const HYPHENS = /\p{Pd}/gu;
const BETWEEN_FIGURES = /(?<=\p{Nd})\p{Pd}(?=\p{Nd})/gu;
const FIGURES = /\p{Nd} \p{Nd}/u;
const LATIN = /(?:\p{Script=Latin}\p{M}*)+/gu;

/** Returns the words of a text, folded, and where each stands. */
export function placedWords(text: string): WordInPlace[] {
  return Array.from(text.matchAll(WORD), ({ 0: whole, 1: word = '', index }) => ({
    word: foldedWord(word),
    from: index,
    to: index + whole.length,
  }));
}

/** Returns the words of a text, folded. */
export function foldedWords(text: string): string[] {
  return Array.from(text.matchAll(WORD), ({ 1: word = '' }) => foldedWord(word));
}

/** Returns words that a hyphen joins as the one word that they may be written as, folded: `medudvalg` for `MED-udvalg`. */
export function joinedWords(text: string): string[] {
  if (!HYPHEN.test(text)) return [];
  const runs: string[][] = [];
  let end = -1;
  for (const { word, from, to } of placedWords(text)) {
    if (from === end + 1 && HYPHEN.test(text[end]!)) runs.at(-1)!.push(word);
    else runs.push([word]);
    end = to;
  }
  return runs.filter(({ length }) => length > 1).map((run) => foldedWord(run.join('')));
}

const HYPHEN = /[-\u2010\u2011]/;

/** The stems of words met; forgotten all at once when they're too many, since each is asked for far oftener than it's made. */
const stems = new Map<string, string>();
const MOST_STEMS = 100_000;

/** Returns the stem of a folded word. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemmed(word.replace(FOREIGN_ENDING, foreignStem).replace(OWN_ENDING, ''));
  if (stems.size >= MOST_STEMS) stems.clear();
  stems.set(word, stem);
  return stem;
}

/**
 * Takes off endings until none is left, so that what looks like one in the singular (`boks`, `budget`) goes from the plural, too; but
 * never so many that nothing telling is left (`demens`).
 */
function stemmed(word: string): string {
  for (let stem = word; ;) {
    const shorter = stemmer(stem);
    if (shorter === stem || shorter.length < SHORTEST || isStopWord(shorter)) {
      return stem.replace(OTHER_VOWEL, (plural) => SINGULARS[plural]!);
    }
    stem = shorter;
  }
}

/** Endings that the stemmer leaves: of a past (`styrede`), and of a neuter (`digitalt`). */
const OWN_ENDING = /(?:(?<=.{3})(?<!b|st|fr|hov|bill|aller|hundr)ede|(?<=..(?:al|iv|som|bar|løs))t)$/;

/** Words from Latin, whose ending changes: `centrum`, `centret`; `museum`, `museet`; `laboratorium`, `laboratorier`. */
const FOREIGN_ENDING = /(?:(?<!pro)cent(?:er|ers|rum|rums|rummet)|(?<=[ie])um(?:s|met)?)$/;
const SHORTEST = 3;

function foreignStem(ending: string): string {
  return ending.startsWith('cent') ? 'centr' : '';
}

/** Tells whether a folded word says nothing by itself: "i", "og", "noget". */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

/** More words that say nothing by themselves, of those that questions are put with. */
const MORE =
  'bliver fik får få gennem giver gjorde gør gøre har hvem hvordan hvorfor hvilke hvilken hvilket kan kommer lave måde måder samt siden så uden under';
const STOP_WORDS = new Set([...stopwords, ...MORE.split(' ')].map(foldedWord));

/** The stems of plurals that change their vowel, and those of their singulars; they end compounds too. */
const SINGULARS: Record<string, string> = {
  ...{ børn: 'barn', mænd: 'mand', hænd: 'hånd', fødd: 'fod', nætt: 'nat', bøg: 'bog', rødd: 'rod' },
  ...{ fædr: 'far', mødr: 'mor', brødr: 'bror', døtr: 'dat', kræft: 'kraft', bønd: 'bond', stæd: 'sted' },
};
const OTHER_VOWEL = new RegExp(`(?:${Object.keys(SINGULARS).join('|')})$`);

function withoutAccent(letter: string): string {
  if ('æøå'.includes(letter)) return letter;
  if (letter === 'ä') return 'æ';
  if (letter === 'ö') return 'ø';
  return letter.normalize('NFD').replace(MARKS, '');
}

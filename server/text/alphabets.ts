/**
 * Which letters people's names are written with: those that languages of today spell with, one alphabet at a time. What
 * only looks like a letter, is seen as nothing, or is laid over one, is none of them.
 */

/** An alphabet: its letters in NFC, the marks that stand apart from them, and how many one letter may carry. */
interface Alphabet {
  letter: RegExp;
  mark: RegExp;
  marks: number;
}

/** What is wrong with the letters of a text; `sign` is the first that can't stand there, or its code point if it can't be shown. */
export type LetterProblem = { sign: string } | 'mixed';

/** The letters that living languages use; not those of phonetics and old books, among which is a look-alike of everything. */
const LATIN =
  /[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u0131\u0134-\u0137\u0139-\u013E\u0141-\u0148\u014A-\u017E\u0181\u0186\u0189\u018A\u018F\u0190\u0193\u0194\u0197-\u0199\u019D\u01A0\u01A1\u01AF\u01B0\u01B3\u01B4\u01B7\u01CD-\u01DC\u01DE-\u01EF\u01F4\u01F5\u01F8-\u01FF\u0218-\u021B\u021E\u021F\u0226-\u0233\u0253\u0254\u0256\u0257\u0259\u025B\u0260\u0263\u0268\u0272\u0292\u1E00-\u1E99\u1E9E\u1EA0-\u1EF9]/u;
/** Accents above, and the dot, cedilla and ogonek below; nothing that strikes out, underlines or encloses. */
const ACCENTS = /[\u0300-\u0304\u0306-\u030C\u0323\u0327\u0328]/u;

const accented = (letter: RegExp): Alphabet => ({ letter, mark: ACCENTS, marks: 2 });
const ofScripts = (...scripts: string[]): Alphabet => {
  const any = scripts.map((script) => `\\p{Script_Extensions=${script}}`).join('');
  return { letter: new RegExp(`[${any}]`, 'u'), mark: new RegExp(`[${any}]`, 'u'), marks: 4 };
};

/** Those that UAX 31 recommends; Chinese, Japanese and Korean names mix theirs. */
const ALPHABETS: readonly Alphabet[] = [
  accented(LATIN),
  accented(/[\u0400-\u045F\u0490-\u04FF]/u),
  accented(/[\u0386\u0388-\u03CE\u1F00-\u1FFC]/u),
  accented(/[\u0531-\u0556\u0561-\u0587]/u),
  ofScripts('Han', 'Hiragana', 'Katakana', 'Bopomofo', 'Hangul'),
  ...`Arabic Bengali Devanagari Ethiopic Georgian Gujarati Gurmukhi Hebrew Kannada Khmer Lao Malayalam Myanmar Oriya
      Sinhala Tamil Telugu Thaana Thai Tibetan`
    .split(/\s+/)
    .map((script) => ofScripts(script)),
];

/** Armenian, Thai and Lao spell with these, though their compatible form is another. */
const WRITTEN_SO = /[\u0587\u0E33\u0EB3]/u;

/** Returns what is wrong with a text in NFC whose letters shall be of one alphabet, and whose other signs match `others`. */
export function letterProblem(text: string, others: RegExp): LetterProblem | undefined {
  let alphabet: Alphabet | undefined;
  let room = 0;
  for (const [at, sign] of [...text].entries()) {
    if (others.test(sign) || isJoining(text, at, sign)) {
      room = 0;
    } else if (isLetter(sign)) {
      const own = ALPHABETS.find(({ letter }) => letter.test(sign));
      if (!own) return { sign: shown(sign) };
      if (alphabet && alphabet !== own) return 'mixed';
      alphabet = own;
      room = own.marks - (own.mark === ACCENTS ? [...sign.normalize('NFD')].length - 1 : 0);
    } else if (/\p{M}/u.test(sign)) {
      if (room-- <= 0 || !alphabet!.mark.test(sign) || isUnseen(sign)) return { sign: shown(sign) };
    } else return { sign: shown(sign) };
  }
  return undefined;
}

/** In Indian alphabets a virama takes away a vowel; whether its letters join is told by one of these behind it. */
const VIRAMA = /[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA]/u;

/** Persian writes some of its words with a sign between two letters that keeps them apart; Indian names have it, and one that joins. */
function isJoining(text: string, at: number, sign: string): boolean {
  if (sign !== '\u200C' && sign !== '\u200D') return false;
  const [before = '', , after = ''] = [...text].slice(at - 1, at + 2);
  return VIRAMA.test(before) || (sign === '\u200C' && /^\p{Script=Arabic}{2}$/u.test(before + after));
}

function isLetter(sign: string): boolean {
  return /\p{L}/u.test(sign) && !isUnseen(sign) && (sign.normalize('NFKC') === sign || WRITTEN_SO.test(sign));
}

function isUnseen(sign: string): boolean {
  return /\p{Default_Ignorable_Code_Point}/u.test(sign);
}

function shown(sign: string): string {
  const isSeen = /[\p{L}\p{N}\p{P}\p{S}]/u.test(sign) && !isUnseen(sign) && sign !== '\u2800';
  return isSeen ? sign : `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * Words and sentences of a text. Whatever is cut here can be put together again: the parts, joined, are the text.
 * All of it is linear in the length, also for one line of 200 kB.
 */

/**
 * A sign of several parts, which say together what none of them says: a flag, or an emoji with the look, the skin, the hair
 * or the company that it's given (UTS 51). One that goes on for longer is nobody's idea of a sign, and is cut.
 */
export const EMOJI = String.raw`\p{RI}\p{RI}|\p{ExtPict}\uFE0F?\p{EMod}?(?:[\u{E0020}-\u{E007E}]{1,6}\u{E007F})?(?:\u200D\p{ExtPict}\uFE0F?\p{EMod}?){0,9}`;

/** A sign of Chinese or Japanese writing, which has no blank between words: each counts as one. */
const WIDE = String.raw`[[\p{L}\p{N}]&&[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]]`;
/** What other words are made of. */
const LETTER = String.raw`[[\p{L}\p{M}\p{N}]--${WIDE}]`;
/** What a word goes on over: the separators of a figure, or what shapes the letters beside it. Its repetitions end somewhere. */
const GOES_ON = String.raw`(?:(?<=\p{Nd})[.,:](?=\p{Nd})|[\u200C\u200D](?=\p{L}))${LETTER}{1,1000}`;

/**
 * A word of letters, marks and digits, for a regular expression with the flag `v`: a figure has with it what separates its digits
 * (UAX 29, WB11 and WB12, and the colon of a time).
 */
export const LETTERS = String.raw`${LETTER}{1,20000}(?:${GOES_ON}){0,50}`;

/** A word of Chinese or Japanese: one sign, with its marks. */
export const WIDE_WORD = String.raw`${WIDE}\p{M}*`;
export const WORD = String.raw`(?:${LETTERS}|${WIDE_WORD})`;

const WORDS = new RegExp(WORD, 'gv');
const BEGINS_WIDE = new RegExp(`^${WIDE}`, 'v');
const TOKEN = new RegExp(String.raw`${WORD}|\s+|(${EMOJI}|.)\1{0,9999}`, 'gsv');
const WORD_START = /^[\p{L}\p{M}\p{N}]/u;
// Of most tokens the first character is found here, ten times as fast.
const IS_LETTER = Uint8Array.from({ length: 128 }, (_, code) =>
  Number(WORD_START.test(String.fromCharCode(code))),
);

/** How long a word may be that more is joined to, over emphasis or by entities: each joining reads it all. */
export const LONGEST_JOINED = 200;

/** Returns the words of a text, in order. */
export function words(text: string): string[] {
  return text.match(WORDS) ?? [];
}

/** Returns how many code points a text has. */
export function codePoints(text: string): number {
  return text.length - (text.match(PAIR)?.length ?? 0);
}

const PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/** Returns the words of a text and what stands between them: runs of white space, and of one punctuation mark. */
export function tokens(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** Says whether a token is a word. */
export function isWord(token: string): boolean {
  const code = token.charCodeAt(0);
  return code < IS_LETTER.length ? IS_LETTER[code] === 1 : WORD_START.test(token);
}

/** Says whether two words with nothing between them are one, as where emphasis ends in a word. */
export function areOneWord(before: string, after: string): boolean {
  return isWord(before) && isWord(after) && !BEGINS_WIDE.test(before) && !BEGINS_WIDE.test(after);
}

/**
 * Returns the sentences of a text, each with the white space that follows it. Danish abbreviations, initials, dates
 * and list numbers end no sentence; a blank line does, and a full stop of Chinese or Japanese, behind which no blank stands. In
 * doubt two sentences stay one.
 */
export function sentences(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  STOP.lastIndex = 0;
  for (let stop = STOP.exec(text); stop; stop = STOP.exec(text)) {
    const end = stop.index + stop[0].length;
    if (end < text.length && endsSentence(text, start, stop)) {
      found.push(text.slice(start, end));
      start = end;
    }
  }
  if (start < text.length) found.push(text.slice(start));
  return found;
}

// Each match takes all that it can and needs nothing after it, so a line of 200 kB of points is read once.
const STOP =
  /(?<mark>[.!?…。！？]+)(?:[\p{Pe}\p{Pf}»«"'*_`]|\[\^[^\]\s]{1,40}\])*(?<space>\s*)|\n(?<line>\s*)/gu;
const NEXT = /[\p{Ps}\p{Pi}»«"'*_`]*(?<word>[\p{L}\p{M}\p{N}]{0,12})/uy;
const LAST_WORD = /[\p{L}\p{M}\p{N}.]{0,16}$/u;
const LONGEST_ABBREVIATION = 16;

const MONTH = /^(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)$/i;
const DOTTED = /^\p{L}{1,4}(?:\.\p{L}{1,4})+$/u;
// These stand last in a sentence as often as not; before a capital they end it.
const CLOSING = new Set('m.m m.v m.fl m.a o.l o.lign o.a o.m.a o.s.v'.split(' '));
const ABBREVIATIONS = new Set(
  (
    'adr afd ang bd bem bl ca cand chr dir dr ekskl eks evt fig fmd fx gl hhv hr iflg inkl jf jfr kap kgl kl ' +
    'lign maks nr obs pga pkt pr prof resp sct skt stk str tlf vedr vs årg'
  ).split(' '),
);

function endsSentence(text: string, start: number, stop: RegExpExecArray): boolean {
  const { mark, space = '', line } = stop.groups!;
  if (line !== undefined) return line.includes('\n');
  if (/[。！？]$/.test(mark!)) return true;
  if (space === '') return false;
  if (/\n\s*\n/.test(space)) return true;
  const next = wordAt(text, stop.index + stop[0].length);
  if (/^\p{Ll}/u.test(next)) return mark === '.' && endsInWord(text, start, stop.index);
  return mark !== '.' || !staysOpen(text, start, stop.index, next);
}

/** Words of one letter in lower case, which are neither an initial nor an abbreviation, in whatever case goes on. */
const ONE_LETTER = /(?<=[\p{L}\p{M}\p{N},;:)»”"*_]\s+)[aiåøæ]$/u;

function endsInWord(text: string, start: number, point: number): boolean {
  return ONE_LETTER.test(text.slice(Math.max(start, point - LONGEST_ABBREVIATION), point));
}

/** Says whether a point belongs to the word before it: an abbreviation, an initial, or the number of a date or list. */
function staysOpen(text: string, start: number, point: number, next: string): boolean {
  const from = Math.max(start, point - LONGEST_ABBREVIATION);
  const before = text.slice(from, point);
  const word = LAST_WORD.exec(before)![0];
  if (/^\d{1,3}$/.test(word)) return MONTH.test(next) || (from === start && words(before).length === 1);
  const lower = word.toLowerCase();
  if (endsInWord(text, start, point)) return false;
  if (DOTTED.test(word)) return !CLOSING.has(lower);
  return /^\p{L}$/u.test(word) || ABBREVIATIONS.has(lower);
}

function wordAt(text: string, index: number): string {
  NEXT.lastIndex = index;
  return NEXT.exec(text)!.groups!.word!;
}

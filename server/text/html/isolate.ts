/**
 * Letters that are read from right to left, in a page that is read from left to right. A block that begins with one is read from
 * the right, as its words ask for; in any other they turn nothing around but themselves.
 */

/** The blocks of those letters, and of the figures that go with them. */
const LETTERS = String.raw`\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFE\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}`;
const WORD = String.raw`[${LETTERS}][${LETTERS}\p{M}]*`;
const ANY = new RegExp(`[${LETTERS}]`, 'u');
/** A tag, or words of them with what has no direction of its own between them. */
const TAG_OR_WORDS = new RegExp(String.raw`<[^<>]*>|${WORD}(?:[\s.,:;!?'’–-]+${WORD})*`, 'gu');
/** The tag of a block, but for its end, and what stands in it before the next. */
const BLOCK =
  /<(?:p|h[2-6]|li|t[dh])(?=[ >])[^<>]*(?=>)((?:[^<]+|<\/?(?:a|br|code|em|input|s|span|strong|sup)(?=[ >])[^<>]*>)*)/g;
const TAG_OR_LETTER = /<[^<>]*>|&[a-z]+;|(\p{L})/gu;

/** Returns rendered HTML in which such blocks find their direction by themselves, and such words elsewhere stand each in an element of their own. */
export function isolateTurned(html: string): string {
  if (!ANY.test(html)) return html;
  let [isolated, end] = ['', 0];
  for (const { index, 0: block, 1: text } of html.matchAll(BLOCK)) {
    if (!beginsTurned(text!)) continue;
    const tag = block.slice(0, block.length - text!.length);
    isolated += `${withoutTurns(html.slice(end, index))}${tag} dir="auto"${text}`;
    end = index + block.length;
  }
  return isolated + withoutTurns(html.slice(end));
}

/** Tells whether the first letter that a text shows is one of them: figures and signs have no direction of their own. */
function beginsTurned(text: string): boolean {
  for (const [, letter] of text.matchAll(TAG_OR_LETTER)) {
    if (letter !== undefined) return ANY.test(letter);
  }
  return false;
}

/** Isolates such words: else one letter exchanges the figures behind it, which another may have written. */
function withoutTurns(html: string): string {
  return html.replace(TAG_OR_WORDS, (part) => (part.startsWith('<') ? part : `<bdi>${part}</bdi>`));
}

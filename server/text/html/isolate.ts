/** Letters that are read from right to left, in a page that is read from left to right: they turn nothing around but themselves. */

/** The blocks of those letters, and of the figures that go with them. */
const LETTERS = String.raw`\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFE\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}`;
const WORD = String.raw`[${LETTERS}][${LETTERS}\p{M}]*`;
const ANY = new RegExp(`[${LETTERS}]`, 'u');
/** A tag, or words of them with what has no direction of its own between them. */
const TAG_OR_WORDS = new RegExp(String.raw`<[^<>]*>|${WORD}(?:[\s.,:;!?'’–-]+${WORD})*`, 'gu');

/**
 * Returns rendered HTML with such words each in an element of their own: else one letter exchanges the figures behind it, which
 * another may have written.
 */
export function isolateTurned(html: string): string {
  if (!ANY.test(html)) return html;
  return html.replace(TAG_OR_WORDS, (part) => (part.startsWith('<') ? part : `<bdi>${part}</bdi>`));
}

/** Danish order for databases that don't know it. */

/**
 * Returns a text whose order by code point is Danish alphabetical order: case and accents aside, æ ø å last, and aa as å.
 * Digits come before letters.
 */
export function sortKey(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/aa|å/g, '{c')
    .replace(/[æä]/g, '{a')
    .replace(/[øö]/g, '{b')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}{]+/gu, ' ')
    .trim();
}

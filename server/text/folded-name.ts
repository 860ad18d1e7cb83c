/** What names are found by, beside how they sound (`finding/vocabulary.ts`). */

/** Returns what a name is found by, whoever types it: case, accents and signs aside, aa as å, and ä and ö as æ and ø. */
export function foldedName(text: string): string {
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

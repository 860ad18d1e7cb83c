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

/** Returns the key of a title, in which numbers stand by their value: "Princip 2" before "Princip 10". */
export function titleKey(title: string): string {
  return sortKey(title.replace(/\p{Nd}+/gu, byValue));
}

/** Orders two texts as lists are ordered: by what titles are sorted by, and where that is the same, by the texts themselves. */
export function compareTitles(a: string, b: string): number {
  return order(titleKey(a), titleKey(b)) || order(a, b);
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** A number is as many digits long as two digits tell, so that a longer one comes after. */
function byValue(digits: string): string {
  const value = digits.replace(/^0+(?=\d)/, '').slice(0, 99);
  return String(value.length).padStart(2, '0') + value;
}

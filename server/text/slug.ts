/** A slug is an article's address: its title in lower case, with a hyphen for every run that isn't a letter, mark or digit. */

/** Returns the slug of a title; Danish letters stay. It is empty when the title has no letter or digit. */
export function slugOf(title: string): string {
  return title
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

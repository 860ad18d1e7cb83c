/** A slug is an article's address: its title in lower case, with a hyphen for every run that isn't a letter, mark or digit. */

/** A mark belongs to the letter or digit before it; what is left of an emoji is no word. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/** Returns the slug of a title; Danish letters stay. It is empty when the title has no letter or digit. */
export function slugOf(title: string): string {
  const lower = title.normalize('NFC').toLowerCase().normalize('NFC');
  return (lower.match(WORD) ?? []).join('-');
}

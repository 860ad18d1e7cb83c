/** A slug is an article's address: its title in lower case, with a hyphen for every run that isn't a letter, mark or digit. */
import { composed } from './clean.ts';

/** A mark belongs to the letter or digit before it; what is left of an emoji is no word. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Returns the slug of a title; Danish letters stay, and what can't be seen doesn't count. It is empty when the title has no letter or digit to be seen. */
export function slugOf(title: string): string {
  const lower = composed(composed(title.replace(INVISIBLE, '')).toLowerCase());
  return (lower.match(WORD) ?? []).join('-');
}

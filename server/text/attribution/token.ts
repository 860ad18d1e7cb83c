/** What is credited of a body, one by one. */

/** A word, an address, a bracket, or a run of another sign; an emoji of several parts is one. */
export interface Token {
  /** What a reader sees; an address stands between angle brackets, which tell it from all else. */
  readonly text: string;
  /** Its places in the body. */
  readonly start: number;
  readonly end: number;
  /** Whether a page shows it: addresses that a text is linked to, for one, are only in the source. */
  readonly isShown: boolean;
  /** Whether a page shows nothing at all between it and what it shows before it, in the same unit. */
  readonly isClose: boolean;
  /** What it shows instead of its text, where that is text: an address without its brackets, maybe in other letters. */
  readonly seen?: string | undefined;
}

/** How often a sign stands in one token at most. The search remembers each, and an import may hold megabytes of one. */
export const LONGEST_RUN = 10_000;

/** Tells whether the text of a token is an address, or what leads to one, whatever it's compared with behind it. */
export function isAddress(text: string): boolean {
  return text.length > '<>'.length && text.startsWith('<') && text.includes('>');
}

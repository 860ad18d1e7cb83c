/** Finds what stands in brackets in a text, with where it leads, and its code: neither says anything by halves. */

import type { SourceSpan } from '../markdown/source/spans.ts';

/** How long the address and the title of a link may be. Each is read again for each bracket, so that this bounds the time. */
const LONGEST_ADDRESS = 2000;

/** Returns the links, the images, what else is in brackets, and the code of a text; what holds another stands for both. */
export function linksIn(text: string): SourceSpan[] {
  const found: SourceSpan[] = [];
  const opened: number[] = [];
  const closing = closingTicks(text);
  MARK.lastIndex = 0;
  for (let mark; (mark = MARK.exec(text));) {
    const { index, 0: sign } = mark;
    if (sign.startsWith('[') || sign.startsWith('![')) opened.push(index);
    else if (sign.startsWith('`')) {
      const to = closing(index, sign.length);
      if (to === undefined) continue;
      found.push({ from: index, to });
      MARK.lastIndex = to;
    } else if (sign === ']' && opened.length > 0) {
      const from = opened.pop()!;
      while (found.length > 0 && found.at(-1)!.from >= from) found.pop();
      const to = endOfAddress(text, index + 1);
      found.push({ from, to });
      MARK.lastIndex = to;
    }
  }
  return found;
}

const MARK = /\\[^]|!?\[|\]|`+/g;

/** Returns what finds the end of code, given where it begins and by how many ticks. */
function closingTicks(text: string): (from: number, length: number) => number | undefined {
  const places = new Map<number, number[]>();
  for (const { index, 0: ticks } of text.matchAll(/`+/g)) {
    const known = places.get(ticks.length);
    if (known) known.push(index);
    else places.set(ticks.length, [index]);
  }
  const next = new Map<number, number>();
  return (from, length) => {
    const own = places.get(length) ?? [];
    let at = next.get(length) ?? 0;
    while (at < own.length && own[at]! <= from) at++;
    next.set(length, at);
    return at < own.length ? own[at]! + length : undefined;
  };
}

// No sign can be read in two ways: else white space up to no end would be read again for each of it.
const ADDRESS = /\((?:\s*<[^<>\n]*>)?(?:\\[^]|"(?:\\[^]|[^"\\])*"|[^()"\\]|\((?:\\[^]|[^()\\])*\))*\)/y;

/** Returns the end of the address that stands in parentheses at a place, or the place if there's none. */
function endOfAddress(text: string, at: number): number {
  if (text[at] !== '(') return at;
  ADDRESS.lastIndex = 0;
  const length = ADDRESS.exec(text.slice(at, at + LONGEST_ADDRESS))?.[0].length ?? 0;
  return at + length;
}

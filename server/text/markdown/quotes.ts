/** Quotes in heaps: each looks for its end up to the next blank line, of which a text may have only so much. */
import type { MarkdownIt, StateBlock } from 'markdown-it';
import { isNested, pushAsText } from './depth.ts';

/** How many lines may be looked at for the ends of quotes: five times those that a page has room for. */
const MOST_LOOKED_AT = 200_000;

const lookedAt = new WeakMap<StateBlock, number>();

/** Teaches a parser to take quotes for text once it has looked for the ends of enough of them. */
export function boundQuotes(md: MarkdownIt): void {
  md.block.ruler.before('blockquote', 'quotes', (state, start, end) => {
    if (state.src[state.bMarks[start]! + state.tShift[start]!] !== '>') return false;
    let looked = lookedAt.get(state) ?? 0;
    if (looked <= MOST_LOOKED_AT) lookedAt.set(state, (looked += blankFrom(state, start, end) - start));
    if (looked <= MOST_LOOKED_AT) return false;
    pushAsText(state, start, end, (line) => !state.isEmpty(line) && isNested(state, line));
    return true;
  });
}

function blankFrom(state: StateBlock, start: number, end: number): number {
  let line = start;
  while (line < end && !state.isEmpty(line)) line++;
  return line;
}

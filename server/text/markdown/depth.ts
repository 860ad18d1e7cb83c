/** Lists and quotes nested beyond reason: what is deeper is shown as a plain paragraph, where the parser would drop it. */
import type { MarkdownIt, StateBlock } from 'markdown-it';

/** Of the parser's levels; a list takes two. Well below its own limit of 100. */
const DEEPEST = 60;

/** Teaches a parser to keep the text of blocks that are nested too deeply. */
export function keepDeepText(md: MarkdownIt): void {
  md.block.ruler.before('table', 'deep', (state, start, end) => {
    if (state.level < DEEPEST) return false;
    pushAsText(state, start, end, (line) => state.isEmpty(line) || isNested(state, line));
    return true;
  });
}

/** Pushes a line and those behind it as one paragraph, whatever they are: up to an end, or to the first that doesn't go on with it. */
export function pushAsText(
  state: StateBlock,
  start: number,
  end: number,
  goesOn: (line: number) => boolean,
): void {
  let next = start + 1;
  while (next < end && goesOn(next)) next++;
  state.push('paragraph_open', 'p', 1);
  const text = state.push('inline', '', 0);
  text.content = state.getLines(start, next, state.blkIndent, false).trim();
  text.children = [];
  text.map = [start, next];
  state.push('paragraph_close', 'p', -1);
  state.line = next;
}

/** Tells whether a line stands in what is being read, by its indent. */
export function isNested(state: StateBlock, line: number): boolean {
  return state.sCount[line]! >= state.blkIndent;
}

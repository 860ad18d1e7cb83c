/** Lists and quotes nested beyond reason: what is deeper is shown as a plain paragraph, where the parser would drop it. */
import type { MarkdownIt, StateBlock } from 'markdown-it';

/** Of the parser's levels; a list takes two. Well below its own limit of 100. */
const DEEPEST = 60;

/** Teaches a parser to keep the text of blocks that are nested too deeply. */
export function keepDeepText(md: MarkdownIt): void {
  md.block.ruler.before('table', 'deep', (state, start, end) => {
    if (state.level < DEEPEST) return false;
    pushAsText(state, start, end);
    return true;
  });
}

/** Pushes lines as one paragraph, whatever they are: up to an end, or to that of what they are nested in. */
export function pushAsText(state: StateBlock, start: number, end: number): void {
  const next = endOfNest(state, start, end);
  state.push('paragraph_open', 'p', 1);
  const text = state.push('inline', '', 0);
  text.content = state.getLines(start, next, state.blkIndent, false).trim();
  text.children = [];
  text.map = [start, next];
  state.push('paragraph_close', 'p', -1);
  state.line = next;
}

function endOfNest(state: StateBlock, start: number, end: number): number {
  let line = start + 1;
  while (line < end && (state.isEmpty(line) || state.sCount[line]! >= state.blkIndent)) line += 1;
  return line;
}

/** Signs of emphasis in heaps: each may begin or end one, and a paragraph may have only so many of them. */
import type { MarkdownIt } from 'markdown-it';

/** As many as five thousand words with emphasis have: no paragraph that somebody wrote comes near. */
const MOST_SIGNS = 10_000;

const SIGN = /[*_~]/;

/** Teaches a parser to take stars, underscores and tildes for text once a paragraph has had enough of them. */
export function boundEmphasis(md: MarkdownIt): void {
  md.inline.ruler.before('strikethrough', 'most_emphasis', (state, silent) => {
    const sign = state.src[state.pos]!;
    if (silent || state.delimiters.length < MOST_SIGNS || !SIGN.test(sign)) return false;
    state.pending += sign;
    state.pos += 1;
    return true;
  });
}

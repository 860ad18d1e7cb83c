/** Brackets in heaps: each is tried as the beginning of a link and of an image, which a paragraph may have only so many of. */
import type { MarkdownIt, StateInline } from 'markdown-it';

/** How many may be tried: twice as many as a page has room for as links, since each is looked at before it's read. */
const MOST_TRIED = 60_000;

const tries = new WeakMap<StateInline, number>();

/** Teaches a parser to take brackets for text once it has tried enough of them. */
export function boundBrackets(md: MarkdownIt): void {
  md.inline.ruler.before('wiki_link', 'brackets', (state, silent) => {
    const { src, pos } = state;
    const isImage = src[pos] === '!' && src[pos + 1] === '[';
    if (src[pos] !== '[' && !isImage) return false;
    const tried = (tries.get(state) ?? 0) + 1;
    tries.set(state, tried);
    return tried > MOST_TRIED && asText(state, isImage ? '![' : '[', silent);
  });
}

function asText(state: StateInline, text: string, silent: boolean): true {
  if (!silent) state.pending += text;
  state.pos += text.length;
  return true;
}

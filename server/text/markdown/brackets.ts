/** Brackets in heaps: each is tried as the beginning of a link and of an image, which a paragraph may have only so many of. */
import type { MarkdownIt, StateInline } from 'markdown-it';

/** How many may be tried: twice as many as a page has room for as links, since each is looked at before it's read. */
const MOST_TRIED = 60_000;

/** How many have been tried of a text, and where the last stands that closes one: behind it none can be a beginning. */
interface BracketsTried {
  tried: number;
  readonly lastClosing: number;
}

const tries = new WeakMap<StateInline, BracketsTried>();

/** Teaches a parser to take brackets for text where nothing closes them, and once it has tried enough of them. */
export function boundBrackets(md: MarkdownIt): void {
  md.inline.ruler.before('wiki_link', 'brackets', (state, silent) => {
    const { src, pos } = state;
    const isImage = src[pos] === '!' && src[pos + 1] === '[';
    if (src[pos] !== '[' && !isImage) return false;
    const tried = triedOf(state);
    tried.tried++;
    const isText = tried.tried > MOST_TRIED || tried.lastClosing < pos;
    return isText && asText(state, isImage ? '![' : '[', silent);
  });
}

function triedOf(state: StateInline): BracketsTried {
  const known = tries.get(state) ?? { tried: 0, lastClosing: state.src.lastIndexOf(']') };
  tries.set(state, known);
  return known;
}

function asText(state: StateInline, text: string, silent: boolean): true {
  if (!silent) state.pending += text;
  state.pos += text.length;
  return true;
}

/** The marks in a text that the parser reads as one: what a page doesn't show as it's written, and where that stands. */
import type { StateInline, Token } from 'markdown-it';
import { parser, type Env } from '../parser.ts';
import { plainText } from '../plain-text.ts';
import { WIKI, wikiLinkPlace } from '../wiki-links.ts';
import { hiddenBefore, hiddenBehind, type HiddenSpan } from './addresses.ts';
import type { SourceSpan } from './spans.ts';

/** A place that isn't shown, but for what stands within it; some of the rest may say something all the same. */
export interface SourceMark extends SourceSpan {
  readonly shown?: SourceSpan;
  /** How that is shown: as marked-up text, as it stands, as a symbol that stands for it, or as the address that it is. */
  readonly as?: 'text' | 'literal' | 'symbol' | 'address';
  /** What a page shows in the place of a symbol, where that is text, or of an address. */
  readonly seen?: string;
  readonly hidden?: readonly HiddenSpan[];
}

/** Stands for the number of a footnote, which is no figure of the text: a character that no text has. */
export const FOOTNOTE = '\uFDD0';

/** Tells whether a text may hold a mark. */
export function mayHoldMarks(text: string): boolean {
  return /[*_`[<]|:\/\/|\\\n/.test(text);
}

/** Yields the marks in a text in order. The environment is that of its blocks. */
export function* marksIn(text: string, env: Env): Generator<SourceMark> {
  const state = new PlacedState(text, parser, env, []);
  parser.inline.tokenize(state);
  for (const rule of parser.inline.ruler2.getRules('')) rule(state);
  state.goOn();
  let end = 0;
  for (let index = 0; index < state.tokens.length; index++) {
    const token = state.tokens[index]!;
    if (token.type === 'text') continue;
    const { from, to } = state.placeOf(token);
    const mark = markOf[token.type]?.({ state, index, token, from, to });
    if (!mark || mark.from < end) continue;
    yield mark;
    end = mark.to;
  }
}

/** Remembers where each token stands: from where the parser pushes it, up to where it goes on. */
class PlacedState extends parser.inline.State {
  private readonly pushed: TokenInPlace[] = [];
  private last = { pos: -1, from: -1 };

  override push(...[type, tag, nesting]: Parameters<StateInline['push']>): Token {
    if (type === 'text') return this.pushText();
    // What stands last between the brackets of a link ends where they close.
    if (type === 'link_close') this.goOn();
    const token = super.push(type, tag, nesting) as TokenInPlace;
    this.last.pos = -1;
    token.from = token.to = this.pos;
    this.pushed.push(token);
    return token;
  }

  /** Nobody asks for what stands between marks, but where: one token stands for all of it. */
  override pushPending(): Token {
    this.tokens.push(BETWEEN);
    this.pending = '';
    return BETWEEN;
  }

  /** Of text, as signs that may be marks are, only the beginning is remembered, and a page may have a hundred thousand of it. */
  private pushText(): Token {
    if (this.pending) this.pushPending();
    const { last, pos } = this;
    // A run of marks is pushed mark by mark, before the parser goes on.
    last.from = last.pos === pos ? last.from + 1 : pos;
    last.pos = pos;
    const token = textToken(last.from);
    this.tokens.push(token);
    return token;
  }

  /** To be told whenever the parser goes on. */
  goOn(): void {
    for (let token = this.pushed.pop(); token; token = this.pushed.pop()) token.to = this.pos;
  }

  placeOf(token: Token): SourceSpan {
    if (token instanceof TextToken) return { from: token.from, to: token.from };
    return token as TokenInPlace;
  }
}

/** A token of the parser's own, and where it stands. */
type TokenInPlace = Token & { from: number; to: number };

/** What the parser needs of text, and of emphasis, which it makes of text: its own tokens hold four times as much. */
class TextToken implements Pick<Token, 'type' | 'tag' | 'nesting' | 'level' | 'content' | 'markup'> {
  type = 'text';
  tag = '';
  nesting: Token['nesting'] = 0;
  level = 0;
  content = '';
  markup = '';

  constructor(readonly from: number) {}
}

function textToken(from: number): Token {
  return new TextToken(from) as unknown as Token;
}

/** Text that says nothing, also when the parser joins it with what stands beside it. */
const BETWEEN = Object.defineProperty(textToken(-1), 'content', { get: () => '', set: () => undefined });

parser.inline.ruler.before('text', 'places', (state, silent) => {
  if (!silent && state instanceof PlacedState) state.goOn();
  return false;
});

/** A token, by its place among all, and where it stands. */
interface Placed extends SourceSpan {
  readonly state: PlacedState;
  readonly index: number;
  readonly token: Token;
}

// Who strikes something out says something: that is no mark.
const markOf: Record<string, (placed: Placed) => SourceMark | undefined> = {
  em_open: ({ from }) => ({ from, to: from + 1 }),
  em_close: ({ from }) => ({ from, to: from + 1 }),
  // Of two marks the parser makes the inner one the token.
  strong_open: ({ from }) => ({ from: from - 1, to: from + 1 }),
  strong_close: ({ from }) => ({ from, to: from + 2 }),
  hardbreak: ({ state, from, to }) => {
    if (state.src[from] === '<') return { from, to };
    return state.src[from] === '\\' ? { from, to: from + 1 } : undefined;
  },
  code_inline: codeOf,
  link_open: linkOf,
  link_close: ({ state, token, from, to }) => {
    if (token.markup === WIKI) return { from, to };
    return token.markup === '' ? { from, to, hidden: hiddenBehind(state.src, { from, to }) } : undefined;
  },
  image: imageOf,
  footnote_ref: ({ from, to }) => ({ from, to, shown: { from, to }, as: 'symbol', seen: FOOTNOTE }),
};

/** Of white space at both ends of it, the parser takes some off. */
function codeOf({ token: { content }, from, to }: Placed): SourceMark {
  const beside = (to - from - content.length) / 2;
  return { from, to, shown: { from: from + beside, to: to - beside }, as: 'literal' };
}

/** The parser has gone in between the brackets of a link when it pushes it, but reads what shows itself, such as an address, at once. */
function linkOf({ state, index, token, from }: Placed): SourceMark {
  const [text, close] = [state.tokens[index + 1], state.tokens[index + 2]];
  // An address may be shown in other letters than it's written in.
  const showing = (
    start: number,
    end: number,
    { from, to }: SourceSpan = { from: start, to: end },
  ): SourceMark => ({ from, to, shown: { from: start, to: end }, as: 'address', seen: text!.content });
  const { to } = state.placeOf(close ?? token);
  // Of an address by itself, the parser finds the scheme last.
  if (token.markup === 'linkify') return showing(from - text!.content.indexOf(':'), to);
  if (token.markup === 'autolink') return showing(from + 1, to - 1, { from, to });
  if (token.markup !== WIKI) return { from: from - 1, to: from };
  const { shownAt, length, isPiped } = wikiLinkPlace(token);
  const start = isPiped ? from - shownAt : from;
  const shown = { from: start + shownAt, to: start + shownAt + length };
  const hidden = hiddenBefore(state.src, { from: start, to: shown.from });
  if (isPiped) return { from: start, to: shown.from, hidden };
  // A backslash before a sign of a title isn't shown.
  return { from, to, shown, as: text!.content.length < length ? 'text' : 'literal', hidden };
}

/** An image shows its text or, without one, its address, which may be written otherwise or elsewhere. */
function imageOf({ state, token, from, to }: Placed): SourceMark {
  const { content, children } = token;
  const start = from + '!['.length;
  const end = start + content.length;
  // The parser makes text of what is escaped, too, but later.
  for (const child of children ?? []) if (child.type === 'text_special') child.type = 'text';
  const hidden = hiddenBehind(state.src, { from: end, to });
  if (plainText(children ?? []).trim() !== '')
    return { from, to, shown: { from: start, to: end }, as: 'text', hidden };
  const seen = String(token.attrGet('src'));
  const [address, ...title] = hidden;
  if (state.src[end + 1] !== '(' || address?.as !== 'address')
    return { from, to, shown: { from, to }, as: 'symbol', seen };
  return { from, to, shown: address, as: 'address', seen, hidden: title };
}

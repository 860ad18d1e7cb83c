/** What a page shows of a paragraph's source: all but what the parser takes for marks, such as those of emphasis and of links. */
import type { StateInline, Token } from 'markdown-it';
import { parser } from '../parser.ts';
import { plainText } from '../plain-text.ts';
import { TASK } from '../task-lists.ts';
import type { Env, Stretch } from './leaves.ts';
import { moved, type Span } from './spans.ts';
import { wikiLinkOf } from '../wiki-links.ts';

/** Source that is shown: as marked-up text; as it stands, as code is; or as a symbol: the box of a task, the number of a footnote. */
export interface Piece extends Span {
  readonly kind: 'text' | 'code' | 'symbol';
}

/** Returns the pieces of a stretch of a source, in order, by their places in the source. */
export function piecesIn(source: string, { kind, places }: Stretch, env: Env): Piece[] {
  if (kind === 'code') return asPieces(places, kind);
  const lines = places.map(({ from, to }) => source.slice(from, to));
  const text = lines.length === 1 ? lines[0]! : lines.join('\n');
  if (!MARK.test(text)) return asPieces(places, 'text');
  // What one stretch makes the parser count is no other's.
  const pieces = piecesOf(text, { ...env });
  return [...placed(kind === 'item' ? withBox(text, pieces) : pieces, places)];
}

function asPieces(places: readonly Span[], kind: Piece['kind']): Piece[] {
  return places.map(({ from, to }) => ({ from, to, kind }));
}

/** Makes the box of a task a piece of its own, if a text begins with one. */
function withBox(text: string, pieces: Piece[]): Piece[] {
  const first = pieces[0];
  if (first?.kind !== 'text' || first.from > 0 || !TASK.test(text)) return pieces;
  const to = '[ ]'.length;
  return [{ from: 0, to, kind: 'symbol' }, { ...first, from: to }, ...pieces.slice(1)];
}

/** Yields the pieces of a text where they stand in the source that it was put together from, line by line. */
function* placed(pieces: readonly Piece[], places: readonly Span[]): Generator<Piece> {
  let [next, at] = [0, 0];
  for (const { from, to } of places) {
    const end = at + to - from;
    for (; next < pieces.length && pieces[next]!.from < end; next++) {
      const { kind, ...piece } = pieces[next]!;
      const [start, stop] = [Math.max(piece.from, at), Math.min(piece.to, end)];
      if (start < stop) yield { from: from + start - at, to: from + stop - at, kind };
      if (piece.to > end) break;
    }
    at = end + 1;
  }
}

/** Returns the pieces of a text that the parser reads as one, in order. */
function piecesOf(text: string, env: Env): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const add = (piece: Piece) => {
    if (piece.from < piece.to) pieces.push(piece);
  };
  for (const { from, to, pieces: inner } of MARK.test(text) ? marksIn(text, env) : []) {
    if (from < at) continue;
    add({ from: at, to: from, kind: 'text' });
    inner?.forEach(add);
    at = to;
  }
  add({ from: at, to: text.length, kind: 'text' });
  return pieces;
}

/** What isn't shown, or shown as it stands, holds one of these. */
const MARK = /[*_`[<]|:\/\//;

/** What isn't shown, but for some pieces of it. */
interface Mark extends Span {
  readonly pieces?: readonly Piece[];
}

/** Returns the marks of a text in order; one that begins within the one before it belongs to that. */
function marksIn(text: string, env: Env): Mark[] {
  const state = new PlacedState(text, parser, env, []);
  parser.inline.tokenize(state);
  for (const rule of parser.inline.ruler2.getRules('')) rule(state);
  return state.tokens.flatMap((token, index) => {
    const at = state.placeOf(token);
    return marksOf[token.type]?.({ state, at, token, next: state.tokens[index + 1]! }) ?? [];
  });
}

const LONGEST_SCHEME = 10;

/** Remembers where each token begins. */
class PlacedState extends parser.inline.State {
  private readonly places = new Map<Token, number>();
  private last = { from: -1, at: -1 };
  /** Where the link ends that was read last. */
  linkEnd = 0;

  override push(...[type, tag, nesting]: Parameters<StateInline['push']>): Token {
    const token = super.push(type, tag, nesting);
    // A run of marks is pushed mark by mark, before the parser moves on.
    const isNext = type === 'text' && this.last.from === this.pos;
    this.last = { from: type === 'text' ? this.pos : -1, at: isNext ? this.last.at + 1 : this.pos };
    this.places.set(token, this.last.at);
    return token;
  }

  /** Returns where the parser stood when it read a token: where it begins, or what it encloses does if that is read too. */
  placeOf(token: Token): number {
    return this.places.get(token) ?? 0;
  }

  /** Returns where what begins at a place ends. To be asked once all is read. */
  endFrom(place: number): number {
    this.pos = place;
    // Of an address, the parser has read the scheme before; within brackets that are text, it has passed over it as well.
    this.pending = this.src.slice(Math.max(0, place - LONGEST_SCHEME), place);
    delete this.cache[place];
    parser.inline.skipToken(this);
    return this.pos;
  }
}

/** A token, where it stands, and the token behind it. */
interface Placed {
  readonly state: PlacedState;
  readonly at: number;
  readonly token: Token;
  readonly next: Token;
}

const marksOf: Record<string, (placed: Placed) => Mark | Mark[]> = {
  em_open: ({ at }) => ({ from: at, to: at + 1 }),
  em_close: ({ at }) => ({ from: at, to: at + 1 }),
  // Of two marks the parser makes the inner one the token.
  strong_open: ({ at }) => ({ from: at - 1, to: at + 1 }),
  strong_close: ({ at }) => ({ from: at, to: at + 2 }),
  code_inline: codeAt,
  link_open: linkAt,
  link_close: linkEndAt,
  image: imageAt,
  footnote_ref: ({ state, at }) => asA('symbol', at, state.endFrom(at)),
};

function asA(kind: Piece['kind'], from: number, to: number): Mark {
  return { from, to, pieces: [{ from, to, kind }] };
}

/** The parser takes a space off at both ends of code, and makes spaces of its line ends. */
function codeAt({ state, at, token: { markup, content } }: Placed): Mark {
  const from = at + markup.length;
  const isWhole = state.src.slice(from, from + content.length).replaceAll('\n', ' ') === content;
  const to = from + content.length + (isWhole ? 0 : 2);
  return { from: at, to: to + markup.length, pieces: [{ from, to, kind: 'code' }] };
}

/** What a link shows by itself, such as an address, stands last in it; what stands between brackets is read as text. */
function linkAt({ state, at, token, next }: Placed): Mark | Mark[] {
  const asItStands = (from: number, to: number): Mark => {
    return { from: at, to: state.endFrom(at), pieces: [{ from, to, kind: 'code' }] };
  };
  // Its scheme was read before it.
  if (token.markup === 'linkify') return asItStands(at, state.endFrom(at));
  if (token.markup === 'autolink') return asItStands(at + 1, state.endFrom(at) - 1);
  if (wikiLinkOf(token)) {
    const end = at + state.src.slice(at, state.endFrom(at) - ']]'.length).trimEnd().length;
    return asItStands(end - next.content.length, end);
  }
  state.linkEnd = state.endFrom(at - 1);
  return { from: at - 1, to: at };
}

function linkEndAt({ state, at, token }: Placed): Mark | Mark[] {
  return token.markup === '' ? { from: at, to: Math.max(at, state.linkEnd) } : [];
}

/** An image shows its text or, without one, its address. */
function imageAt({ state, at, token: { content, children } }: Placed): Mark | Mark[] {
  if (plainText(children ?? []).trim() === '') return [];
  const start = at + '!['.length;
  const pieces = moved(piecesOf(content, state.env), start);
  return { from: at, to: state.endFrom(at), pieces };
}

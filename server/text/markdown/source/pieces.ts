/** What a stretch of source says that the parser reads as one. */
import { inCell } from '../cells.ts';
import type { Env } from '../parser.ts';
import { hiddenInDefinition, type HiddenSpan } from './addresses.ts';
import type { LeafStretch } from './leaves.ts';
import { marksIn, mayHoldMarks } from './marks.ts';
import type { SourceSpan } from './spans.ts';

/**
 * Source that says something. It's shown as marked-up text; as it stands, as code is; or as a symbol: the box of a task, the
 * number of a footnote. An address is shown where it's its own text; the title of a link isn't, nor are the brackets of one.
 */
export interface SaidPiece extends SourceSpan {
  readonly kind: 'text' | 'literal' | 'symbol' | 'address' | 'title' | 'brackets';
  /** What a page shows in the place of a symbol, where that is text, or of an address that it shows. */
  readonly seen?: string | undefined;
  /** Whether a line or a cell begins here, which stands apart from what is shown before it. */
  readonly isApart?: boolean;
}

/** Returns the pieces of a stretch in order, by their places in the source. */
export function piecesIn(source: string, { kind, places }: LeafStretch, env: Env): SaidPiece[] {
  if (kind === 'literal') return whole(places, 'literal');
  if (kind === 'unread') return whole(places, 'text');
  const between = kind === 'cell' ? '' : '\n';
  const text = places.map(({ from, to }) => source.slice(from, to)).join(between);
  if (kind === 'definition') return placed(hiddenInDefinition(text).map(hiddenPiece), places, between.length);
  if (!mayHoldMarks(text)) return whole(places, 'text');
  const pieces = piecesOf(text, kind === 'cell' ? inCell(env) : env);
  return placed(kind === 'item' && BOX.test(text) ? withBox(pieces) : pieces, places, between.length);
}

function whole(places: readonly SourceSpan[], kind: SaidPiece['kind']): SaidPiece[] {
  return places.map(({ from, to }) => ({ from, to, kind, isApart: true }));
}

/** The box of a task, and what it needs behind it on its line: a text, or white space that isn't trimmed off. */
const BOX = /^\[[ xX]\](?:[ \t]+\S|[ \t]*[^\S \t\n])/;

function withBox([first, ...rest]: readonly SaidPiece[]): SaidPiece[] {
  if (first!.kind !== 'text' || first!.from > 0) return [first!, ...rest];
  const to = '[ ]'.length;
  return [{ from: 0, to, kind: 'symbol' }, { ...first!, from: to }, ...rest];
}

/** Returns the pieces of a text in order. The text of an image is taken with its marks. */
function piecesOf(text: string, env: Env): SaidPiece[] {
  const pieces: SaidPiece[] = [];
  let at = 0;
  const add = (piece: SaidPiece) => {
    if (piece.from < piece.to) pieces.push(piece);
  };
  for (const { from, to, shown, as = 'text', seen, hidden = [] } of marksIn(text, env)) {
    add({ from: at, to: from, kind: 'text' });
    // Where a link to an article leads stands before what it shows.
    const isBefore = ({ from }: HiddenSpan) => shown !== undefined && from < shown.from;
    hidden.filter(isBefore).forEach((span) => add(hiddenPiece(span)));
    if (shown) add({ from: shown.from, to: shown.to, kind: as, seen });
    hidden.filter((span) => !isBefore(span)).forEach((span) => add(hiddenPiece(span)));
    at = to;
  }
  add({ from: at, to: text.length, kind: 'text' });
  return pieces;
}

/** What says something and isn't shown. */
export function hiddenPiece({ from, to, as }: HiddenSpan): SaidPiece {
  return { from, to, kind: as };
}

/** Returns the pieces of a text where they stand in the source that it was put together from, with so much between them. */
function placed(pieces: readonly SaidPiece[], places: readonly SourceSpan[], between: number): SaidPiece[] {
  const found: SaidPiece[] = [];
  let [next, at, isApart] = [0, 0, true];
  for (const { from, to } of places) {
    const end = at + to - from;
    isApart ||= between > 0 && isLineEnd(pieces[next], at - between);
    for (; next < pieces.length && pieces[next]!.from < end; next++) {
      const piece = pieces[next]!;
      const [start, stop] = [Math.max(piece.from, at), Math.min(piece.to, end)];
      const { kind, seen } = piece;
      if (start < stop) {
        found.push({ from: from + start - at, to: from + stop - at, kind, seen, isApart });
        isApart &&= !isShown(piece);
      }
      if (piece.to > end) break;
    }
    at = end + between;
  }
  return found;
}

/** Tells whether a page shows the white space that a line's end is: it may stand in an address. */
function isLineEnd(piece: SaidPiece | undefined, at: number): boolean {
  return piece !== undefined && piece.from <= at && isShown(piece);
}

/** Tells whether a page shows something of a piece. */
export function isShown({ kind, seen }: SaidPiece): boolean {
  return kind === 'address' ? seen !== undefined : kind !== 'title' && kind !== 'brackets';
}

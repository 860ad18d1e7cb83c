/**
 * Where the tokens of a unit stand: on which line of it, and in which cell between bars. That says something in a table and in code;
 * in other text it's how a source is laid out, and nobody's, but a text may be made a table or code.
 */
import type { SourceUnit } from '../markdown/source/units.ts';
import { tokensIn, type Token } from './tokens.ts';

/** Where a token stands in its unit. */
export interface TokenSpot {
  readonly line: number;
  readonly cell: number;
}

/** Where the tokens of a unit stand, by their places in it. */
export interface UnitLayout {
  readonly kind: 'text' | 'code' | 'row';
  readonly unit: SourceUnit;
  /** Returns what tells sentences of tokens from one place up to another apart that differ in this alone. */
  readonly keyOf: (from: number, to: number) => string;
  readonly spotOf: (place: number) => TokenSpot;
  /** Returns the white space before a token, if it's code and that isn't one blank. */
  readonly gapBefore: (place: number) => string | undefined;
}

/** Returns where the tokens of a unit stand. */
export function layoutOf(unit: SourceUnit, tokens: readonly Token[]): UnitLayout {
  if (unit.row) return new RowLayout(unit, tokens);
  return unit.stretches[0]?.kind === 'literal' ? new CodeLayout(unit, tokens) : new TextLayout(unit);
}

/** How text stands is asked of little of it, and read when it is. */
class TextLayout implements UnitLayout {
  readonly kind: UnitLayout['kind'] = 'text';
  private spots: readonly TokenSpot[] | undefined;

  constructor(readonly unit: SourceUnit) {}

  keyOf(_from: number, _to: number): string {
    return '';
  }

  spotOf(place: number): TokenSpot {
    this.spots ??= spotsIn(this.unit);
    return this.spots[place]!;
  }

  gapBefore(_place: number): string | undefined {
    return undefined;
  }
}

class CodeLayout extends TextLayout {
  override readonly kind = 'code';
  private readonly gaps: ReadonlyMap<number, string> | undefined;

  constructor(unit: SourceUnit, tokens: readonly Token[]) {
    super(unit);
    this.gaps = /\s\s|[^\S ]/.test(unit.text.trim()) ? gapsBetween(tokens, unit.source) : undefined;
  }

  override keyOf(from: number, to: number): string {
    if (!this.gaps) return '';
    const own = [...this.gaps].filter(([place]) => place >= from && place < to);
    return own.map(([place, gap]) => `\n${place - from} ${gap}`).join('');
  }

  override gapBefore(place: number): string | undefined {
    return this.gaps?.get(place);
  }
}

class RowLayout extends TextLayout {
  override readonly kind = 'row';
  private readonly cells: readonly number[];

  constructor(unit: SourceUnit, tokens: readonly Token[]) {
    super(unit);
    this.cells = cellsOf(unit, tokens);
  }

  override keyOf(from: number, to: number): string {
    return `\n${this.cells.slice(from, to).join()}`;
  }

  override spotOf(place: number): TokenSpot {
    return { line: 0, cell: this.cells[place]! };
  }
}

/** Returns the cell that each token of a row stands in; those beyond the columns of its table stand in one. */
function cellsOf({ stretches }: SourceUnit, tokens: readonly Token[]): number[] {
  const ends = stretches.flatMap(({ kind, places }) =>
    kind === 'text' ? places.map(({ to }) => to) : [places.at(-1)!.to],
  );
  let cell = 0;
  return tokens.map(({ start }) => {
    while (cell < ends.length && start >= ends[cell]!) cell++;
    return cell;
  });
}

function gapsBetween(tokens: readonly Token[], source: string): Map<number, string> {
  const found = new Map<number, string>();
  for (let place = 1; place < tokens.length; place++) {
    const gap = source.slice(tokens[place - 1]!.end, tokens[place]!.start);
    if (gap !== '' && gap !== ' ') found.set(place, gap);
  }
  return found;
}

/** Returns where each token of a text stands, whose cells are what stands between the bars of a line, were it the row of a table. */
function spotsIn(unit: SourceUnit): TokenSpot[] {
  const { source, at } = unit;
  let [line, bars, next] = [0, 0, at];
  let opens = false;
  return tokensIn(unit).map(({ start }) => {
    for (; next < start; next++) {
      if (source[next] === '\n') [line, bars, opens] = [line + 1, 0, false];
      else if (source[next] === '|' && source[next - 1] !== '\\') {
        opens ||= bars === 0 && isBefore(source, next);
        bars++;
      }
    }
    return { line, cell: opens ? bars - 1 : bars };
  });
}

/** Tells whether no word stands on the line before a place. */
function isBefore(source: string, place: number): boolean {
  return /(?:^|\n)[^\p{L}\p{N}\n]{0,40}$/u.test(source.slice(Math.max(0, place - 40), place));
}

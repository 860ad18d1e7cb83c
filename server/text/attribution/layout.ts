/**
 * Where the tokens of a unit stand: on which line of it, and in which cell between bars. That says something in a table and in code;
 * in other text it's how a source is laid out, and nobody's, but a text may be made a table or code.
 */
import type { SourceUnit } from '../markdown/source/units.ts';
import { tokensIn, type Token } from './tokens.ts';

/** Where the tokens of a unit stand, by their places in it. */
export interface UnitLayout {
  readonly kind: 'text' | 'code' | 'row';
  readonly unit: SourceUnit;
  /** Tells apart what may say the same and stands otherwise; empty where little does. */
  readonly key: string;
  readonly lineOf: (place: number) => number;
  readonly cellOf: (place: number) => number;
  /** Returns the white space before a token, if it's code and that isn't one blank. */
  readonly gapBefore: (place: number) => string | undefined;
}

/** Returns where the tokens of a unit stand; where they begin is kept among those of other units, since a table has many. */
export function layoutOf(unit: SourceUnit, tokens: readonly Token[], starts: number[]): UnitLayout {
  if (unit.row) return new RowLayout(unit, tokens, starts);
  return unit.stretches[0]?.kind === 'literal' ? new CodeLayout(unit, tokens) : new TextLayout(unit);
}

/** How a text stands is asked of few, and read when it is. */
class TextLayout implements UnitLayout {
  readonly kind: UnitLayout['kind'] = 'text';
  readonly key: string = '';
  private spots: TextSpots | undefined;

  constructor(readonly unit: SourceUnit) {}

  lineOf(place: number): number {
    return (this.spots ??= spotsIn(this.unit)).lines[place]!;
  }

  cellOf(place: number): number {
    return (this.spots ??= spotsIn(this.unit)).cells[place]!;
  }

  gapBefore(_place: number): string | undefined {
    return undefined;
  }
}

class CodeLayout extends TextLayout {
  override readonly kind = 'code';
  override readonly key: string;
  private readonly gaps: ReadonlyMap<number, string> | undefined;

  constructor(unit: SourceUnit, tokens: readonly Token[]) {
    super(unit);
    this.gaps = /\S(?: \s|[^\S ])/.test(unit.text) ? gapsBetween(tokens, unit.source) : undefined;
    this.key = [...(this.gaps ?? [])].map(([place, gap]) => `\n${place} ${gap}`).join('');
  }

  override lineOf(): number {
    return 0;
  }

  override gapBefore(place: number): string | undefined {
    return this.gaps?.get(place);
  }
}

class RowLayout extends TextLayout {
  override readonly kind = 'row';
  override readonly key: string;
  private cells: readonly number[] | undefined;
  private readonly from: number;
  private readonly to: number;

  constructor(
    unit: SourceUnit,
    tokens: readonly Token[],
    private readonly starts: number[],
  ) {
    super(unit);
    this.key = blanksIn(unit);
    this.from = starts.length;
    for (const { start } of tokens) starts.push(start);
    this.to = starts.length;
  }

  override lineOf(): number {
    return 0;
  }

  override cellOf(place: number): number {
    return (this.cells ??= cellsOf(this.unit, this.starts.slice(this.from, this.to)))[place]!;
  }
}

/** Returns which cells of a row are empty, each on a line. */
function blanksIn({ stretches }: SourceUnit): string {
  let [key, cell] = ['', 0];
  for (const { kind, places } of stretches) {
    for (const { from, to } of places) {
      if (from === to) key += `\n${cell}`;
      if (kind === 'text') cell++;
    }
    cell++;
  }
  return key;
}

/** Returns the cell of a row that what begins at each place stands in; those beyond the columns of its table stand in one. */
function cellsOf({ stretches }: SourceUnit, starts: readonly number[]): number[] {
  const ends = stretches.flatMap(({ kind, places }) =>
    kind === 'text' ? places.map(({ to }) => to) : [places.at(-1)!.to],
  );
  let cell = 0;
  return starts.map((start) => {
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

/** Where each token of a text stands. */
interface TextSpots {
  readonly lines: readonly number[];
  readonly cells: readonly number[];
}

/** Returns where the tokens of a text stand, whose cells are what stands between the bars of a line, were it the row of a table. */
function spotsIn(unit: SourceUnit): TextSpots {
  const { source, at } = unit;
  const [lines, cells]: [number[], number[]] = [[], []];
  let [line, bars, next] = [0, 0, at];
  let opens = false;
  for (const { start } of tokensIn(unit)) {
    for (; next < start; next++) {
      if (source[next] === '\n') [line, bars, opens] = [line + 1, 0, false];
      else if (source[next] === '|' && source[next - 1] !== '\\') {
        opens ||= bars === 0 && isBefore(source, next);
        bars++;
      }
    }
    lines.push(line);
    cells.push(opens ? bars - 1 : bars);
  }
  return { lines, cells };
}

/** Tells whether no word stands on the line before a place. */
function isBefore(source: string, place: number): boolean {
  return /(?:^|\n)[^\p{L}\p{N}\n]{0,40}$/u.test(source.slice(Math.max(0, place - 40), place));
}

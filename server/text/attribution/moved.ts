/**
 * What was found, but says something else where it stands now: which column and row a figure of a table stands in, and what stands on
 * a line of code. No sign of a page shows that, and so what a cell or a line begins with is whose who put it there.
 */
import { fullBudget } from '../budget.ts';
import { align } from '../sequence.ts';
import { words } from '../words.ts';
import type { CreditDraft, CreditSource } from './draft.ts';
import type { TokenSpot, UnitLayout } from './layout.ts';
import type { Sentence } from './sentences.ts';

/** Takes back what was credited of that. */
export function disownMoved(draft: CreditDraft): void {
  const isLaidOut = ({ sentences }: { sentences: readonly Sentence[] }) =>
    sentences.some(({ layout }) => layout.kind !== 'text');
  if (!isLaidOut(draft) && !draft.sources.some(isLaidOut)) return;
  const finder = new MovedFinder(draft);
  // Each is asked of what is credited, so that nothing is taken back before all of it was asked.
  for (const place of finder.find()) draft.origins[place] = 0;
}

/** A token that was found, where it stands now and where it stood. */
interface FoundToken extends PlacedToken {
  readonly source: CreditSource;
  readonly from: PlacedToken;
}

/** A token of a source. */
interface PlacedToken {
  readonly place: number;
  readonly layout: UnitLayout;
  /** Its place in its unit. */
  readonly at: number;
  readonly spot: TokenSpot;
}

class MovedFinder {
  private readonly owners = new Map<CreditSource, Int32Array>();
  private readonly columns = new Map<string, ColumnPair>();

  constructor(private readonly draft: CreditDraft) {}

  /** Returns the places of what is another's now. */
  find(): number[] {
    const { sentences } = this.draft;
    const found: number[] = [];
    for (let i = 0, next; i < sentences.length; i = next) {
      const { layout } = sentences[i]!;
      for (next = i + 1; next < sentences.length && sentences[next]!.layout === layout;) next++;
      const { start } = sentences[i]!;
      const end = sentences[next - 1]!.start + sentences[next - 1]!.tokens.length;
      if (layout.kind !== 'text' || this.comesFromLaidOut(start, end)) this.look(found, layout, start, end);
    }
    return found;
  }

  /** Looks at the tokens of a unit, which stand in the draft from one place up to another. */
  private look(found: number[], layout: UnitLayout, start: number, end: number): void {
    const { origins, sources, places, found: numbers } = this.draft;
    const last = new Map<CreditSource, FoundToken>();
    let before: FoundToken | undefined;
    for (let place = start; place < end; place++) {
      if (origins[place] === 0 || numbers[place] === 0) continue;
      const source = sources[numbers[place]! - 1]!;
      const from = this.placed(source, places[place]!);
      const token = { place, layout, at: place - start, spot: layout.spotOf(place - start), source, from };
      if (this.isMoved(token, last.get(source), before)) found.push(place);
      last.set(source, token);
      before = token;
    }
  }

  private isMoved(token: FoundToken, last: FoundToken | undefined, before: FoundToken | undefined): boolean {
    const { layout, spot, from, source } = token;
    if (layout.kind === 'text' && from.layout.kind === 'text') return false;
    const isLater = last?.spot.line === spot.line;
    const isBeside = before !== last && before?.spot.line === spot.line;
    if (isLater ? !isOnLine(last.from, from) : this.isParted(source, from, isOnLine)) return true;
    if (!isLater && isBeside && isFirst(from)) return true;
    if (layout.kind !== 'row' && from.layout.kind !== 'row') return isSpacedAnew(token, before);
    if (isLater && last.spot.cell === spot.cell) return last.from.spot.cell !== from.spot.cell;
    return this.isParted(source, from, isInCell) || !this.isInColumn(token);
  }

  /** Tells whether something that was found stood before a token, where it isn't now. */
  private isParted(
    source: CreditSource,
    token: PlacedToken,
    isBeside: (one: PlacedToken, other: PlacedToken) => boolean,
  ): boolean {
    for (let place = token.place - 1; place >= token.place - token.at && place >= 0; place--) {
      if (source.taken[place] === 0) continue;
      return isBeside(this.placed(source, place), token);
    }
    return false;
  }

  private isInColumn({ layout, spot, from }: FoundToken): boolean {
    const [own, other] = [layout.unit.row, from.layout.unit.row];
    if (!own || !other) return spot.cell === from.spot.cell;
    if (own.isHead !== other.isHead) return false;
    if (own.head === other.head) return spot.cell === from.spot.cell;
    const key = `${other.head}\n\n${own.head}`;
    let pair = this.columns.get(key);
    if (!pair) this.columns.set(key, (pair = pairColumns(other.head, own.head)));
    return pair.before[from.spot.cell] === pair.after[spot.cell];
  }

  private comesFromLaidOut(start: number, end: number): boolean {
    const { sources, places, found } = this.draft;
    for (let place = start; place < end; place++) {
      const source = sources[found[place]! - 1];
      if (source && this.sentenceAt(source, places[place]!).layout.kind !== 'text') return true;
    }
    return false;
  }

  private placed(source: CreditSource, place: number): PlacedToken {
    const { layout, start, first } = this.sentenceAt(source, place);
    const at = place - start + first;
    return { place, layout, at, spot: layout.spotOf(at) };
  }

  private sentenceAt(source: CreditSource, place: number): Sentence {
    let owners = this.owners.get(source);
    if (!owners) this.owners.set(source, (owners = ownersOf(source)));
    return source.sentences[owners[place]!]!;
  }
}

function ownersOf({ sentences, taken }: CreditSource): Int32Array {
  const owners = new Int32Array(taken.length);
  for (const [i, { start, tokens }] of sentences.entries()) owners.fill(i, start, start + tokens.length);
  return owners;
}

function isOnLine(one: PlacedToken, other: PlacedToken): boolean {
  return one.layout === other.layout && one.spot.line === other.spot.line;
}

/** Tells whether nothing stands before a token on its line. */
function isFirst({ layout, at, spot }: PlacedToken): boolean {
  return at === 0 || layout.spotOf(at - 1).line !== spot.line;
}

function isInCell(one: PlacedToken, other: PlacedToken): boolean {
  return isOnLine(one, other) && one.spot.cell === other.spot.cell;
}

/** Tells whether there's other white space in code between a token and the one before it, which stood there too. */
function isSpacedAnew(
  { place, at, layout, source, from }: FoundToken,
  before: FoundToken | undefined,
): boolean {
  if (before?.place !== place - 1 || before.source !== source || before.from.place !== from.place - 1)
    return false;
  if (layout.kind !== 'code' || from.layout.kind !== 'code') return false;
  return layout.gapBefore(at) !== from.layout.gapBefore(from.at);
}

/** Which column of one table is which of another: those are that have the same number. */
interface ColumnPair {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * Pairs the columns of two tables by what stands at their heads. Where that was changed it's whose who changed it, and tells what stands
 * below it by itself: columns may be put in and out there.
 */
function pairColumns(one: string, other: string): ColumnPair {
  const [from, to] = [one, other].map((head) =>
    head.split('\n').map((cell) => words(cell.toLowerCase()).join(' ')),
  );
  const { hunks } = align(from!, to!, fullBudget());
  const before: number[] = [];
  const after: number[] = [];
  let next = 0;
  const keep = (end: number) => {
    while (before.length < end) (after.push(next), before.push(next++));
  };
  for (const { beforeStart, beforeEnd, afterEnd } of hunks) {
    keep(beforeStart);
    while (before.length < beforeEnd) before.push(next);
    while (after.length < afterEnd) after.push(next);
    next++;
  }
  keep(from!.length);
  return { before, after };
}

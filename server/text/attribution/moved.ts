/**
 * What was found, but says something else where it stands now: which column and row a figure of a table stands in, and what stands on
 * a line of code. No sign of a page shows that, and so what a cell or a line begins with is whose who put it there; and so is a mark
 * that closes what another mark opened than before, for it says what is struck out, quoted, or in brackets.
 */
import { fullBudget } from '../budget.ts';
import { pairColumns, type ColumnPair } from './columns.ts';
import type { CreditDraft, CreditSource } from './draft.ts';
import type { UnitLayout } from './layout.ts';
import { endsOfLinks, mayHoldLinks, openersIn } from './reach.ts';
import type { Sentence } from './sentences.ts';

/** Takes back what was credited of that. */
export function disownMoved(draft: CreditDraft): void {
  if (draft.sources.length === 0) return;
  // Each is asked of what is credited, so that nothing is taken back before all of it was asked.
  for (const place of new MovedFinder(draft).find()) draft.origins[place] = 0;
}

/** A token by its place in its body, and where it stands in its unit. */
interface PlacedToken {
  readonly place: number;
  readonly layout: UnitLayout;
  readonly at: number;
}

/** A token of a draft, and what it was found as. */
interface FoundToken extends PlacedToken {
  readonly source: CreditSource;
  readonly from: PlacedToken;
}

/** A unit of a draft, whose tokens are those from one place up to another. */
interface DraftUnit {
  readonly sentences: readonly Sentence[];
  readonly layout: UnitLayout;
  readonly start: number;
  readonly end: number;
}

class MovedFinder {
  private readonly owners = new Map<CreditSource, Int32Array>();
  private readonly openers = new Map<UnitLayout, ReadonlyMap<number, number>>();
  private readonly ends = new Map<UnitLayout, ReadonlyMap<number, number>>();
  private readonly columns = new Map<string, Map<string, ColumnPair>>();

  private readonly budget = fullBudget();

  constructor(private readonly draft: CreditDraft) {}

  /** Returns the places of what is another's now. */
  find(): number[] {
    const found: number[] = [];
    const isLaidOut = this.draft.sources.some(hasLayout);
    for (const unit of unitsIn(this.draft)) {
      if (this.isAsItWas(unit)) continue;
      if (unit.layout.kind !== 'text' || (isLaidOut && this.comesFromLaidOut(unit))) this.look(found, unit);
      if (unit.sentences.some(hasSigns)) {
        this.lookAtMarks(found, unit);
        this.lookAtSigns(found, unit);
      }
      if (mayHoldLinks(unit.layout)) this.lookAtLinks(found, unit);
    }
    return found;
  }

  private look(found: number[], { layout, start, end }: DraftUnit): void {
    const { origins, sources, places, found: numbers } = this.draft;
    const last = new Map<CreditSource, FoundToken>();
    let before: FoundToken | undefined;
    for (let place = start; place < end; place++) {
      if (origins[place] === 0 || numbers[place] === 0) continue;
      const source = sources[numbers[place]! - 1]!;
      const token = { place, layout, at: place - start, source, from: this.placed(source, places[place]!) };
      if (this.isMoved(token, last.get(source), before)) found.push(place);
      last.set(source, token);
      before = token;
    }
  }

  /** Looks at marks that close: each says how far what another opened reaches. */
  private lookAtMarks(found: number[], { sentences, start }: DraftUnit): void {
    const { origins, sources, places, found: numbers } = this.draft;
    for (const [close, open] of openersIn(sentences)) {
      const [place, opener] = [start + close, start + open];
      const source = sources[numbers[place]! - 1];
      if (!source || origins[place] === 0 || origins[opener] === 0 || numbers[opener] !== numbers[place])
        continue;
      const from = this.placed(source, places[place]!);
      const former = this.openersOf(source, places[place]!).get(from.at);
      if (former === undefined || former - from.at !== places[opener]! - from.place) found.push(place);
    }
  }

  /** Looks at signs that a word went past: a sentence says something else when it ends before its last word, or behind the next one's first. */
  private lookAtSigns(found: number[], { sentences, start, end }: DraftUnit): void {
    const parts = sentences.flatMap(({ parts, first }) => parts.map((k) => start + first + k));
    let next = 0;
    for (let place = start; place < end; place++) {
      if (parts[next] === place) next++;
      else if (this.wasPassed(place, parts[next - 1], parts[next])) found.push(place);
    }
  }

  /** Tells whether a sign stands on the other side of a word than it did, given the words beside it. */
  private wasPassed(place: number, before: number | undefined, after: number | undefined): boolean {
    const { origins, sources, places, found } = this.draft;
    const source = sources[found[place]! - 1];
    if (!source || origins[place] === 0) return false;
    const from = places[place]!;
    const [left, right] = [before, after].map((part = -1) =>
      found[part] === source.number ? places[part]! : NaN,
    );
    if (!(left! > from || right! < from)) return false;
    const former = partsBeside(this.sentenceAt(source, from), from);
    return left !== former.before && right !== former.after;
  }

  /** Looks at where links to articles lead: whoever has one reach over other words has written that of them. */
  private lookAtLinks(found: number[], { layout, start }: DraftUnit): void {
    const { origins, sources, places, found: numbers } = this.draft;
    for (const [open, close] of this.endsOf(layout)) {
      const [place, end] = [start + open, start + close];
      const source = sources[numbers[place]! - 1];
      if (!source || origins[place] === 0 || origins[end] === 0 || numbers[end] === 0) continue;
      const from = this.placed(source, places[place]!);
      const former = this.endsOf(from.layout).get(from.at);
      const isSame = numbers[end] === source.number && former === places[end]! - from.place + from.at;
      if (!isSame) found.push(place);
    }
  }

  private endsOf(layout: UnitLayout): ReadonlyMap<number, number> {
    let ends = this.ends.get(layout);
    if (!ends) this.ends.set(layout, (ends = endsOfLinks(layout)));
    return ends;
  }

  /** Returns the marks that open those of the unit of a token that close, by their places in it. */
  private openersOf(source: CreditSource, place: number): ReadonlyMap<number, number> {
    const { layout } = this.sentenceAt(source, place);
    let openers = this.openers.get(layout);
    if (!openers) {
      const number = this.owners.get(source)![place]!;
      this.openers.set(layout, (openers = openersIn(sentencesAround(source.sentences, number))));
    }
    return openers;
  }

  /** Tells whether a token says something else where it stands, given the one before it of the same source, and of any. */
  private isMoved(token: FoundToken, last: FoundToken | undefined, before: FoundToken | undefined): boolean {
    const [{ kind }, { kind: former }] = [token.layout, token.from.layout];
    if (kind === 'text' && former === 'text') return false;
    const isLater = last !== undefined && isOnLine(last, token);
    if (isLater ? !isOnLine(last.from, token.from) : this.isParted(token, isOnLine)) return true;
    if (!isLater && before && isOnLine(before, token) && isFirst(token.from)) return true;
    if (kind === 'row' || former === 'row') return this.isOfOtherCell(token, isLater ? last : undefined);
    return isSpacedAnew(token, before);
  }

  private isOfOtherCell(token: FoundToken, last: FoundToken | undefined): boolean {
    if (last && isInCell(last, token)) return !isInCell(last.from, token.from);
    return this.isParted(token, isInCell) || !this.isInColumn(token);
  }

  /** Tells whether what was found stood before a token, where nothing of it stands now. */
  private isParted(
    { source, from }: FoundToken,
    isBeside: (one: PlacedToken, other: PlacedToken) => boolean,
  ): boolean {
    const start = Math.max(0, from.place - from.at);
    const place = source.taken.subarray(start, from.place).lastIndexOf(1);
    return place !== -1 && isBeside(this.placed(source, start + place), from);
  }

  private isInColumn({ layout, at, from }: FoundToken): boolean {
    const [own, other] = [layout.unit.row, from.layout.unit.row];
    const [cell, former] = [layout.cellOf(at), from.layout.cellOf(from.at)];
    if (!own || !other) return cell === former;
    if (own.isHead !== other.isHead) return false;
    if (own.head === other.head) return cell === former;
    const { before, after } = this.pairOf(other.head, own.head);
    return before[former] === after[cell];
  }

  private pairOf(before: string, after: string): ColumnPair {
    let pairs = this.columns.get(before);
    if (!pairs) this.columns.set(before, (pairs = new Map()));
    let pair = pairs.get(after);
    if (!pair) pairs.set(after, (pair = pairColumns(before, after, this.budget)));
    return pair;
  }

  /** Tells whether a unit is one of a source, in the same table. */
  private isAsItWas({ layout, start, end }: DraftUnit): boolean {
    const { sources, places, found } = this.draft;
    const source = sources[found[start]! - 1];
    if (!source) return false;
    for (let place = start + 1; place < end; place++) {
      if (found[place] !== source.number || places[place] !== places[place - 1]! + 1) return false;
    }
    const from = this.placed(source, places[start]!);
    const [one, other] = [layout.unit, from.layout.unit];
    const isRead = layout.kind === from.layout.kind && from.at === 0 && one.text === other.text;
    return isRead && one.row?.isHead === other.row?.isHead && one.row?.head === other.row?.head;
  }

  private comesFromLaidOut({ start, end }: DraftUnit): boolean {
    const { sources, places, found } = this.draft;
    for (let place = start; place < end; place++) {
      const source = sources[found[place]! - 1];
      if (source && this.sentenceAt(source, places[place]!).layout.kind !== 'text') return true;
    }
    return false;
  }

  private placed(source: CreditSource, place: number): PlacedToken {
    const { layout, start, first } = this.sentenceAt(source, place);
    return { place, layout, at: place - start + first };
  }

  private sentenceAt(source: CreditSource, place: number): Sentence {
    let owners = this.owners.get(source);
    if (!owners) this.owners.set(source, (owners = ownersOf(source)));
    return source.sentences[owners[place]!]!;
  }
}

function* unitsIn({ sentences }: CreditDraft): Generator<DraftUnit> {
  for (let i = 0, next; i < sentences.length; i = next) {
    const { layout, start } = sentences[i]!;
    for (next = i + 1; sentences[next]?.layout === layout;) next++;
    const last = sentences[next - 1]!;
    yield { sentences: sentences.slice(i, next), layout, start, end: last.start + last.tokens.length };
  }
}

/** Returns the sentences of the unit that one is of. */
function sentencesAround(sentences: readonly Sentence[], number: number): readonly Sentence[] {
  const { layout } = sentences[number]!;
  let [from, to] = [number, number + 1];
  while (sentences[from - 1]?.layout === layout) from--;
  while (sentences[to]?.layout === layout) to++;
  return sentences.slice(from, to);
}

/** Returns the words and addresses of a sentence that are next to one of its signs, by their places in the body. */
function partsBeside({ parts, start }: Sentence, place: number): { before?: number; after?: number } {
  let [from, to] = [0, parts.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (start + parts[middle]! < place) from = middle + 1;
    else to = middle;
  }
  const [before, after] = [parts[from - 1], parts[from]];
  return {
    ...(before !== undefined && { before: start + before }),
    ...(after !== undefined && { after: start + after }),
  };
}

function hasSigns({ parts, tokens }: Sentence): boolean {
  return parts.length < tokens.length;
}

function hasLayout({ sentences }: CreditSource): boolean {
  return sentences.some(({ layout }) => layout.kind !== 'text');
}

function ownersOf({ sentences, taken }: CreditSource): Int32Array {
  const owners = new Int32Array(taken.length);
  for (const [i, { start, tokens }] of sentences.entries()) owners.fill(i, start, start + tokens.length);
  return owners;
}

function isOnLine(one: PlacedToken, other: PlacedToken): boolean {
  return one.layout === other.layout && one.layout.lineOf(one.at) === other.layout.lineOf(other.at);
}

function isInCell(one: PlacedToken, other: PlacedToken): boolean {
  return isOnLine(one, other) && one.layout.cellOf(one.at) === other.layout.cellOf(other.at);
}

/** Tells whether nothing stands before a token on its line. */
function isFirst({ layout, at }: PlacedToken): boolean {
  return at === 0 || layout.lineOf(at - 1) !== layout.lineOf(at);
}

/** Tells whether there's other white space in code between a token and the one before it, which stood there too. */
function isSpacedAnew(token: FoundToken, before: FoundToken | undefined): boolean {
  const { place, at, layout, source, from } = token;
  if (layout.kind !== 'code' || from.layout.kind !== 'code') return false;
  if (before?.place !== place - 1 || before.source !== source || before.from.place !== from.place - 1)
    return false;
  return layout.gapBefore(at) !== from.layout.gapBefore(from.at);
}

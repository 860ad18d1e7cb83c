/** Finds the words and signs of a page in the source that it was rendered from, so that a page can tell who wrote them. */
import { fullBudget, STEPS_TO_LOOK, type Budget } from '../budget.ts';
import { align } from '../sequence.ts';
import { isWord } from '../words.ts';
import { withinLines } from '../markdown/budget.ts';
import { equalRuns } from './equal-runs.ts';
import { hiddenIn } from './hidden.ts';
import { inPageOrder, readUnits } from './page-order.ts';
import { seenOf } from './tokens.ts';

/** The place of a token that the source doesn't hold. */
export const UNPLACED = -1;

/**
 * Returns, for each word and sign of a rendered page, its place among those of the source, or UNPLACED. Both are given in
 * the page's order, and case doesn't count. Words are found first, then the signs between them. What the source holds in no
 * such form is taken for what stands there instead: a page shows nothing that nobody wrote.
 */
export function matchTokens(rendered: readonly string[], source: readonly string[]): Int32Array {
  const places = new Int32Array(rendered.length).fill(UNPLACED);
  const [shown, written] = [rendered, source].map((tokens) => tokens.map((token) => token.toLowerCase()));
  const page: RenderedPage = {
    places,
    shown: shown!,
    written: written!,
    used: new Uint8Array(source.length),
  };
  const budget = fullBudget();
  const start = placeHead(page);
  const open = placesWhere(start, places.length, (i) => isWord(shown![i]!));
  const free = placesWhere(start, source.length, (j) => isWord(written![j]!));
  placeEqual(page, open, free, budget);
  placeBetween(page, budget);
  return places;
}

/** Where the words and signs of a page stand among all that is credited of its body. */
export interface PagePlaces {
  /** Of each, or UNPLACED. */
  readonly places: Int32Array;
  /** By the place of what is shown, those of what isn't and goes with it, such as where it leads. */
  readonly hidden: ReadonlyMap<number, readonly number[]>;
}

/** Returns the places of the words and signs of a page, given its body, how many lines of that it shows, and how many of those it leaves out first. */
export function placesOnPage(
  shown: readonly string[],
  body: string,
  lines = Infinity,
  skipped = 0,
): PagePlaces {
  const units = readUnits(body, lines);
  const start = withinLines(body, skipped).length;
  const written: string[] = [];
  const placeOf: number[] = [];
  for (const { tokens, first } of inPageOrder(units.filter(({ unit }) => unit.at >= start))) {
    for (const [k, token] of tokens.entries()) {
      if (!token.isShown) continue;
      for (const text of seenOf(token)) placeOf[written.push(text) - 1] = first + k;
    }
  }
  const places = matchTokens(shown, written);
  return {
    places: places.map((at) => (at === UNPLACED ? UNPLACED : placeOf[at]!)),
    hidden: hiddenIn(units),
  };
}

interface RenderedPage {
  readonly places: Int32Array;
  readonly shown: readonly string[];
  readonly written: readonly string[];
  /** 1 for each token of the source that has been found on the page. */
  readonly used: Uint8Array;
}

/** Returns the places from one up to another of which something holds. */
function placesWhere(from: number, to: number, isOne: (place: number) => boolean): number[] {
  const found: number[] = [];
  for (let place = from; place < to; place++) if (isOne(place)) found.push(place);
  return found;
}

/**
 * Places what both begin with alike, up to the last word of that, and returns the place behind it: as a search would place
 * it, and most pages are all that their source shows.
 */
function placeHead(page: RenderedPage): number {
  const { shown, written } = page;
  let head = 0;
  while (head < shown.length && shown[head] === written[head]) head++;
  while (head > 0 && !isWord(shown[head - 1]!)) head--;
  for (let k = 0; k < head; k++) pair(page, k, k);
  return head;
}

function pair({ places, used }: RenderedPage, i: number, j: number): void {
  places[i] = j;
  used[j] = 1;
}

/** Places what is equal and in the same order, given what is open of the page and free of the source. */
function placeEqual(
  page: RenderedPage,
  open: readonly number[],
  free: readonly number[],
  budget: Budget,
): void {
  if (open.length === 0 || free.length === 0) return;
  const { shown, written } = page;
  const { hunks } = align(
    open.map((i) => shown[i]!),
    free.map((j) => written[j]!),
    budget,
  );
  for (const { i, j, length } of equalRuns(hunks, open, free)) {
    for (let k = 0; k < length; k++) pair(page, open[i + k]!, free[j + k]!);
  }
}

/** Places what stands between words that are placed. */
function placeBetween(page: RenderedPage, budget: Budget): void {
  const { places } = page;
  for (let i = 0; i < places.length; i++) {
    if (places[i] !== UNPLACED) continue;
    const from = i;
    while (i < places.length && places[i] === UNPLACED) i++;
    placeGap(page, { from, to: i }, budget);
  }
}

/** A gap on a page is placed by what stands beside the word before it, then the word after it, then in between. */
function placeGap(page: RenderedPage, { from, to }: { from: number; to: number }, budget: Budget): void {
  const { places, shown, written, used } = page;
  const last = from === 0 ? -1 : places[from - 1]!;
  const next = to === places.length ? written.length : places[to]!;
  const isSame = (i: number, j: number) => used[j] === 0 && shown[i] === written[j];
  let [head, tail] = [from, to];
  for (let j = next - 1; tail > head && isSame(tail - 1, j); j--) pair(page, --tail, j);
  for (let j = last + 1; tail > head && isSame(head, j); j++) pair(page, head++, j);
  if (head === tail || next <= last || budget.steps <= 0) return;
  const end = Math.min(next, last + MOST_PASSED_OVER);
  budget.steps -= STEPS_TO_LOOK * (end - last);
  const free = freeBetween(page, last, end);
  const open = () => placesWhere(head, tail, (i) => places[i] === UNPLACED);
  placeEqual(page, open(), free, budget);
  placeInstead(page, open(), freeBetween(page, last, end));
}

/** How much of the source is looked at for a gap: between two words that follow each other on a page no more is left out. */
const MOST_PASSED_OVER = 5000;

function freeBetween({ used }: RenderedPage, last: number, next: number): number[] {
  const free: number[] = [];
  for (let j = last + 1; j < next; j++) if (used[j] === 0) free.push(j);
  return free;
}

/** More than this is no character that was written otherwise, but a text that couldn't be compared. */
const MOST_INSTEAD = 100;

/** Places what is left of a gap on what is left of the source there, in its order. */
function placeInstead({ places }: RenderedPage, open: readonly number[], free: readonly number[]): void {
  if (free.length === 0 || open.length > MOST_INSTEAD) return;
  for (const [k, i] of open.entries()) places[i] = free[Math.min(k, free.length - 1)]!;
}

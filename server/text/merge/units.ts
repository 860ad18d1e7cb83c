/**
 * Merges three sequences of units (blocks, or the sentences of blocks), each a text and the white space after it. Units
 * are compared by their texts; white space follows whoever changed it, and never makes a clash.
 */
import type { Hunk } from '../sequence.ts';
import type { Budget } from '../budget.ts';
import { changesInPlace } from '../pairing.ts';
import type { Gone } from './gone.ts';
import type { LeadsAstray } from './names.ts';
import {
  mapThree,
  overlap,
  partsIn,
  regionsOf,
  touch,
  type Region,
  type Side,
  type RegionSpan,
  type Three,
} from './regions.ts';

export interface MergeUnit {
  readonly text: string;
  readonly gap: string;
}

/** A merged unit, or what stands on each side where both changed the same differently. */
export type MergedPiece = MergeUnit | Three<readonly MergeUnit[]>;

/** What a merge may cost, and what tells which changes of one side can't be taken by themselves. */
export interface Merging {
  readonly budget: Budget;
  readonly leadsAstray: LeadsAstray;
  readonly gone: Gone;
}

/**
 * Merges three sequences. What both changed differently is handed to `settle`, which may look at it more closely; what one
 * changed so that it would lead astray, or bring back what is gone, is a clash with what stands.
 */
export function mergeUnits<U extends MergeUnit>(
  three: Three<readonly U[]>,
  { budget, leadsAstray, gone }: Merging,
  settle: (parts: Three<readonly U[]>) => readonly MergedPiece[],
): MergedPiece[] {
  const changesOf = (side: Side) => changesInPlace(textsOf(three.base), textsOf(three[side]), budget);
  const changes = { mine: changesOf('mine'), theirs: changesOf('theirs') };
  const regions = regionsOf(three.base.length, changes, meet);
  gone.note(three, regions);
  const isChanged = (region: Region | undefined) => region !== undefined && region.changedBy !== 'neither';
  const pieces: MergedPiece[] = [];
  regions.forEach((region, i) => {
    const above = isChanged(regions[i - 1]) || isChanged(regions[i + 1]) ? pieces.pop() : undefined;
    if (above) pieces.push(withGap(above, (gap) => gapAbove(gap, region, three)));
    const parts = partsIn(three, region);
    const side = winnerOf(region, parts);
    const isAstray = side && leadsAstray(side, textOf(parts[side]), textOf(parts.base));
    if (isAstray) pieces.push(parts);
    else for (const piece of side ? settledBy(region, parts, side, gone) : settle(parts)) pieces.push(piece);
  });
  return pieces;
}

/** Returns a piece with the white space after it changed. */
export function withGap(piece: MergedPiece, change: (gap: string) => string): MergedPiece {
  const changed = ({ text, gap }: MergeUnit): MergeUnit => ({ text, gap: change(gap) });
  if ('text' in piece) return changed(piece);
  return mapThree(piece, (units) => units.map((unit, i) => (i < units.length - 1 ? unit : changed(unit))));
}

/** Returns the white space that three versions come to: the changed one, and the wider where both changed it. */
export function mergedGap<G extends string | undefined>({ base, mine, theirs }: Three<G>): G {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  return wider(mine ?? '', theirs ?? '') as G;
}

/** Returns the text of some units. */
export function textOf(units: readonly MergeUnit[]): string {
  return units.map(({ text, gap }) => text + gap).join('');
}

function textsOf(units: readonly MergeUnit[]): string[] {
  return units.map(({ text }) => text);
}

/** Changes belong together when both take the same, and when both add at one spot, where nobody knows the order. */
function meet(mine: Hunk, theirs: Hunk): boolean {
  return overlap(mine, theirs) || (touch(mine, theirs) && isGrowing(mine) && isGrowing(theirs));
}

function isGrowing({ beforeStart, beforeEnd, afterStart, afterEnd }: Hunk): boolean {
  return afterEnd - afterStart > beforeEnd - beforeStart;
}

/** Returns a side whose units can stand in the merge, if there is one. */
function winnerOf({ changedBy }: Region, { mine, theirs }: Three<readonly MergeUnit[]>): Side | undefined {
  if (changedBy === 'mine' || changedBy === 'theirs') return changedBy;
  const isSame = mine.length === theirs.length && mine.every(({ text }, i) => text === theirs[i]!.text);
  return isSame ? 'mine' : undefined;
}

/** Returns one side's units; those that are gone, or doubled, are asked about. */
function settledBy<U extends MergeUnit>(
  { changedBy }: Region,
  parts: Three<readonly U[]>,
  side: Side,
  gone: Gone,
): MergedPiece[] {
  const units = taken(parts, side);
  if (changedBy !== side) return units;
  const known = new Set(textsOf(parts.base));
  const isNew = ({ text }: MergeUnit) => !known.has(text);
  const isGone = gone.isBack(side, parts.base);
  const isBack = (unit: MergeUnit) => isNew(unit) && isGone(unit);
  const isDoubled = (unit: MergeUnit) => isNew(unit) && gone.isDoubled(unit);
  if (units.some(isDoubled) || (parts.base.length > 0 && units.some(isBack))) return [parts];
  return asked(units, side, isBack);
}

/** Returns a side's new units, with a clash for each run of them that are asked about. */
function asked(
  units: readonly MergeUnit[],
  side: Side,
  isAsked: (unit: MergeUnit) => boolean,
): MergedPiece[] {
  const pieces: MergedPiece[] = [];
  let run: MergeUnit[] | undefined;
  for (const unit of units) {
    if (!isAsked(unit)) {
      run = undefined;
      pieces.push(unit);
    } else if (run) run.push(unit);
    else {
      run = [unit];
      pieces.push({ base: [], mine: [], theirs: [], [side]: run });
    }
  }
  return pieces;
}

/** Returns one side's units, with the white space that the three versions come to, counted from the end. */
function taken(parts: Three<readonly MergeUnit[]>, side: Side): MergeUnit[] {
  const { length } = parts[side];
  return parts[side].map(({ text, gap }, i) => ({
    text,
    gap: mergedGap(mapThree(parts, (units) => units.at(i - length)?.gap)) ?? gap,
  }));
}

/**
 * Returns the white space above a region that another change touches. What one side adds keeps what stood before it
 * there; where one side took something out, what is left above ends at least as widely as it did there.
 */
function gapAbove(gap: string, region: Region, three: Three<readonly MergeUnit[]>): string {
  const side = region.changedBy;
  if (side === 'both' || side === 'neither') return gap;
  const own = three[side][region[side].from - 1]?.gap ?? '';
  if (isEmpty(region.base)) return own || gap;
  return isEmpty(region[side]) ? wider(gap, own) : gap;
}

function isEmpty({ from, to }: RegionSpan): boolean {
  return from === to;
}

function wider(a: string, b: string): string {
  if (a.length !== b.length) return a.length > b.length ? a : b;
  return a > b ? a : b;
}

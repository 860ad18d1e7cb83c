/** The order in which a page shows what is credited of its body: the footnotes last, as they are first referred to. */
import { withinLines } from '../markdown/budget.ts';
import { FOOTNOTE } from '../markdown/source/marks.ts';
import { isOverruled, unitsOf, type SourceUnit } from '../markdown/source/units.ts';
import { tokensIn, type Token } from './tokens.ts';

/** What is credited of a unit; `first` such tokens of the body stand before it. */
export interface UnitTokens {
  readonly unit: SourceUnit;
  readonly tokens: readonly Token[];
  readonly first: number;
}

/**
 * Returns what is credited of each unit of a body, in their order in it, up to the last that a page of its first lines tells of:
 * one of those lines, or the definition of an address.
 */
export function readUnits(body: string, lines: number): UnitTokens[] {
  const end = withinLines(body, lines).length;
  const units = unitsBefore(body, lines, end) ?? unitsOf(body);
  const isTold = (unit: SourceUnit) => unit.at < end || (unit.definition && !isOverruled(unit));
  let first = 0;
  return units.slice(0, units.findLastIndex(isTold) + 1).map((unit) => {
    const read = { unit, tokens: tokensIn(unit), first };
    first += read.tokens.length;
    return read;
  });
}

/** How many lines behind those of a page are read to find where its last unit ends. */
const READ_BEHIND = 100;

/**
 * Returns the units of the first lines of a body and some behind, as they're read in all of it: undefined where what stands
 * further behind may say something of them, as a definition does, and the end of a quote.
 */
function unitsBefore(body: string, lines: number, end: number): readonly SourceUnit[] | undefined {
  const read = withinLines(body, lines + READ_BEHIND);
  if (read.length === body.length || read.includes('>') || body.includes(']:', read.length)) return undefined;
  const units = unitsOf(read);
  return (units.at(-1)?.at ?? -1) < end ? undefined : units;
}

/** Returns the units that a page shows, in its order. */
export function inPageOrder(units: readonly UnitTokens[]): UnitTokens[] {
  const body: UnitTokens[] = [];
  const notes = new Map<string, UnitTokens[]>();
  for (const read of units) {
    const { note } = read.unit;
    if (note === undefined) body.push(read);
    else if (note.isOverruled) continue;
    else if (notes.has(note.label)) notes.get(note.label)!.push(read);
    else notes.set(note.label, [read]);
  }
  if (notes.size === 0) return body;
  const labels = new Set(body.flatMap(labelsIn));
  // One may refer to others: the set grows while it's walked.
  for (const label of labels)
    for (const other of notes.get(label)?.flatMap(labelsIn) ?? []) labels.add(other);
  return [...body, ...[...labels].flatMap((label) => notes.get(label) ?? [])];
}

/** Returns the labels of the footnotes that a unit refers to. */
function labelsIn({ unit, tokens }: UnitTokens): string[] {
  if (!unit.text.includes('[^')) return [];
  const symbols = tokens.filter(({ seen }) => seen === FOOTNOTE);
  return symbols.map(({ text }) => text.slice('[^'.length, -']'.length));
}

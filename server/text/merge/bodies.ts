/** Merges three bodies, given as blocks. */
import type { Block, BlockKind } from '../blocks.ts';
import type { SourceSpan } from '../markdown/source/spans.ts';
import { sentences } from '../words.ts';
import { mergeLine } from './lines.ts';
import { holdsDeleted } from './gone.ts';
import { definitionsIn } from './references.ts';
import { mapThree, type Three } from './regions.ts';
import { holdsTable, withTablesWhole } from './tables.ts';
import {
  mergedGap,
  mergeUnits,
  textOf,
  withGap,
  type MergedPiece,
  type Merging,
  type MergeUnit,
} from './units.ts';
import { isOfSomebody, unitsIn } from './values.ts';

/** Returns the merge in order: text that is settled, and the three versions of what both sides changed differently. */
export function mergeBodies(bodies: Three<readonly Block[]>, merging: Merging): Chunk[] {
  const units = mapThree(withTablesWhole(bodies), openEnded);
  const pieces = mergeUnits(units, merging, (parts) => settled(parts, merging));
  const end = mergedGap(mapThree(bodies, endOfBody));
  const last = pieces.length - 1;
  return joined(
    pieces.map((piece, i) => (i > 0 && i === last ? withGap(piece, () => end) : piece)).flatMap(chunksOf),
  );
}

// Bodies are merged as if more followed, so that adding at the end changes nothing in the block above.
const SEAM = '\n\n';

/** Returns the blocks with the white space at their ends in their gaps, and more to follow. */
function openEnded(body: readonly Block[]): Block[] {
  return body.map((block, i) => {
    const text = block.text.trimEnd();
    const isLast = i > 0 && i === body.length - 1;
    return { ...block, text, gap: isLast ? SEAM : block.text.slice(text.length) + block.gap };
  });
}

function endOfBody(body: readonly Block[]): string {
  const last = body.length > 1 ? body.at(-1)! : undefined;
  return last ? last.text.slice(last.text.trimEnd().length) + last.gap : '';
}

/**
 * Merges by the word or by the sentence what both sides changed. What one of them lacks altogether is a clash, and so is what
 * would make a value that nobody wrote.
 */
function settled(parts: Three<readonly Block[]>, merging: Merging): readonly MergedPiece[] {
  const { base, mine, theirs } = parts;
  if (base.length === 0 && [...mine, ...theirs].every(isDefinition)) return listed(theirs, mine);
  if (base.length === 0 || mine.length === 0 || theirs.length === 0) return [parts];
  if (isWhole(parts)) return [parts];
  const lines = mapThree(parts, lineOf);
  const line = mergeLine(lines, merging);
  if (line !== undefined && !holdsDeleted(line, lines)) return [{ text: line, gap: gapOf(parts) }];
  const finer = mapThree(parts, bySentence);
  const count = finer.base.length + finer.mine.length + finer.theirs.length;
  if (count * STEPS_PER_SENTENCE > merging.budget.steps) return [parts];
  const pieces = mergeUnits(finer, merging, (sentences) => [sentences]);
  const merged = pieces.flatMap((piece) => ('text' in piece ? piece : []));
  if (merged.length < pieces.length) return pieces;
  const isSound =
    isOfSomebody(textOf(merged), [base, mine, theirs].map(textOf)) && hasMarksInFront(merged, finer);
  if (!isSound) return [parts];
  return merged.map((unit, i) => (i < merged.length - 1 ? unit : { ...unit, gap: gapOf(parts) }));
}

/** Says whether each sentence with a mark in front of it, which begins a line on a side, still begins one. */
function hasMarksInFront(
  merged: readonly MergeUnit[],
  { base, mine, theirs }: Three<readonly MergeUnit[]>,
): boolean {
  const opening = (units: readonly MergeUnit[]) =>
    units.filter(({ text }, i) => MARK.test(text) && (units[i - 1]?.gap.includes('\n') ?? true));
  const marked = new Set([base, mine, theirs].flatMap(opening).map(({ text }) => text));
  return opening(merged).length === merged.filter(({ text }) => marked.has(text)).length;
}

/** Definitions stand in no order: what both add at one spot are all of them. */
function isDefinition({ text }: Block): boolean {
  return text.startsWith('[') && definitionsIn(text).size > 0;
}

/** An address and its title are one, and so are the box of a task and what is to be done. */
function isWhole(parts: Three<readonly Block[]>): boolean {
  const sides = [parts.base, parts.mine, parts.theirs];
  if (sides.some((blocks) => blocks.some(({ text }) => ADDRESS.test(text)))) return true;
  const boxes = sides.map((blocks) => blocks.flatMap(({ text }) => BOX.exec(text)?.[1] ?? []).join());
  return boxes.some((box) => box !== boxes[0]);
}

const MARKS = String.raw`^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*`;
const ADDRESS = new RegExp(String.raw`${MARKS}\[(?!\^)(?:\\[^]|[^\\[\]]){1,999}\]:`);
const MARK = /^[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t])/;
const BOX = new RegExp(String.raw`${MARKS}\[([ xX])\]\s`);

function listed(theirs: readonly Block[], mine: readonly Block[]): MergedPiece[] {
  const known = new Set(theirs.map(({ text }) => text));
  const more = mine.filter(({ text }) => !known.has(text));
  if (more.length === 0) return [...theirs];
  const isNote = ({ text }: Block) => text.startsWith('[^');
  // Right below a footnote an address would be text of that.
  const gap = isNote(theirs.at(-1)!) && !isNote(more[0]!) ? '\n\n' : '\n';
  return [...theirs.slice(0, -1), { ...theirs.at(-1)!, gap }, ...more];
}

/** What it takes to look for a sentence, beside what it's compared with. */
const STEPS_PER_SENTENCE = 100;

const PROSE: ReadonlySet<BlockKind> = new Set<BlockKind>(['paragraph', 'heading', 'item', 'quote']);

function lineOf(part: readonly Block[]): string | undefined {
  const [block, ...more] = part;
  return block && more.length === 0 && PROSE.has(block.kind) ? block.text : undefined;
}

function bySentence(part: readonly Block[]): MergeUnit[] {
  return part.flatMap((block) => {
    if (!PROSE.has(block.kind) || holdsTable(block.text)) return block;
    const found = sentencesWhole(block.text);
    return found.map((sentence, i): MergeUnit => {
      if (i === found.length - 1) return { text: sentence, gap: block.gap };
      const text = sentence.trimEnd();
      return { text, gap: sentence.slice(text.length) };
    });
  });
}

/** Returns the sentences of a text; no value, link or quoted title is cut, whatever points it has. */
function sentencesWhole(text: string): string[] {
  const found = sentences(text);
  if (found.length < 2) return found;
  const isCut = [unitsIn(text), Array.from(text.matchAll(QUOTED), quotedSpan)].map(cutting);
  const whole: string[] = [];
  let end = 0;
  for (const sentence of found) {
    const above = whole.at(-1);
    const isOne = isCut.map((isIn) => isIn(end)).includes(true);
    if (above !== undefined && (isOne || goesOn(above, sentence))) whole[whole.length - 1] += sentence;
    else whole.push(sentence);
    end += sentence.length;
  }
  return whole;
}

/** Returns what tells whether a place is within one of some spans, asked in order. */
function cutting(spans: readonly SourceSpan[]): (place: number) => boolean {
  let next = 0;
  return (place) => {
    while (next < spans.length && spans[next]!.to <= place) next++;
    return next < spans.length && spans[next]!.from < place;
  };
}

const QUOTED = /»[^»«]{1,80}«|“[^“”]{1,80}”|„[^„“]{1,80}“/g;

function quotedSpan({ index, 0: quoted }: RegExpExecArray): SourceSpan {
  return { from: index, to: index + quoted.length };
}

/** Says whether a sentence only seems to end, in an abbreviated name or in a number, which the next one goes on with. */
function goesOn(above: string, sentence: string): boolean {
  const end = above.slice(-LONGEST_END);
  if (/\n[^\S\n]*\n/.test(end.slice(end.trimEnd().length))) return false;
  if (SHORT_NAME.test(end)) return true;
  const start = sentence.slice(0, LONGEST_END);
  if (SHORT_WORD.test(end) && BEGINS_WITH_FIGURE.test(start)) return true;
  return ENDS_IN_NUMBER.test(end) && BEGINS_WITH_NUMBER.test(start);
}

const LONGEST_END = 40;
const SHORT_NAME = /(?<=\S[^\S\n][*_»“„"(]{0,3})(?:\p{Lu}\p{Ll}{1,2}|(?<!\p{N})\p{N}{1,2})\.[*_]{0,3}\s+$/u;
/** »man.-fre. 9-15«, »Hansen m.fl. (2020)«, »Matt. 5,3« */
const SHORT_WORD = /(?<!\p{L})\p{L}{1,4}\.[*_]{0,3}\s+$/u;
const BEGINS_WITH_FIGURE = /^[\p{Ps}\p{Pi}»"*_]{0,4}\p{N}/u;
const ENDS_IN_NUMBER = /\p{N}(?:\s?\p{L})?\.\s+$/u;
const BEGINS_WITH_NUMBER = /^(?:\p{N}|\p{Lu}{2}|\p{L}+\.?\s\p{N})/u;

function gapOf(parts: Three<readonly MergeUnit[]>): string {
  return mergedGap(mapThree(parts, (units) => units.at(-1)!.gap));
}

type Chunk = string | Three<string>;

/** Returns a piece as text; white space that both sides of a clash end in stands after the clash. */
function chunksOf(piece: MergedPiece): Chunk[] {
  if ('text' in piece) return [piece.text + piece.gap];
  const { base, mine, theirs } = mapThree(piece, (units) => units.at(-1)?.gap);
  const isShared = mine !== undefined && mine === theirs && (mine === base || base === undefined);
  if (!isShared) return [mapThree(piece, textOf)];
  return [mapThree(piece, (units) => textOf(units).slice(0, -mine.length || undefined)), mine];
}

function joined(chunks: readonly Chunk[]): Chunk[] {
  const result: Chunk[] = [];
  for (const chunk of chunks) {
    const last = result.at(-1);
    if (typeof chunk === 'string' && typeof last === 'string') result[result.length - 1] = last + chunk;
    else if (chunk !== '') result.push(chunk);
  }
  return result;
}

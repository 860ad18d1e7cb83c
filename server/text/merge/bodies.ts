/** Merges three bodies, given as blocks. */
import type { Block, BlockKind } from '../blocks.ts';
import { sentences } from '../words.ts';
import type { Budget } from '../budget.ts';
import { mergeLine } from './lines.ts';
import { mapThree, type Three } from './regions.ts';
import { mergedGap, mergeUnits, withGap, type MergedPiece, type MergeUnit } from './units.ts';

/** Returns the merge in order: text that is settled, and the three versions of what both sides changed differently. */
export function mergeBodies(bodies: Three<readonly Block[]>, budget: Budget): Chunk[] {
  const pieces = mergeUnits(mapThree(bodies, openEnded), budget, (parts) => settled(parts, budget));
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

/** Merges by the word or by the sentence what both sides changed; what one of them lacks altogether is a clash. */
function settled(parts: Three<readonly Block[]>, budget: Budget): readonly MergedPiece[] {
  const { base, mine, theirs } = parts;
  if (base.length === 0 || mine.length === 0 || theirs.length === 0) return [parts];
  const line = mergeLine(mapThree(parts, lineOf), budget);
  if (line !== undefined) return [{ text: line, gap: gapOf(parts) }];
  const finer = mapThree(parts, bySentence);
  const count = finer.base.length + finer.mine.length + finer.theirs.length;
  if (count * STEPS_PER_SENTENCE > budget.steps) return [parts];
  return mergeUnits(finer, budget, (sentences) => [sentences]);
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
    if (!PROSE.has(block.kind)) return block;
    const found = sentences(block.text);
    return found.map((sentence, i): MergeUnit => {
      if (i === found.length - 1) return { text: sentence, gap: block.gap };
      const text = sentence.trimEnd();
      return { text, gap: sentence.slice(text.length) };
    });
  });
}

function gapOf(parts: Three<readonly MergeUnit[]>): string {
  return mergedGap(mapThree(parts, (units) => units.at(-1)!.gap));
}

type Chunk = string | Three<string>;

/** Returns a piece as text; white space that both sides of a clash end in stands after the clash. */
function chunksOf(piece: MergedPiece): Chunk[] {
  if ('text' in piece) return [piece.text + piece.gap];
  const { base, mine, theirs } = mapThree(piece, (units) => units.at(-1)?.gap);
  const isShared = mine !== undefined && mine === theirs && (mine === base || base === undefined);
  const textOf = (units: readonly MergeUnit[]) => units.map(({ text, gap }) => text + gap).join('');
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

/** The rows of a diff: what a page shows side by side or inline, in reading order. */
import type { Block, BlockKind } from '../blocks.ts';
import { endOf, type Hunk } from '../sequence.ts';
import type { Budget } from '../budget.ts';
import { pairAll, type Pair } from '../pairing.ts';
import { newVocabulary, type Vocabulary } from '../reading.ts';
import { compareWords, type Part } from './parts.ts';

/**
 * One row, told by its type. `before` and `after` are the columns; what a row lacks, it leaves empty. Parts in `before`
 * are the same or removed, in `after` the same or added; joined they are the text of the block. Lines count from 1.
 */
export type DiffRow =
  | (RowPlace & { type: 'same'; text: string })
  | (RowPlace & { type: 'changed'; before: Part[]; after: Part[] })
  | { type: 'removed'; kind: BlockKind; beforeLine: number; before: Part[] }
  | { type: 'added'; kind: BlockKind; afterLine: number; after: Part[] }
  | (Move & { type: 'moved-away'; before: Part[] })
  | (Move & { type: 'moved-here'; after: Part[] })
  /** One block became several, or several one; `changed` tells whether words were changed too. */
  | (RowPlace & { type: 'split'; before: Part[]; after: Part[][]; changed: boolean })
  | (RowPlace & { type: 'joined'; before: Part[][]; after: Part[]; changed: boolean })
  /** Only the white space between two blocks was changed: here it is as it stood and as it stands. */
  | { type: 'spacing'; beforeLine: number; afterLine: number; before: string; after: string };

export interface RowPlace {
  kind: BlockKind;
  beforeLine: number;
  afterLine: number;
}

/** A moved block has a row at each of its two places; `id` is the same on both. */
export interface Move extends RowPlace {
  id: number;
  direction: 'up' | 'down';
  /** Whether it was changed too. */
  changed: boolean;
}

export interface TextDiff {
  rows: DiffRow[];
  /** True when the texts were too much to compare in full: the rows are complete, but show more change than there was. */
  coarse: boolean;
  /** How many rows tell of a change; the two of a move count as one. */
  changes: number;
}

/** Compares two lists of blocks that both begin with the empty `start`, which gets no row. */
export function rowsOf(before: readonly Block[], after: readonly Block[], budget: Budget): TextDiff {
  const vocabulary = newVocabulary();
  const { kept, moved, complete } = pairAll(
    before.map(({ text }) => text),
    after.map(({ text }) => text),
    budget,
    vocabulary,
  );
  const task: RowComparison = { before, after, budget, vocabulary, coarse: !complete };
  const moves = movesOf(task, kept, moved);
  const rows: DiffRow[] = [];
  let [i, j] = [1, 1];
  for (const hunk of [...kept.slice(1), endOf(before, after)]) {
    const above = rows.length;
    for (; i < hunk.beforeStart; i++) rows.push(moves.away.get(i) ?? removed(before[i]!));
    for (; j < hunk.afterStart; j++) rows.push(moves.here.get(j) ?? added(after[j]!));
    if (rows.length === above) rows.push(...spacing(before[i - 1]!, after[j - 1]!));
    if (i < before.length) rows.push(keptRow(task, hunk));
    [i, j] = [hunk.beforeEnd, hunk.afterEnd];
  }
  const changes = rows.filter(({ type }) => type !== 'same' && type !== 'moved-here').length;
  return { rows, coarse: task.coarse, changes };
}

interface RowComparison {
  readonly before: readonly Block[];
  readonly after: readonly Block[];
  readonly budget: Budget;
  readonly vocabulary: Vocabulary;
  coarse: boolean;
}

/** Returns the rows of the moved blocks, by their index in either text. */
function movesOf(task: RowComparison, kept: readonly Hunk[], moved: readonly Pair[]) {
  const away = new Map<number, DiffRow>();
  const here = new Map<number, DiffRow>();
  let above = 0;
  moved.forEach((pair, index) => {
    while (above + 1 < kept.length && kept[above + 1]!.beforeStart < pair.before) above++;
    const [from, to] = [task.before[pair.before]!, task.after[pair.after]!];
    const direction = kept[above]!.afterStart > pair.after ? 'up' : 'down';
    const move: Move = { ...placeOf(from, to), id: index + 1, direction, changed: from.text !== to.text };
    const parts = wordsOf(task, from.text, to.text);
    away.set(pair.before, { type: 'moved-away', ...move, before: parts.before });
    here.set(pair.after, { type: 'moved-here', ...move, after: parts.after });
  });
  return { away, here };
}

function keptRow(task: RowComparison, hunk: Hunk): DiffRow {
  const from = task.before.slice(hunk.beforeStart, hunk.beforeEnd);
  const to = task.after.slice(hunk.afterStart, hunk.afterEnd);
  const place = placeOf(from[0]!, to[0]!);
  const [before, after] = [joined(from), joined(to)];
  if (before === after && from.length === to.length) return { type: 'same', ...place, text: before };
  const parts = wordsOf(task, before, after);
  if (from.length === to.length) return { type: 'changed', ...place, ...parts };
  const isVisible = ({ type, text }: Part) => type !== 'same' && /\S/.test(text);
  const changed = parts.before.some(isVisible) || parts.after.some(isVisible);
  return from.length === 1
    ? { type: 'split', ...place, changed, before: parts.before, after: cut(parts.after, to) }
    : { type: 'joined', ...place, changed, before: cut(parts.before, from), after: parts.after };
}

function removed({ kind, line, text }: Block): DiffRow {
  return { type: 'removed', kind, beforeLine: line, before: [{ type: 'removed', text }] };
}

function added({ kind, line, text }: Block): DiffRow {
  return { type: 'added', kind, afterLine: line, after: [{ type: 'added', text }] };
}

/** Returns a row if the white space after two blocks differs, though the same block follows. */
function spacing(above: Block, aboveAfter: Block): DiffRow[] {
  const [before, after] = [above.gap, aboveAfter.gap];
  if (before === after) return [];
  return [{ type: 'spacing', beforeLine: above.line, afterLine: aboveAfter.line, before, after }];
}

function placeOf(from: Block, to: Block): RowPlace {
  return { kind: to.kind, beforeLine: from.line, afterLine: to.line };
}

function wordsOf(task: RowComparison, before: string, after: string): { before: Part[]; after: Part[] } {
  const parts = compareWords(before, after, task.vocabulary, task.budget);
  task.coarse ||= !parts.complete;
  return { before: parts.before, after: parts.after };
}

// One space stands where blocks meet, as it would within a block, so that a mere split shows no changed words.
const SEAM = ' ';

function joined(group: readonly Block[]): string {
  return group.map(({ text }) => text).join(SEAM);
}

/** Cuts the parts of joined blocks into the parts of each, leaving out the seams. */
function cut(parts: readonly Part[], group: readonly Block[]): Part[][] {
  let from = 0;
  return group.map(({ text }) => {
    const own = between(parts, from, from + text.length);
    from += text.length + SEAM.length;
    return own;
  });
}

function between(parts: readonly Part[], from: number, to: number): Part[] {
  let start = 0;
  return parts.flatMap(({ type, text }) => {
    const own = text.slice(Math.max(0, from - start), Math.max(0, to - start));
    start += text.length;
    return own === '' ? [] : [{ type, text: own }];
  });
}

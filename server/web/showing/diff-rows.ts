/**
 * The rows of a difference as a page shows them: what changed, with words for how, and what stands still folded away. A
 * page has room for so much; what there's no room for is counted, never left out in silence.
 */
import type { Part, DiffRow } from '../../text/diff.ts';
import type { Translate } from '../../locales/language.ts';

/** How a page shows a difference; `source` is line by line as it was written. */
export type DiffView = 'split' | 'inline' | 'source';

export type ShownRow = StillRow | FoldRow | ChangedRow;

/** A block or line that is the same in both; in a source view with its number in either. */
export interface StillRow {
  type: 'same';
  text: string;
  lines?: Lines;
}

/** A stretch that is the same; without rows when it is too long to be on the page. */
export interface FoldRow {
  type: 'fold';
  count: number;
  rows?: StillRow[];
}

/** What changed: on each side no, one or several blocks. */
export interface ChangedRow {
  type: 'change';
  before?: Part[][];
  after?: Part[][];
  /** How it changed, in words. */
  label?: string;
  tone?: 'moved' | 'shape';
  /** A moved block and the row that it moved to or from, by their ids on the page. */
  id?: string;
  other?: string;
  lines?: Lines;
}

interface Lines {
  before?: number;
  after?: number;
}

// What a page may hold, in characters of HTML, and about what a row and a part take beside their text.
const ROOM = 2_000_000;
const ROW_COST = 200;
const PART_COST = 60;

/** What a page shows of a body's difference. */
export interface ShownDiff {
  rows: ShownRow[];
  /** How many changes there was no room for. */
  left: number;
  /** Whether a change is shown whole, since there was no room to tell its words apart. */
  coarse: boolean;
}

/** Returns the rows of a body's difference. Of a stretch that is the same, the blocks beside a change stay in sight. */
export function showRows(all: readonly DiffRow[], view: DiffView, t: Translate): ShownDiff {
  const rows = view === 'source' ? all : all.filter((row) => row.type !== 'same' || row.text !== '');
  const sheet: DiffSheet = { rows: [], left: 0, coarse: false, folds: [], room: ROOM };
  rows.forEach((row, index) => {
    const lines = view === 'source' ? { lines: linesOf(row) } : {};
    if (row.type !== 'same') return addChange(sheet, { ...changeOf(row, t), ...lines });
    const isBeside = isChange(rows[index - 1]) || isChange(rows[index + 1]);
    addStill(sheet, { type: 'same', text: row.text, ...lines }, isBeside);
  });
  return { rows: unfolded(sheet), left: sheet.left, coarse: sheet.coarse };
}

/** Returns the change of a list, such as topics or a fact, whose items were compared. */
export function listChange(label: string, rows: readonly DiffRow[], t: Translate): ChangedRow {
  const changes = rows.filter(isChange);
  const sides = (changes.length > 0 ? changes : rows).map(sidesOf);
  const isMoved = changes.some(({ type }) => type === 'moved-here');
  const note = changes.length === 0 ? t('diff.looksAlike') : isMoved ? t('diff.reordered') : '';
  return {
    type: 'change',
    label: note === '' ? label : `${label}\u00A0· ${note}`,
    before: sides.flatMap(({ before }) => before ?? []),
    after: sides.flatMap(({ after }) => after ?? []),
  };
}

/** A page in the making: the stretches folded away, in order, and the room that is left. */
interface DiffSheet extends ShownDiff {
  readonly folds: StillRow[][];
  room: number;
}

/** Adds a change if there's room for it; after the first that there's none for, no more are shown. */
function addChange(sheet: DiffSheet, change: ChangedRow): void {
  const isWide = costOf(change) > sheet.room;
  const shown = isWide ? whole(change) : change;
  const cost = costOf(shown);
  if (sheet.left > 0 || cost > sheet.room) {
    sheet.left++;
    return;
  }
  sheet.coarse ||= isWide;
  sheet.room -= cost;
  sheet.rows.push(shown);
}

function addStill(sheet: DiffSheet, still: StillRow, isBeside: boolean): void {
  if (sheet.left > 0) return;
  if (isBeside) {
    sheet.room -= costOfStill(still);
    sheet.rows.push(still);
  } else if (sheet.rows.at(-1)?.type === 'fold') {
    sheet.folds.at(-1)!.push(still);
  } else {
    sheet.folds.push([still]);
    sheet.rows.push({ type: 'fold', count: 0 });
  }
}

/** Returns the rows with the folded stretches in their places, as far as there's room for them. */
function unfolded({ rows, folds, room }: DiffSheet): ShownRow[] {
  let at = 0;
  return rows.map((row) => {
    if (row.type !== 'fold') return row;
    const stills = folds[at++]!;
    if (stills.length === 1) return stills[0]!;
    room -= stills.reduce((sum, still) => sum + costOfStill(still), 0);
    return { type: 'fold', count: stills.length, ...(room >= 0 && { rows: stills }) };
  });
}

/** Returns a change in which each block is changed as a whole. */
function whole(change: ChangedRow): ChangedRow {
  const joined = (type: Part['type'], blocks: Part[][] = []) =>
    blocks.map((parts): Part[] => [{ type, text: parts.map(({ text }) => text).join('') }]);
  return { ...change, before: joined('removed', change.before), after: joined('added', change.after) };
}

function changeOf(row: DiffRow, t: Translate): ChangedRow {
  const change: ChangedRow = { type: 'change', ...sidesOf(row) };
  switch (row.type) {
    case 'moved-away':
      return {
        ...change,
        tone: 'moved',
        id: `from-${row.id}`,
        other: `to-${row.id}`,
        label: t(`diff.moved.${row.direction}`),
      };
    case 'moved-here':
      return {
        ...change,
        tone: 'moved',
        id: `to-${row.id}`,
        other: `from-${row.id}`,
        label: t(row.changed ? 'diff.moved.hereChanged' : 'diff.moved.here'),
      };
    case 'split':
    case 'joined':
      return { ...change, tone: 'shape', label: t(`diff.shape.${row.type}${row.changed ? 'Changed' : ''}`) };
    case 'spacing':
      return { ...change, tone: 'shape', label: t('diff.spacing') };
    default:
      return change;
  }
}

function sidesOf(row: DiffRow): Pick<ChangedRow, 'before' | 'after'> {
  switch (row.type) {
    case 'same': {
      const block: Part[] = [{ type: 'same', text: row.text }];
      return { before: [block], after: [block] };
    }
    case 'changed':
      return { before: [row.before], after: [row.after] };
    case 'removed':
    case 'moved-away':
      return { before: [row.before] };
    case 'added':
    case 'moved-here':
      return { after: [row.after] };
    case 'split':
      return { before: [row.before], after: row.after };
    case 'joined':
      return { before: row.before, after: [row.after] };
    case 'spacing':
      return { before: [[]], after: [[]] };
  }
}

function linesOf(row: DiffRow): Lines {
  return {
    ...('beforeLine' in row && row.type !== 'moved-here' && { before: row.beforeLine }),
    ...('afterLine' in row && row.type !== 'moved-away' && { after: row.afterLine }),
  };
}

function isChange(row: DiffRow | undefined): boolean {
  return row !== undefined && row.type !== 'same';
}

function costOf({ before = [], after = [] }: ChangedRow): number {
  let cost = ROW_COST;
  for (const parts of [...before, ...after]) {
    for (const { text } of parts) cost += PART_COST + text.length;
  }
  return cost;
}

function costOfStill({ text }: StillRow): number {
  return ROW_COST + 2 * text.length;
}

/**
 * Rows are merged one by one as long as all three texts say the same at the heads of their tables' columns, one table after
 * the other. Else what one side wrote under a heading would land under another: then each table that isn't surely the same
 * is one block.
 */
import type { Block } from '../blocks.ts';
import { withoutLinkBars } from '../markdown/wiki-links.ts';
import { mapThree, type Three } from './regions.ts';

/** Returns the blocks with each table as one whose columns may differ between the three. */
export function withTablesWhole(bodies: Three<readonly Block[]>): Three<readonly Block[]> {
  const tables = mapThree(bodies, tablesIn);
  const { base, mine, theirs } = tables;
  const isAsMany = base.length === mine.length && base.length === theirs.length;
  const isSame = (one: Table, other: Table) => one.head === other.head && !isSwapped(one, other);
  const isSure = base.map((table, i) => {
    return isAsMany && table.isTold && isSame(table, mine[i]!) && isSame(table, theirs[i]!);
  });
  return mapThree({ base: 'base', mine: 'mine', theirs: 'theirs' } as const, (side) =>
    joined(
      bodies[side],
      tables[side].filter((_, i) => !isSure[i]),
    ),
  );
}

/** Says whether a row of one table holds the cells of a row of another in another order. */
function isSwapped(one: Table, other: Table): boolean {
  const orders = new Map(one.rows.map((cells) => [sortedKey(cells), JSON.stringify(cells)]));
  const known = new Set(one.rows.map((cells) => JSON.stringify(cells)));
  return other.rows.some((cells) => orders.has(sortedKey(cells)) && !known.has(JSON.stringify(cells)));
}

function sortedKey(cells: readonly string[]): string {
  return JSON.stringify(cells.toSorted());
}

/** Says whether a text holds the line under the heads of a table's columns. */
export function holdsTable(text: string): boolean {
  return text.includes('|') && text.split('\n').some((line) => DELIMITER.test(line));
}

const DELIMITER = /^(?=[^-]*-)(?=[^|]*\|)[\s:|>-]+$/;

/** A table, by its blocks, from the first up to the end, and what stands at the heads of its columns. */
interface Table {
  readonly from: number;
  readonly to: number;
  readonly head: string;
  /** Whether each of the headings is another, so that they tell the order of the columns. */
  readonly isTold: boolean;
  /** The cells of the rows, as they are compared. */
  readonly rows: readonly (readonly string[])[];
}

/** A table may begin in an item, and what stands right below a row is one more, also without bars. */
function tablesIn(body: readonly Block[]): Table[] {
  const tables: Table[] = [];
  for (let from = 0, to; from < body.length; from = to) {
    to = from + 1;
    const [head, delimiter] = [body[from]!, body[to]];
    if (head.kind !== 'row' && head.kind !== 'item') continue;
    if (delimiter?.kind !== 'row' || !DELIMITER.test(delimiter.text) || isApart(head)) continue;
    while (isRow(body[to]) && !isApart(body[to - 1]!)) to++;
    const cells = cellsIn(head.text.slice(head.text.lastIndexOf('\n') + 1));
    tables.push({
      from,
      to,
      head: JSON.stringify([...cells, cellsIn(delimiter.text).length]),
      isTold: new Set(cells).size === cells.length,
      rows: body.slice(from + 2, to).map(({ text }) => cellsIn(text)),
    });
  }
  return tables;
}

function isRow(block: Block | undefined): boolean {
  return block?.kind === 'row' || block?.kind === 'paragraph';
}

/** Says whether a blank line stands below a block. */
function isApart({ gap }: Block): boolean {
  return /\n\s*\n/.test(gap);
}

/** Returns the cells of a row, without marks and in any case. */
function cellsIn(row: string): string[] {
  return withoutLinkBars(row, '')
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) =>
      cell
        .replace(/[*_`~]/g, '')
        .replace(/\s+/g, ' ')
        .trim()
        .toLowerCase(),
    );
}

function joined(body: readonly Block[], tables: readonly Table[]): readonly Block[] {
  let at = 0;
  const parts = tables.map(({ from, to }) => {
    const above = body.slice(at, from);
    at = to;
    return [...above, asOne(body.slice(from, to))];
  });
  return parts.length === 0 ? body : [...parts, body.slice(at)].flat();
}

function asOne(rows: readonly Block[]): Block {
  const { gap } = rows.at(-1)!;
  const text = rows.map((row) => row.text + row.gap).join('');
  return { ...rows[0]!, text: text.slice(0, text.length - gap.length), gap };
}

/**
 * Rows are merged one by one as long as all three texts say the same at the heads of their table's columns. Else what one
 * side wrote under a heading would land under another: then the table is one block.
 */
import type { Block } from '../blocks.ts';
import { withoutLinkBars } from '../markdown/wiki-links.ts';
import { mapThree, type Three } from './regions.ts';

/** Returns the blocks with each table as one whose columns differ between the three. */
export function withTablesWhole(bodies: Three<readonly Block[]>): Three<readonly Block[]> {
  const tables = mapThree(bodies, tablesIn);
  const counts = mapThree(tables, countsOf);
  const isSame = ({ head }: Table) =>
    counts.base.get(head) === counts.mine.get(head) && counts.base.get(head) === counts.theirs.get(head);
  const whole = (side: keyof Three<unknown>) =>
    joined(
      bodies[side],
      tables[side].filter((table) => !isSame(table)),
    );
  return { base: whole('base'), mine: whole('mine'), theirs: whole('theirs') };
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
}

function tablesIn(body: readonly Block[]): Table[] {
  const tables: Table[] = [];
  for (let from = 0, to; from < body.length; from = to) {
    to = from + 1;
    if (body[from]!.kind !== 'row') continue;
    while (body[to]?.kind === 'row' && !/\n\s*\n/.test(body[to - 1]!.gap)) to++;
    const [head, delimiter] = [body[from]!.text, body[from + 1]?.text];
    if (to > from + 1 && DELIMITER.test(delimiter!))
      tables.push({ from, to, head: headOf(head, delimiter!) });
  }
  return tables;
}

/** Returns what tells the columns of a table: their headings, without marks and in any case, and how many there are. */
function headOf(head: string, delimiter: string): string {
  const cells = headsIn(head.slice(head.lastIndexOf('\n') + 1)).map((cell) =>
    cell
      .replace(/[*_`~]/g, '')
      .replace(/\s+/g, ' ')
      .trim()
      .toLowerCase(),
  );
  return JSON.stringify([...cells, headsIn(delimiter).length]);
}

function headsIn(row: string): string[] {
  return withoutLinkBars(row, '')
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/);
}

function countsOf(tables: readonly Table[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { head } of tables) counts.set(head, (counts.get(head) ?? 0) + 1);
  return counts;
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

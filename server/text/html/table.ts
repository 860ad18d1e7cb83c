/** A table of HTML as a table of Markdown: every cell on one line, every row as long as the longest. */
import { escapeStart } from './escape.ts';
import { writeOneLine } from './inline.ts';
import { isText, type Element, type HtmlNode } from './nodes.ts';

/** Columns that a row may claim to span; more is no table that anyone reads. */
const WIDEST = 50;
/** How many characters of cells that reach down are repeated in a table; more is written to fill up memory. */
const REPEATED = 65_536;

/**
 * Returns a table, above it its caption and whatever else stands in it outside a cell. A table without a heading row
 * gets an empty one, as Markdown demands.
 */
export function writeTable(table: Element): string[] {
  const caption = writeOneLine(outsideCells(table.children), { converted: true });
  const rows = elementsIn(table.children, 'tr', 'th', 'td').map((row) =>
    row.name === 'tr' ? elementsIn(row.children, 'th', 'td') : [row],
  );
  const cells = spread(rows);
  const width = cells.reduce((widest, row) => Math.max(widest, row.length), 0);
  const above = caption === '' ? [] : [escapeStart(caption)];
  if (width === 0) return above;
  const hasHead = rows[0]!.some(({ name }) => name === 'th');
  const lines = (hasHead ? cells : [[], ...cells]).map((row) => rowLine(row, width));
  lines.splice(1, 0, rowLine(Array<string>(width).fill('---'), width));
  return [...above, lines.join('\n')];
}

/** Returns the cells of each row; one that reaches down is repeated, since each row is read by itself. */
function spread(rows: readonly Element[][]): string[][] {
  let above: { text: string; left: number }[] = [];
  let budget = REPEATED;
  return rows.map((row) => {
    const cells: typeof above = [];
    const reaching = () => {
      while (cells.length < WIDEST && (above[cells.length]?.left ?? 0) > 0) {
        const { text, left } = above[cells.length]!;
        budget -= text.length;
        cells.push({ text: budget < 0 ? '' : text, left: left - 1 });
      }
    };
    for (const cell of row) {
      reaching();
      const left = spanOf(cell, 'rowspan', rows.length) - 1;
      for (const text of writeCell(cell)) cells.push({ text, left });
    }
    reaching();
    above = cells;
    return cells.map(({ text }) => text);
  });
}

function outsideCells(nodes: readonly HtmlNode[]): HtmlNode[] {
  return nodes.flatMap((node) => {
    if (isText(node) || !/^(?:t[rdh]|thead|tbody|tfoot|caption)$/.test(node.name)) return node;
    return /^t[dh]$/.test(node.name) ? [] : outsideCells(node.children);
  });
}

/** The elements of these names, but not those in another table. */
function elementsIn(nodes: readonly HtmlNode[], ...names: string[]): Element[] {
  return nodes.flatMap((node) => {
    if (isText(node) || node.name === 'table') return [];
    return names.includes(node.name) ? node : elementsIn(node.children, ...names);
  });
}

function writeCell(cell: Element): string[] {
  const text = writeOneLine(cell.children, { converted: true, cell: true })
    .replace(/(?:^(?:\s*<br>)+|(?:<br>\s*)+$)/g, '')
    .replace(/(?<!\\)\|/g, String.raw`\|`);
  return [text, ...Array<string>(Math.max(0, spanOf(cell, 'colspan', WIDEST) - 1)).fill('')];
}

/** No number is one cell, and 0 all there are. */
function spanOf({ attributes }: Element, name: string, most: number): number {
  const span = Number.parseInt(attributes[name] ?? '1', 10);
  if (Number.isNaN(span) || span < 0) return 1;
  return span === 0 ? (name === 'rowspan' ? most : 1) : Math.min(span, most);
}

function rowLine(cells: readonly string[], width: number): string {
  const all = [...cells, ...Array<string>(width - cells.length).fill('')];
  return `| ${all.join(' | ')} |`;
}

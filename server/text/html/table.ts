/** A table of HTML as a table of Markdown: every cell on one line, every row as long as the longest. */
import { escapeStart } from './escape.ts';
import { writeOneLine } from './inline.ts';
import { isText, type Element, type HtmlNode } from './tree.ts';

/** Columns that a row may claim to span; more is no table that anyone reads. */
const WIDEST = 50;

/**
 * Returns a table, above it its caption and whatever else stands in it outside a cell. A table without a heading row
 * gets an empty one, as Markdown demands.
 */
export function writeTable(table: Element): string[] {
  const caption = writeOneLine(outsideCells(table.children), { converted: true });
  const rows = elementsIn(table.children, 'tr', 'th', 'td').map((row) =>
    row.name === 'tr' ? elementsIn(row.children, 'th', 'td') : [row],
  );
  const width = rows.reduce((widest, row) => Math.max(widest, row.flatMap(writeCell).length), 0);
  const above = caption === '' ? [] : [escapeStart(caption)];
  if (width === 0) return above;
  const hasHead = rows[0]!.some(({ name }) => name === 'th');
  const lines = (hasHead ? rows : [[], ...rows]).map((row) => rowLine(row.flatMap(writeCell), width));
  lines.splice(1, 0, rowLine(Array<string>(width).fill('---'), width));
  return [...above, lines.join('\n')];
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

function writeCell({ children, attributes }: Element): string[] {
  const span = Math.min(Number.parseInt(attributes['colspan'] ?? '1', 10) || 1, WIDEST);
  const text = writeOneLine(children, { converted: true }).replace(/(?<!\\)\|/g, String.raw`\|`);
  return [text, ...Array<string>(Math.max(0, span - 1)).fill('')];
}

function rowLine(cells: readonly string[], width: number): string {
  const all = [...cells, ...Array<string>(width - cells.length).fill('')];
  return `| ${all.join(' | ')} |`;
}

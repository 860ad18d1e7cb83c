/** A Markdown text with its HTML written as Markdown: around the converted parts it flows on as it was. */
import { indent, writeBlocks } from './blocks.ts';
import { convertedBlocks } from './elements.ts';
import { settleBreaks, writeInline, writeOneLine } from './inline.ts';
import { newPage, type PlainPage } from './page.ts';
import { isText, type Element, type HtmlNode, type Text } from './nodes.ts';

/** Returns the text that nodes make up. */
export function writeMarkdown(nodes: readonly HtmlNode[]): string {
  const page = newPage();
  writeFlow(nodes, page);
  return settleBreaks(page.finish());
}

function writeFlow(nodes: readonly HtmlNode[], page: PlainPage): void {
  for (const [index, node] of nodes.entries()) {
    if (isText(node)) writeText(node, page);
    else if (node.inRow && node.block) page.write(apart(node, nodes[index - 1], nodes[index + 1]));
    else if (node.inRow) page.write(writeInline([node], { oneLine: true, cell: node.inCell }));
    else if (node.block) writeFlowBlock(node, page);
    else page.write(writeInline([node], {}), node.prefix);
  }
}

/** Returns a block on one line, with a blank wherever it would else be one word with what is beside it. */
function apart(block: Element, before: HtmlNode | undefined, after: HtmlNode | undefined): string {
  const text = writeOneLine([block], { cell: block.inCell });
  if (text === '') return '';
  const start = before && !(isText(before) && /[\s|]$/.test(before.text)) ? ' ' : '';
  // Another block takes its own.
  const isBeside = after && (isText(after) ? /^[^\s|]/.test(after.text) : !after.block);
  return `${start}${text}${isBeside ? ' ' : ''}`;
}

function writeText({ text, raw, startsLine }: Text, page: PlainPage): void {
  if (raw) page.write(withoutMargin(text));
  else page.write(text, startsLine ? '' : undefined);
}

function writeFlowBlock(element: Element, page: PlainPage): void {
  page.startBlock(element.prefix);
  if (!convertedBlocks.has(element.name)) writeFlow(element.children, page);
  else page.write(indent(writeBlocks([element]).join('\n\n'), element.prefix));
  page.endBlock(element.prefix);
}

/** Text that is only indented because of the tags around it would be code without them. */
function withoutMargin(text: string): string {
  const margin = /^\s*\n( {4,}|\t[ \t]*)/.exec(text)?.[1];
  return margin === undefined ? text : text.replaceAll(`\n${margin}`, '\n');
}

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
  for (const node of nodes) {
    if (isText(node)) writeText(node, page);
    else if (node.inRow)
      page.write(
        node.block
          ? writeOneLine([node], { cell: node.inCell })
          : writeInline([node], { oneLine: true, cell: node.inCell }),
      );
    else if (node.block) writeFlowBlock(node, page);
    else page.write(writeInline([node], {}), node.prefix);
  }
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

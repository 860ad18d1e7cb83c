/** Blocks of HTML as blocks of Markdown: paragraphs, headings, lists, quotes, code. */
import { decodeEntities, escapeStart } from './escape.ts';
import { longestRun, settleBreaks, textOf, writeInline, writeOneLine } from './inline.ts';
import { writeTable } from './table.ts';
import { isText, type Element, type HtmlNode } from './nodes.ts';

/** Returns nodes as blocks of Markdown, without the blank lines between them. */
export function writeBlocks(nodes: readonly HtmlNode[]): string[] {
  return joinRuns(nodes).flatMap((part) => (Array.isArray(part) ? writeParagraph(part) : writeBlock(part)));
}

/** Returns text with a prefix in front of each line after the first; on empty lines without its trailing space. */
export function indent(text: string, prefix: string): string {
  return text.replace(
    /\n(?!$)/g,
    (_newline, at: number) => `\n${text[at + 1] === '\n' ? prefix.trimEnd() : prefix}`,
  );
}

/** Each block, and each run of inline nodes between blocks. */
function joinRuns(nodes: readonly HtmlNode[]): (Element | HtmlNode[])[] {
  const parts: (Element | HtmlNode[])[] = [];
  for (const node of nodes) {
    const last = parts.at(-1);
    if (!isText(node) && node.block) parts.push(node);
    else if (Array.isArray(last)) last.push(node);
    else parts.push([node]);
  }
  return parts;
}

function writeParagraph(nodes: readonly HtmlNode[]): string[] {
  const text = settleBreaks(writeInline(nodes, { converted: true })).trim();
  const [first] = nodes;
  const paragraph = first && isText(first) && !first.raw ? text : escapeStart(text);
  return text === '' ? [] : [paragraph];
}

const WRITERS: Record<string, (element: Element) => string[]> = {
  ul: (list) => writeList(list, () => '- '),
  ol: (list) => {
    const start = firstNumber(list);
    return writeList(list, (index) => `${start + index}. `);
  },
  li: (item) => writeList({ ...item, children: [item] }, () => '- '),
  blockquote: ({ children }) => {
    const text = writeBlocks(children).join('\n\n');
    return text === '' ? [] : [`> ${indent(text, '> ')}`];
  },
  pre: writeCode,
  hr: () => ['---'],
  table: writeTable,
};

/** Returns the number that a list begins with: its first item's, its own, or 1 where Markdown has none such. */
function firstNumber({ children, attributes }: Element): number {
  const first = children.find((node): node is Element => !isText(node) && node.name === 'li');
  const written = first?.attributes['value'] ?? attributes['start'] ?? '';
  return /^\s*\d{1,9}\s*$/.test(written) ? Number(written) : 1;
}

function writeBlock(element: Element): string[] {
  const level = /^h([1-6])$/.exec(element.name)?.[1];
  if (level) return writeHeading(element, Number(level));
  return WRITERS[element.name]?.(element) ?? writeBlocks(element.children);
}

function writeHeading({ children }: Element, level: number): string[] {
  const text = writeOneLine(children, { converted: true });
  return text === '' ? [] : [`${'#'.repeat(level)} ${text}`];
}

/** Whatever stands between the items belongs to the item before it. */
function writeList(list: Element, marker: (index: number) => string): string[] {
  const items: HtmlNode[][] = [];
  for (const node of list.children) {
    if (isText(node) && node.text.trim() === '') continue;
    if (!isText(node) && node.name === 'li') items.push([...node.children]);
    else if (items.length > 0) items.at(-1)!.push(node);
    else items.push([node]);
  }
  const written = items.map(writeItem);
  if (written.length === 0) return [];
  const lines = written.map(
    ({ text }, index) => `${marker(index)}${indent(text, ' '.repeat(marker(index).length))}`,
  );
  return [lines.map((line) => line.trimEnd()).join(written.some(({ loose }) => loose) ? '\n\n' : '\n')];
}

/** A list right under an item's text needs no blank line; anything else does. */
function writeItem(nodes: readonly HtmlNode[]): { text: string; loose: boolean } {
  const parts = joinRuns(nodes).map((part) => ({
    blocks: Array.isArray(part) ? writeParagraph(part) : writeBlock(part),
    isList: !Array.isArray(part) && /^[uo]l$/.test(part.name),
  }));
  const blocks = parts.flatMap(({ blocks, isList }) => blocks.map((text) => ({ text, isList })));
  const loose = blocks.some(({ isList }, index) => index > 0 && !isList);
  return { text: blocks.map(({ text }) => text).join(loose ? '\n\n' : '\n'), loose };
}

function writeCode({ children }: Element): string[] {
  const text = textOf(children).replace(/^\n/, '').trimEnd();
  if (text === '') return [];
  const code = children.find((node): node is Element => !isText(node));
  const language =
    /\blang(?:uage)?-([\w+#-]+)/.exec(decodeEntities(code?.attributes['class'] ?? ''))?.[1] ?? '';
  const fence = '`'.repeat(Math.max(3, longestRun(text, '`') + 1));
  return [`${fence}${language}\n${text}\n${fence}`];
}

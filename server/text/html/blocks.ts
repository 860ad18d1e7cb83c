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
  ul: (list) => writeList(list, (numbers) => numbers.map(() => '- ')),
  ol: (list) => writeList(list, (numbers) => numbered(numbers, numberIn(list.attributes['start']) ?? 1)),
  li: (item) => writeList({ ...item, children: [item] }, () => ['- ']),
  blockquote: ({ children }) => {
    const text = writeBlocks(children).join('\n\n');
    return text === '' ? [] : [`> ${indent(text, '> ')}`];
  },
  pre: writeCode,
  hr: () => ['---'],
  table: writeTable,
};

/** Returns the number that an attribute has; undefined of one that no item of Markdown has. */
function numberIn(written = ''): number | undefined {
  return /^\s*\d{1,9}\s*$/.test(written) ? Number(written) : undefined;
}

/**
 * Returns the markers of a list whose items go on from the one before, or have a number of their own. Where that leaps a list of
 * another sign begins, since Markdown counts on from the first item.
 */
function numbered(numbers: readonly (number | undefined)[], start: number): string[] {
  let [next, sign] = [numbers[0] ?? start, '.'];
  return numbers.map((own = next) => {
    if (own !== next) sign = sign === '.' ? ')' : '.';
    next = own + 1;
    return `${own}${sign} `;
  });
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
function writeList(
  list: Element,
  markersOf: (numbers: readonly (number | undefined)[]) => string[],
): string[] {
  const items: { nodes: HtmlNode[]; number: number | undefined }[] = [];
  for (const node of list.children) {
    if (isText(node) && node.text.trim() === '') continue;
    if (!isText(node) && node.name === 'li') {
      items.push({ nodes: [...node.children], number: numberIn(node.attributes['value']) });
    } else if (items.length > 0) items.at(-1)!.nodes.push(node);
    else items.push({ nodes: [node], number: undefined });
  }
  const written = items.map(({ nodes }) => writeItem(nodes));
  if (written.length === 0) return [];
  const markers = markersOf(items.map(({ number }) => number));
  const lines = written.map(
    ({ text }, index) => `${markers[index]}${indent(text, ' '.repeat(markers[index]!.length))}`,
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

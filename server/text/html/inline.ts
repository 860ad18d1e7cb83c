/** The parts of a line, as Markdown. */
import { decodeEntities, decodeInMarkdown, escapeText } from './escape.ts';
import { isText, type Element, type HtmlNode, type Text } from './nodes.ts';

/** Stands for a line break until `settleBreaks` knows what surrounds it. */
const BREAK = '\uFDD1';

/** What the parts stand in. */
export interface Surroundings {
  /** In HTML that is converted: entities become characters. */
  readonly converted?: boolean;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly link?: boolean;
  /** All must stay on one line. */
  readonly oneLine?: boolean;
  /** In a cell of a table, where a line break is HTML's own. */
  readonly cell?: boolean;
}

/** Returns nodes as parts of a line; blocks among them are run together. */
export function writeInline(nodes: readonly HtmlNode[], around: Surroundings): string {
  return nodes.map((node) => (isText(node) ? writeText(node, around) : writeElement(node, around))).join('');
}

/** Returns nodes as Markdown on one line. */
export function writeOneLine(nodes: readonly HtmlNode[], around: Surroundings = {}): string {
  return writeInline(nodes, { ...around, oneLine: true })
    .replace(/\s+/g, ' ')
    .trim();
}

/** Returns text with its line breaks written out: two make a new paragraph, and one at the end of a paragraph makes none. */
export function settleBreaks(text: string): string {
  const [first = '', ...rest] = text.split(BREAK);
  const settled = [first];
  let breaks = 0;
  for (const [index, part] of rest.entries()) {
    breaks += 1;
    if (part.trim() === '' && index < rest.length - 1) continue;
    settled.push(withoutEnd(settled.pop()!), ...afterBreaks(part, breaks));
    breaks = 0;
  }
  return settled.join('');
}

function afterBreaks(part: string, breaks: number): [string, string] {
  if (/^[ \t]*(?:\n[ \t]*(?:\n|$)|$)/.test(part)) return ['', part];
  return [breaks > 1 ? '\n\n' : '\\\n', part.replace(/^[ \t]*\n?/, '')];
}

function withoutEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end -= 1;
  return text.slice(0, end);
}

/** Returns the text of nodes as characters, without any markup. */
export function textOf(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) => {
      if (isText(node)) return decodeEntities(node.text);
      if (node.name === 'img') return decodeEntities(node.attributes['alt'] ?? '');
      return node.name === 'br' ? '\n' : textOf(node.children);
    })
    .join('');
}

function writeText({ text, raw }: Text, { converted, link, oneLine }: Surroundings): string {
  const spaced = raw || oneLine ? text.replace(/[ \t\r\n]+/g, ' ') : text;
  if (!raw) return converted ? decodeInMarkdown(spaced) : spaced;
  const escaped = escapeText(spaced);
  return link ? escaped.replace(/(?<!\\)[[\]]/g, String.raw`\$&`) : escaped;
}

const WRITERS: Record<string, (element: Element, around: Surroundings) => string> = {
  strong: writeStrong,
  b: writeStrong,
  em: writeEmphasis,
  i: writeEmphasis,
  del: writeStruck,
  s: writeStruck,
  strike: writeStruck,
  code: ({ children }) => codeSpan(textOf(children)),
  br: (_element, { oneLine, cell }) => (cell ? '<br>' : oneLine ? ' ' : BREAK),
  sup: (element, around) => writeShifted(element, around, SUPERSCRIPT, '^'),
  sub: (element, around) => writeShifted(element, around, SUBSCRIPT, '~'),
  a: writeLink,
  img: writeImage,
  li: ({ children }, around) => ` • ${writeInline(children, around).trim()} `,
};

function writeElement(element: Element, around: Surroundings): string {
  const write = WRITERS[element.name];
  if (write) return write(element, around);
  const inner = writeInline(element.children, around);
  return element.block ? ` ${inner} ` : inner;
}

function writeStrong({ children }: Element, around: Surroundings): string {
  return marked('**', writeInline(children, { ...around, converted: true, bold: true }), around.bold);
}

function writeEmphasis({ children }: Element, around: Surroundings): string {
  return marked('*', writeInline(children, { ...around, converted: true, italic: true }), around.italic);
}

function writeStruck({ children }: Element, around: Surroundings): string {
  return marked('~~', writeInline(children, { ...around, converted: true }));
}

const PLAIN = '0123456789+-−=()n';
const SUPERSCRIPT = new Map([...PLAIN].map((letter, index) => [letter, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ'][index]!]));
const SUBSCRIPT = new Map([...PLAIN].map((letter, index) => [letter, [...'₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙ'][index]!]));

/** `10<sup>6</sup>` isn't 106. What is high or low by itself, as a mark or a note is, stands as it is. */
function writeShifted(
  { children }: Element,
  around: Surroundings,
  letters: ReadonlyMap<string, string>,
  mark: string,
): string {
  const inner = writeInline(children, around);
  const text = inner.trim();
  const shifted = [...decodeEntities(text)].map((letter) => letters.get(letter));
  if (text !== '' && shifted.every((letter) => letter !== undefined))
    return inner.replace(text, shifted.join(''));
  if (!/[\p{L}\p{N}]/u.test(text) || /[[\]]|\n[ \t]*\n/.test(text) || around.link) return inner;
  const whole = text.includes(mark) ? `(${text})` : text;
  return inner.replace(text, () => `${mark}${whole}${mark}`);
}

/** White space at the ends stays outside the marks; what spans paragraphs can't be marked. */
function marked(mark: string, inner: string, already = false): string {
  const core = inner.trim();
  if (already || core === '' || /\n[ \t]*\n/.test(core)) return inner;
  const start = inner.indexOf(core);
  return inner.slice(0, start) + mark + core + mark + inner.slice(start + core.length);
}

function codeSpan(content: string): string {
  const text = content.replace(/\s+/g, ' ').trim();
  if (text === '') return '';
  const fence = '`'.repeat(longestRun(text, '`') + 1);
  return fence.length === 1 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}

/** Returns the length of the longest run of a character in a text. */
export function longestRun(text: string, character: string): number {
  const runs = text.match(new RegExp(`${character}+`, 'g')) ?? [];
  return runs.reduce((longest, run) => Math.max(longest, run.length), 0);
}

function writeLink({ children, attributes }: Element, around: Surroundings): string {
  const inner = writeInline(children, { ...around, converted: true, link: true });
  const href = target(attributes['href']);
  if (around.link || href === '' || inner.trim() === '') return inner;
  const text = inner.trim();
  const start = inner.indexOf(text);
  return `${inner.slice(0, start)}[${text}](${href}${title(attributes)})${inner.slice(start + text.length)}`;
}

function writeImage({ attributes }: Element): string {
  const alt = escapeText(
    decodeEntities(attributes['alt'] ?? '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  const src = target(attributes['src']);
  return src === '' ? alt : `![${alt.replace(/(?<!\\)[[\]]/g, String.raw`\$&`)}](${src}${title(attributes)})`;
}

/** An address that Markdown would cut short stands in angle brackets; one that runs a script or holds data is none. */
function target(attribute: string | undefined): string {
  const url = decodeEntities(attribute ?? '').trim();
  if (/^\s*(?:javascript|vbscript|data):/i.test(url)) return '';
  if (!/[\s()<>\\]/.test(url)) return url;
  return `<${url
    .replace(/[\r\n]/g, '')
    .replaceAll('<', '%3C')
    .replaceAll('>', '%3E')
    .replaceAll('\\', '%5C')}>`;
}

function title(attributes: Element['attributes']): string {
  const text = decodeEntities(attributes['title'] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? '' : ` "${text.replace(/["\\]/g, String.raw`\$&`)}"`;
}

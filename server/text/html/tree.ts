/** Markdown with HTML in it, read as a tree of elements around stretches of text. */
import { Parser } from 'htmlparser2';
import { blocks, known } from './elements.ts';
import { lineFinder, placeFinder, readLines, type HtmlLine } from './lines.ts';
import { isText, type Element, type HtmlNode } from './nodes.ts';
import { openElements, TABLE_PART } from './open.ts';
import { nestingOf, type Nesting } from './nesting.ts';
import { findTags, type Tag } from './tags.ts';

/** Elements nested deeper than this are passed over; their text stays. */
const DEEPEST = 100;

/** Stands for a `<` that is no tag while the source is parsed. */
const NO_TAG = '\uFDD0';

/** Returns what a Markdown text consists of, in order. */
export function readHtml(source: string): HtmlNode[] {
  const lines = readLines(source);
  const tags = findTags(source, lines);
  const [lineOfText, lineOfTag, endOfPlace] = [lineFinder(lines), lineFinder(lines), placeFinder(source)];
  const root: HtmlNode[] = [];
  const open = openElements(root);
  const lastOfTables = tags.findLast(({ name, closing }) => closing && TABLE_PART.test(name))?.start ?? -1;
  const tagAfter = followerOf(tags);
  const { unclosed, passed } = nestingOf(tags);
  let passedOver = 0;
  const parser = new Parser(
    {
      ontext(data) {
        const end = parser.endIndex + 1;
        for (let from = end - data.length; from < end;) {
          const line = lineOfText(from);
          const to = Math.min(end, line.end, open.enter(from));
          if (from > lastOfTables && isMarkdown(line, source.slice(from, to))) open.closeTable();
          addText(open.place(), source.slice(from, to), line, from === line.start, open.inBlock());
          from = to;
        }
      },
      onopentag(name, attributes) {
        if (open.stack.length >= DEEPEST) passedOver += 1;
        if (passedOver > 0) return;
        const [start, end] = [parser.startIndex, parser.endIndex + 1];
        const line = lineOfTag(start);
        open.enter(start);
        if (name === 'table' && endsTable(open.stack, tagAfter(start))) return open.pass();
        const element = elementOf(name, attributes, line, source.slice(line.start, start));
        open.push(element, isBound(element, line, unclosed.has(start)) && (() => endOfPlace(line, end)));
      },
      onclosetag: () => (passedOver > 0 ? (passedOver -= 1) : open.pop()),
    },
    { decodeEntities: false },
  );
  parser.end(masked(source, tags, passed));
  return root;
}

/** Returns what gives the tag after the one at a position. */
function followerOf(tags: readonly Tag[]): (start: number) => Tag | undefined {
  const after = new Map(tags.map(({ start }, index) => [start, tags[index + 1]]));
  return (start) => after.get(start);
}

/** Whether a table that begins right in another's rows is that one's end, misspelt; else there'd be rows in it. */
function endsTable(stack: readonly Element[], next: Tag | undefined): boolean {
  const around = stack.findLast(({ name }) => /^(?:table|t[dh]|caption)$/.test(name));
  const hasRows = next !== undefined && !next.closing && next.name !== 'table' && TABLE_PART.test(next.name);
  return around?.name === 'table' && around.children.length > 0 && !hasRows;
}

/** What is a part of a line ends with the paragraph that it begins in, and what nobody ends, with its block. */
function isBound({ name, block, inRow }: Element, { kind }: HtmlLine, isUnclosed: boolean): boolean {
  if (inRow || (kind === 'text' && !blocks.has(name) && !block)) return true;
  return isUnclosed && !TABLE_PART.test(name);
}

/** Returns the text for the parser, in which each sign stands where it was: `<` only where a tag is, and a remark for each that tells nothing. */
function masked(source: string, tags: readonly Tag[], passed: Nesting['passed']): string {
  const parts: string[] = [];
  let at = 0;
  for (const { name, start, end } of tags) {
    if (!known.has(name)) continue;
    parts.push(source.slice(at, start).replaceAll('<', NO_TAG));
    const tag = source.slice(start, end);
    parts.push(
      passed.has(start) ? `<?${'?'.repeat(tag.length - 3)}>` : `<${tag.slice(1).replaceAll('<', NO_TAG)}`,
    );
    at = end;
  }
  return [...parts, source.slice(at).replaceAll('<', NO_TAG)].join('');
}

function elementOf(
  name: string,
  attributes: Record<string, string>,
  line: HtmlLine,
  before: string,
): Element {
  return {
    name,
    attributes,
    children: [],
    block: blocks.has(name),
    inRow: line.kind === 'row',
    inCell: line.cells,
    prefix: line.nested ? prefixOf(before) : '',
  };
}

/** Marks of quotes and lists at the start of a line: a quote's are repeated, a list's become spaces. */
function prefixOf(before: string): string {
  const marks = /^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])(?=[ \t>])[ \t]*)*/.exec(before)?.[0] ?? '';
  return marks.replace(/[^>\t]/g, ' ');
}

/** What begins below a table that nothing ends any more is none of its. */
function isMarkdown(line: HtmlLine, text: string): boolean {
  return !isRaw(line) && text.trim() !== '';
}

function isRaw({ kind }: HtmlLine): boolean {
  return kind === 'html' || kind === 'indented';
}

/** The marks of a quote around HTML are no text of it. */
function addText(
  into: HtmlNode[],
  piece: string,
  line: HtmlLine,
  startsLine: boolean,
  inBlock: boolean,
): void {
  const raw = isRaw(line);
  const unquoted = raw && line.nested && startsLine ? piece.replace(/^[ \t]*(?:>[ \t]?)+/, '') : piece;
  const text = inBlock || unquoted.trim() === '' ? unquoted : piece;
  const last = into.at(-1);
  if (last && isText(last) && last.raw === raw) last.text += text;
  else into.push({ text, raw, startsLine });
}

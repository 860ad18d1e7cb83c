/** The tags of a Markdown text that are HTML: not those in code, not `<https://…>`, not `a < b`. */
import { codeRanges, type CodeRange } from './code.ts';
import { empty, foreign, known } from './elements.ts';
import type { HtmlLine } from './lines.ts';

/** A tag; of a foreign element all of it, from its start tag to its end tag. */
export interface Tag {
  /** In lower case; `!` for what is no element: a comment, a document type, an end tag that lost its end. */
  readonly name: string;
  readonly closing: boolean;
  readonly start: number;
  readonly end: number;
}

const ATTRIBUTE = String.raw`(?:\s+|(?<=["']))[a-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>\u0060]+))?`;
/** A tag as CommonMark spells it, or as browsers read it: with attributes that stand together, or an address with `=` in it and no quotes. */
const TAG = new RegExp(String.raw`<(/?)([a-z][a-z0-9-]*)(?:${ATTRIBUTE})*\s*/?>`, 'iy');
/** An end tag without its `>`, right before the next tag; or a document type. */
const OTHER = /<\/[a-z][a-z0-9-]*\s*(?=<)|<!doctype\s[^<>]*>/iy;

/** What is indented inside one of these is HTML that someone laid out neatly, and no code. */
const LAID_OUT = /^(?:ul|ol|table|blockquote|dl)$/;

/**
 * Returns the tags and comments of a text of these lines, in order. A foreign element that never ends would take the
 * rest of the text with it, and is none.
 */
export function findTags(source: string, lines: readonly HtmlLine[]): Tag[] {
  const tags: Tag[] = [];
  const endOfCode = codeFinder(codeRanges(source, lines));
  const endAfter = endFinder(source);
  let depth = 0;
  let position = source.indexOf('<');
  while (position !== -1) {
    const codeEnd = endOfCode(position, depth > 0);
    const tag = codeEnd === -1 ? readTag(source, position, endAfter) : undefined;
    if (tag) tags.push(tag);
    if (tag && LAID_OUT.test(tag.name)) depth = Math.max(0, depth + (tag.closing ? -1 : 1));
    position = source.indexOf('<', Math.max(codeEnd, tag?.end ?? position + 1));
  }
  return tags;
}

/** Returns what gives the end of the code around a position, or -1; positions never go back. */
function codeFinder(ranges: readonly CodeRange[]): (position: number, laidOut: boolean) => number {
  let next = 0;
  return (position, laidOut) => {
    while (next < ranges.length && ranges[next]!.end <= position) next += 1;
    const range = ranges[next];
    return range && range.start <= position && !(range.indented && laidOut) ? range.end : -1;
  };
}

type EndFinder = (pattern: string, from: number) => number;

/** Returns what gives the end of the next match of a pattern, or -1; what isn't found once is not looked for again. */
function endFinder(source: string): EndFinder {
  const absent = new Set<string>();
  return (pattern, from) => {
    if (absent.has(pattern)) return -1;
    const search = new RegExp(pattern, 'ig');
    search.lastIndex = from;
    if (search.test(source)) return search.lastIndex;
    absent.add(pattern);
    return -1;
  };
}

function readTag(source: string, start: number, endAfter: EndFinder): Tag | undefined {
  if (source[start - 1] === '\\' && source[start - 2] !== '\\') return undefined;
  TAG.lastIndex = start;
  const match = TAG.exec(source);
  const name = match?.[2]!.toLowerCase() ?? '';
  const closing = match?.[1] === '/';
  if (known.has(name)) return { name, closing, start, end: TAG.lastIndex };
  if (!foreign.has(name)) return readOther(source, start, endAfter);
  const end = closing || empty.has(name) ? TAG.lastIndex : endAfter(`</${name}\\s*>`, TAG.lastIndex);
  return end === -1 ? undefined : { name, closing, start, end };
}

function readOther(source: string, start: number, endAfter: EndFinder): Tag | undefined {
  const end = source.startsWith('<!--', start) ? endAfter('-->', start) : endOf(OTHER, source, start);
  return end === -1 ? undefined : { name: '!', closing: false, start, end };
}

function endOf(sticky: RegExp, source: string, start: number): number {
  sticky.lastIndex = start;
  return sticky.test(source) ? sticky.lastIndex : -1;
}

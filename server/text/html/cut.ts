/** What no page of ours shows is cut out before anything is converted: comments, scripts, frames, fields of forms. */
import { foreign } from './elements.ts';
import { longestRun } from './inline.ts';
import { readLines, type HtmlLine } from './lines.ts';
import { findTags } from './tags.ts';

/** Returns the text without its comments and foreign elements, and where those stood, by their positions. */
export function cutForeign(source: string): { text: string; dropped: { name: string; start: number }[] } {
  const dropped: { name: string; start: number }[] = [];
  const lines = readLines(source);
  const codeAfter = codeFinder(source, lines);
  const parts: string[] = [];
  let kept = 0;
  let sinceList = Infinity;
  let above = '';
  const add = (part: string): void => {
    parts.push(part);
    above += part.slice(-FAR_ABOVE);
    sinceList = LIST.test(above) ? 0 : sinceList + part.length;
    above = above.slice(-MARK_LENGTH);
  };
  for (const { name, start, end } of findTags(source, lines)) {
    if ((name !== '!' && !foreign.has(name)) || start < kept) continue;
    const inner = name === 'button' ? headingIn(source, start, end) : undefined;
    if (name !== '!' && inner === undefined) dropped.push({ name, start });
    add(source.slice(kept, start) + (inner ?? ''));
    kept = end + (inner === undefined ? blankAfter(source, start, end) : 0);
    if (name !== '!') continue;
    const code = sinceList < FAR_ABOVE ? codeAfter(kept) : undefined;
    if (code === undefined) continue;
    add(fenced(source.slice(kept, code)));
    kept = code;
  }
  return { text: [...parts, source.slice(kept)].join(''), dropped };
}

/** How far above a comment a list is looked for. */
const FAR_ABOVE = 2000;
/** So long may the mark of an item be, with what stands in front of it. */
const MARK_LENGTH = 20;

/** Returns what a button holds where it stands in a heading or a heading in it, of HTML or of Markdown: people fold sections with it. */
function headingIn(source: string, start: number, end: number): string | undefined {
  const [, inner = ''] = /^<[^>]*>([^]*)<\/button\s*>$/i.exec(source.slice(start, end)) ?? [];
  const before = source.slice(Math.max(0, start - FAR_IN_LINE), start);
  const isIn = HEADING_BEFORE.test(before) || UNDERLINED.test(source.slice(end, end + FAR_IN_LINE));
  return inner !== '' && (isIn || HEADING.test(inner)) ? inner : undefined;
}

/** How far around a button the heading that it stands in is looked for. */
const FAR_IN_LINE = 200;
const MARKS = String.raw`(?:^|\n)[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?#{1,6}[ \t]`;
const UNDERLINE = String.raw`\n[ \t>]*(?:=+|-+)[ \t]*(?:\r?\n|$)`;
const HEADING_BEFORE = new RegExp(String.raw`<h[1-6]\b(?:(?!<\/h[1-6])[^])*$|${MARKS}[^\n]*$`, 'i');
const HEADING = new RegExp(String.raw`<h[1-6]\b|${MARKS}|[^\s]${UNDERLINE}`, 'i');
const UNDERLINED = new RegExp(String.raw`^[^\n]*${UNDERLINE}`);

const LIST = /(?:^|\n)[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]/;

/** Returns what finds where the indented code ends that follows a position, if any does; positions never go back. */
function codeFinder(source: string, lines: readonly HtmlLine[]): (from: number) => number | undefined {
  const isBlank = ({ start, end }: HtmlLine) => source.slice(start, end).trim() === '';
  let index = 0;
  return (from) => {
    while (index < lines.length && (lines[index]!.start < from || isBlank(lines[index]!))) index += 1;
    if (lines[index]?.kind !== 'indented' || lines[index]!.nested) return undefined;
    let last = index;
    while (lines[last + 1]?.kind === 'indented') last += 1;
    return lines[last]!.end;
  };
}

/** Without the comment, what is only indented would belong to the list above. */
function fenced(code: string): string {
  const [blank] = /^(?:[ \t]*\r?\n)*/.exec(code)!;
  const text = code.slice(blank.length).trimEnd();
  const fence = '`'.repeat(Math.max(3, longestRun(text, '`') + 1));
  return `${blank}${fence}\n${text.replace(/^(?: {4}|\t)/gm, '')}\n${fence}\n`;
}

/** A cut that stood alone between blank lines leaves one of them. */
function blankAfter(source: string, start: number, end: number): number {
  if (!/(?:^|\n[ \t]*\r?\n)$/.test(source.slice(Math.max(0, start - 100), start))) return 0;
  return /^[ \t]*(?:\r?\n[ \t]*)?\r?\n|^/.exec(source.slice(end, end + 100))![0].length;
}

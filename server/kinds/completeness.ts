/**
 * How far an article has come: how many of its kind's sections are written. It counts and never grades, for the wiki
 * doesn't judge quality.
 */
import type { Content } from './content.ts';
import type { Heading, Kind } from './kind.ts';

export interface Completeness {
  done: number;
  total: number;
  /** The sections still to be written, in the kind's order. */
  missing: Heading[];
}

interface Section {
  key: string;
  level: number;
  words: number;
}

/** The fewest words that count as a sentence. */
const SENTENCE = 3;

const HEADING = /^ {0,3}(#{1,6})(?:[ \t](.*))?$/s;
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;

/**
 * Counts a kind's sections: one is done when at least a sentence stands under its heading, subheadings not counted. A text that was
 * written after headings of its own alone, as those of another wiki are, is built otherwise, and has none to count.
 */
export function completeness(kind: Kind, content: Content): Completeness {
  const sections = sectionsIn(content.body);
  const headings = new Set(sections.map(({ key }) => key));
  const isBuiltSo = kind.headings.some(({ text }) => headings.has(headingKey(text)));
  if (!isBuiltSo && hasWords(content.body)) return { done: 0, total: 0, missing: [] };
  const written = new Set(sections.filter(({ words }) => words >= SENTENCE).map(({ key }) => key));
  const missing = kind.headings.filter(({ text }) => !written.has(headingKey(text)));
  return { done: kind.headings.length - missing.length, total: kind.headings.length, missing };
}

/** Tells whether a body has words besides its headings. */
export function hasWords(body: string): boolean {
  for (const { text, level } of markdownLines(body))
    if (level === 0 && /[\p{L}\p{N}]/u.test(text)) return true;
  return false;
}

function sectionsIn(body: string): Section[] {
  const sections: Section[] = [];
  let open: Section[] = [];
  for (const { text, level } of markdownLines(body)) {
    if (level > 0) {
      const section = { key: headingKey(text), level, words: 0 };
      sections.push(section);
      open = [...open.filter((outer) => outer.level < level), section];
    } else if (open.some(({ words }) => words < SENTENCE)) {
      const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
      for (const section of open) section.words += words;
    }
  }
  return sections;
}

/** Yields the lines of a body, a heading with its level (1 to 6) and text with level 0; in a code fence all is text. */
function* markdownLines(body: string): Generator<{ text: string; level: number }> {
  let fence = '';
  for (const text of body.split('\n')) {
    const mark = FENCE.exec(text)?.[1] ?? '';
    const heading = fence ? null : HEADING.exec(text);
    if (heading) yield { text: heading[2] ?? '', level: heading[1]!.length };
    else if (!fence && mark) fence = mark;
    else if (fence && mark.startsWith(fence) && text.trim() === mark) fence = '';
    else yield { text, level: 0 };
  }
}

function headingKey(text: string): string {
  return text
    .trim()
    .replace(/(^|\s)#+$/, '')
    .trim()
    .toLowerCase();
}

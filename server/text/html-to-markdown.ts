/** HTML inside Markdown, turned into the Markdown that says the same. Where there is no HTML, not a byte changes. */
import { cutForeign } from './html/cut.ts';
import { readHtml } from './html/tree.ts';
import { writeMarkdown } from './html/write.ts';

/**
 * Returns a Markdown text with the HTML in it written as Markdown. Mere wrappers and comments go, their Markdown
 * stays; `dropped` names the elements that went with all they held (`script`, `iframe` …), each once. Tags that aren't
 * HTML, tags in code and tags that never end stay as they stand. Never throws.
 */
export function htmlToMarkdown(source: string): { text: string; dropped: string[] } {
  if (!source.includes('<')) return { text: source, dropped: [] };
  const { text, dropped } = cutForeign(source);
  return { text: writeMarkdown(readHtml(text)), dropped: [...new Set(dropped.map(({ name }) => name))] };
}

/** Returns each element that `htmlToMarkdown` drops, with its line, from 1. */
export function droppedIn(source: string): { element: string; line: number }[] {
  if (!source.includes('<')) return [];
  let [line, at] = [1, 0];
  return cutForeign(source).dropped.map(({ name, start }) => {
    line += source.slice(at, start).split('\n').length - 1;
    at = start;
    return { element: name, line };
  });
}

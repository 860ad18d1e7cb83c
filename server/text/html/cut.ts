/** What no page of ours shows is cut out before anything is converted: comments, scripts, frames, fields of forms. */
import { foreign } from './elements.ts';
import { readLines } from './lines.ts';
import { findTags } from './tags.ts';

/** Returns the text without its comments and foreign elements, and the names of the elements, each once. */
export function cutForeign(source: string): { text: string; dropped: string[] } {
  const dropped = new Set<string>();
  let text = '';
  let kept = 0;
  for (const { name, start, end } of findTags(source, readLines(source))) {
    if (name !== '!' && !foreign.has(name)) continue;
    if (name !== '!') dropped.add(name);
    text += source.slice(kept, start);
    kept = end + blankAfter(source, start, end);
  }
  return { text: text + source.slice(kept), dropped: [...dropped] };
}

/** A cut that stood alone between blank lines leaves one of them. */
function blankAfter(source: string, start: number, end: number): number {
  if (!/(?:^|\n[ \t]*\r?\n)$/.test(source.slice(Math.max(0, start - 100), start))) return 0;
  return /^[ \t]*(?:\r?\n[ \t]*)?\r?\n|^/.exec(source.slice(end, end + 100))![0].length;
}

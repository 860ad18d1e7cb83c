/** The difference between two texts as a unified patch, which `git apply` and `patch -p1` take. */
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import { sharedEnds } from './ends.ts';

/** How many lines may be put in and taken out while the least of them is looked for: its cost grows with their square. */
const MOST_LINES_CHANGED = 1000;
/** How many lines stand around what is changed. */
const CONTEXT = 3;

/**
 * Returns the patch that makes one text of another, under the name of a file; empty when they are the same. Of texts with too
 * little in common it replaces all that stands between what they begin and end with alike.
 */
export function patchOf(before: string, after: string, fileName: string): string {
  if (before === after) return '';
  const names = [`a/${fileName}`, `b/${fileName}`] as const;
  const options = { context: CONTEXT, maxEditLength: MOST_LINES_CHANGED };
  const least = structuredPatch(...names, before, after, undefined, undefined, options);
  const [oldFileName, newFileName] = names;
  const patch = least ?? { oldFileName, newFileName, hunks: [replacing(before, after)] };
  return formatPatch({ ...patch, oldHeader: undefined, newHeader: undefined }, FILE_HEADERS_ONLY);
}

/** Returns the one hunk that replaces what differs. */
function replacing(before: string, after: string) {
  const [old, now] = [linesOf(before), linesOf(after)];
  const { head, tail } = sharedEnds(old.length, now.length, (i, j) => old[i] === now[j]);
  const [from, behind] = [Math.max(0, head - CONTEXT), Math.min(tail, CONTEXT)];
  const [oldEnd, newEnd] = [old.length - tail, now.length - tail];
  const lines = [
    ...signed(' ', old.slice(from, head)),
    ...signed('-', old.slice(head, oldEnd)),
    ...signed('+', now.slice(head, newEnd)),
    ...signed(' ', old.slice(oldEnd, oldEnd + behind)),
  ];
  const [oldLines, newLines] = [oldEnd + behind - from, newEnd + behind - from];
  return { oldStart: from + 1, oldLines, newStart: from + 1, newLines, lines };
}

/** Returns the lines of a text with their ends: the last may have none. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function signed(sign: string, lines: readonly string[]): string[] {
  return lines.flatMap((line) =>
    line.endsWith('\n') ? sign + line.slice(0, -1) : [sign + line, '\\ No newline at end of file'],
  );
}

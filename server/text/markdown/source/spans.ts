/** Places in a source. */

/** From a place up to another. */
export interface SourceSpan {
  readonly from: number;
  readonly to: number;
}

/** Returns the lines of a source, without their ends. */
export function linesOf(source: string): SourceSpan[] {
  const lines: SourceSpan[] = [];
  for (let from = 0, to; from <= source.length; from = to + 1) {
    to = source.indexOf('\n', from);
    if (to === -1) to = source.length;
    lines.push({ from, to });
  }
  return lines;
}

/** Returns a place without the white space at its ends that Markdown knows, or another: no-break spaces are shown. */
export function trimmed(source: string, { from, to }: SourceSpan, isSpace = isBlank): SourceSpan {
  while (from < to && isSpace(source.charCodeAt(from))) from++;
  while (from < to && isSpace(source.charCodeAt(to - 1))) to--;
  return { from, to };
}

/** Tells whether a character, by its code, is white space to Markdown. */
export function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** Places in a source. */

/** The end is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Returns places that stand so many characters further on. */
export function moved<S extends Span>(places: readonly S[], by: number): S[] {
  return places.map((place) => ({ ...place, from: place.from + by, to: place.to + by }));
}

/** Returns the lines of a source, without their ends. */
export function linesOf(source: string): Span[] {
  const lines: Span[] = [];
  for (let from = 0, to; from <= source.length; from = to + 1) {
    to = source.indexOf('\n', from);
    if (to === -1) to = source.length;
    lines.push({ from, to });
  }
  return lines;
}

/** Returns a place without the white space at its ends that Markdown knows: no-break spaces are shown. */
export function trimmed(source: string, { from, to }: Span): Span {
  while (from < to && isSpace(source.charCodeAt(from))) from++;
  while (from < to && isSpace(source.charCodeAt(to - 1))) to--;
  return { from, to };
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** The passages of an article that threads are about, marked where it's read, each with a sign that leads to its thread. */
import { placesOnPage, UNPLACED, type TokenSpan } from '../../text/attribution.ts';
import { renderView } from '../frame/templates.ts';
import { markPassages, passagesIn, readPage } from '../../text/passages.ts';

/** What a thread is about, by the places of its words and signs in the body, and the sign of the thread as HTML. */
export interface ThreadMark {
  spans: readonly TokenSpan[];
  sign: string;
}

/** Returns the HTML of a body with its marks, given how many of its lines that shows, and leaves out first; a thread's sign stands behind the last of its words. */
export function markThreads(
  html: string,
  body: string,
  lines: number,
  marks: readonly ThreadMark[],
  skipped = 0,
): string {
  if (marks.length === 0) return html;
  const page = readPage(html);
  const { places } = placesOnPage(page.tokens, body, lines, skipped);
  const marksAt = marksByPlace(marks);
  const groups = new Map<string, number>([['', 0]]);
  const keys = places.map((place) => {
    if (place === UNPLACED) return UNPLACED;
    const name = (marksAt.get(place) ?? []).join();
    return groups.get(name) ?? groups.set(name, groups.size).get(name)!;
  });
  const names = [...groups.keys()];
  const passages = passagesIn(page, keys).filter(({ key }) => key !== 0);
  const last = new Map<string, number>();
  const marksOf = ({ key }: { key: number }) => names[key]!.split(',');
  for (const [i, passage] of passages.entries()) for (const mark of marksOf(passage)) last.set(mark, i);
  const [open, close] = renderView('talk/parts/mark', { cut: CUT }).trim().split(CUT) as [string, string];
  return markPassages(html, passages, (passage, i) => {
    const signs = marksOf(passage).filter((mark) => last.get(mark) === i);
    const after = signs.map((mark) => marks[Number(mark)]!.sign).join('');
    return { first: open, next: open, close, after };
  });
}

/** What stands between what begins a mark and what ends it. */
const CUT = '\uFDD0';

/** Returns the numbers of the marks that a word or sign stands in, by its place. */
function marksByPlace(marks: readonly ThreadMark[]): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const [mark, { spans }] of marks.entries()) {
    for (const { from, to } of spans) {
      for (let place = from; place < to; place++) {
        const others = found.get(place);
        if (others) others.push(mark);
        else found.set(place, [mark]);
      }
    }
  }
  return found;
}

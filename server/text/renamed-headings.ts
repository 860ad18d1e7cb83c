/**
 * What became of the headings of a text in another version of it. A heading that has another name now is known by where it
 * stands, or by what stands under it: its block, or the first under it that still stands, is the same in the pairing by which
 * differences are told.
 */
import { blocks, type Block } from './blocks.ts';
import { fullBudget } from './budget.ts';
import { outlineOf, type PlacedHeading } from './markdown/outline.ts';
import { pairAll } from './pairing.ts';

/** Returns the ids of the headings that a text has no longer, and the ids that they have in the text after it. */
export function renamedHeadings(before: string, after: string): Map<string, string> {
  const [from, to] = [outlineOf(before).headings, outlineOf(after).headings];
  const standing = new Set(to.map(({ id }) => id));
  const gone = from.filter(({ id }) => !standing.has(id));
  const renamed = new Map<string, string>();
  if (gone.length === 0 || to.length === 0) return renamed;
  const [old, now] = [blocks(before), blocks(after)];
  const partners = partnersOf(old, now);
  const [places, over] = [new Map(old.map(({ line }, place) => [line, place])), headingsOver(now, to)];
  const beginning = new Set(from.map(({ line }) => places.get(line)));
  for (const { id, line } of gone) {
    let place = places.get(line) ?? old.length;
    while (!partners.has(place) && place < old.length && !beginning.has(place + 1)) place++;
    const partner = partners.get(place);
    const found = partner === undefined ? undefined : over[partner];
    if (found !== undefined) renamed.set(id, found);
  }
  return renamed;
}

/** Returns, by the place of a block, that of the block that it is in the other text. */
function partnersOf(before: readonly Block[], after: readonly Block[]): Map<number, number> {
  const [texts, others] = [before, after].map((some) => some.map(({ text }) => text));
  const { kept, moved } = pairAll(texts!, others!, fullBudget());
  const partners = new Map(moved.map((pair) => [pair.before, pair.after]));
  for (const { beforeStart, beforeEnd, afterStart } of kept) {
    for (let place = beforeStart; place < beforeEnd; place++) partners.set(place, afterStart);
  }
  return partners;
}

/** Returns, by the place of a block, the id of the heading that it is or stands under; none for what stands above the first. */
function headingsOver(all: readonly Block[], headings: readonly PlacedHeading[]): (string | undefined)[] {
  let next = 0;
  return all.map(({ line }) => {
    while (next < headings.length && headings[next]!.line <= line) next++;
    return headings[next - 1]?.id;
  });
}

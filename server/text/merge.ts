/**
 * Merges what two people made of one base. Nothing is lost in silence: what only one of them changed gets in, and where
 * both changed the same differently, there is a clash that holds both.
 */
import { blocks, type Block } from './blocks.ts';
import { mergeBodies } from './merge/bodies.ts';
import { fullBudget, type Budget } from './budget.ts';
import { newGone } from './merge/gone.ts';
import { withNamesApart } from './merge/names.ts';
import { mapThree, overlap, partsIn, regionsOf, type Side, type Three } from './merge/regions.ts';
import { align, type Hunk } from './sequence.ts';

/** What both sides changed differently: as it stood, and as it stands on either side. Any of the three may be empty. */
export type Clash<T = string> = Three<T>;

/** A merged text, or chunks that make one when joined with a side chosen for each clash. */
export type Merge = { clean: true; text: string } | { clean: false; chunks: (string | Clash)[] };

/** A merged list, or chunks that make one when joined with a side chosen for each clash. */
export type ListMerge<T> = { clean: true; value: T[] } | { clean: false; chunks: (T[] | Clash<T[]>)[] };

export type ValueMerge<T> = { clean: true; value: T } | { clean: false; clash: Clash<T> };

/**
 * Merges two versions of a Markdown body by the block, blocks that both changed by the sentence, and short lines by the
 * word; a value, a link and a table whose columns change are whole, and a name that both define is given anew on one side.
 * What one side deleted and the other moved is a clash.
 * What the budget can't pay for counts as changed: the clashes get larger, and nothing is lost.
 */
export function mergeText(base: string, mine: string, theirs: string, budget: Budget = fullBudget()): Merge {
  const simple = mergeValue(base, mine, theirs);
  if (simple.clean) return { clean: true, text: simple.value };
  const { texts: apart, leadsAstray } = withNamesApart({ base, mine, theirs });
  const chunks = mergeBodies(mapThree(apart, blocks), { budget, leadsAstray, gone: newGone() });
  const texts = chunks.filter((chunk) => typeof chunk === 'string');
  return texts.length === chunks.length ? { clean: true, text: texts.join('') } : { clean: false, chunks };
}

/**
 * Returns both sides of a clash, theirs first, as the text around it asks for: blocks of their own where the clash is
 * whole blocks, else sentences in one. Undefined when a side is empty, so that there is nothing to put together. Of the
 * text above, its last two letters are enough.
 */
export function bothOf({ mine, theirs }: Clash, above: string, below: string): string | undefined {
  const [first, second] = [theirs.trimEnd(), mine.trimEnd()];
  if (first === '' || second === '') return undefined;
  const ends = [theirs.slice(first.length), mine.slice(second.length)] as const;
  const end = ends[0].length > ends[1].length ? ends[0] : ends[1];
  const isWhole = (above === '' || above.endsWith('\n')) && /^(?:\n|$)/.test(end + below);
  return first + (isWhole ? gapBetween(first, second, above) : ' ') + second + end;
}

/** Merges two versions of one value, such as a title or a fact: as whoever changed it, unless both did, differently. */
export function mergeValue<T>(
  base: T,
  mine: T,
  theirs: T,
  same: (a: T, b: T) => boolean = Object.is,
): ValueMerge<T> {
  if (same(mine, theirs) || same(theirs, base)) return { clean: true, value: mine };
  if (same(mine, base)) return { clean: true, value: theirs };
  return { clean: false, clash: { base, mine, theirs } };
}

/**
 * Merges two versions of a list, such as topics or sources, by the item; items are the same when their keys are. What
 * either side added gets in, once, and theirs first. It is a clash when both changed one item, or one changed what the
 * other took out.
 */
export function mergeList<T>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
  keyOf: (item: T) => string = String,
): ListMerge<T> {
  const lists = { base, mine, theirs };
  const keys = mapThree(lists, (list) => list.map(keyOf));
  const changesOf = (side: Side) => align(keys.base, keys[side], fullBudget()).hunks.flatMap(byItem);
  const changes = { mine: changesOf('mine'), theirs: changesOf('theirs') };

  const chunks: (T[] | Clash<T[]>)[] = [];
  const added = { mine: new Set<string>(), theirs: new Set<string>() };
  for (const region of regionsOf(base.length, changes, overlap)) {
    const chunk = mergeItems(partsIn(lists, region), keyOf, added);
    const last = chunks.at(-1);
    if (Array.isArray(chunk) && Array.isArray(last)) last.push(...chunk);
    else chunks.push(chunk);
  }
  const items = chunks.filter((chunk) => Array.isArray(chunk));
  return items.length === chunks.length ? { clean: true, value: items.flat() } : { clean: false, chunks };
}

/** Items of a list and lines that stand close stay close. */
function gapBetween(first: string, second: string, above: string): string {
  const isItem = (block: Block | undefined) => block?.kind === 'item' || block?.kind === 'row';
  const areItems = isItem(blocks(first).at(-1)) && isItem(blocks(second)[1]);
  return areItems || /[^\n]\n$/.test(above.slice(-2)) ? '\n' : '\n\n';
}

/** Cuts a change of several items into as many into a change of each. */
function byItem(hunk: Hunk): Hunk[] {
  const length = hunk.beforeEnd - hunk.beforeStart;
  if (length !== hunk.afterEnd - hunk.afterStart) return [hunk];
  return Array.from({ length }, (_, i) => ({
    beforeStart: hunk.beforeStart + i,
    beforeEnd: hunk.beforeStart + i + 1,
    afterStart: hunk.afterStart + i,
    afterEnd: hunk.afterStart + i + 1,
  }));
}

/** Merges one stretch of a list, leaving out what one side adds that the other has added already. */
function mergeItems<T>(
  parts: Three<T[]>,
  keyOf: (item: T) => string,
  added: Record<Side, Set<string>>,
): T[] | Clash<T[]> {
  const keys = mapThree(parts, (part) => part.map(keyOf).join('\n'));
  const merge = mergeValue(keys.base, keys.mine, keys.theirs);
  if (!merge.clean) return parts;
  const [side, other] =
    merge.value === keys.theirs ? (['theirs', 'mine'] as const) : (['mine', 'theirs'] as const);
  if (merge.value === keys.base) return parts[side];
  for (const item of parts[side]) added[side].add(keyOf(item));
  return parts[side].filter((item) => !added[other].has(keyOf(item)));
}

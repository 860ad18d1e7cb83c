/** Merges short lines, such as headings, by the word, and a value as one word. */
import { align } from '../sequence.ts';
import { areAlike } from '../pairing/likeness.ts';
import { mapThree, partsIn, regionsOf, touch, type Region, type Side, type Three } from './regions.ts';
import type { Merging } from './units.ts';
import { isOfSomebody, tellsValue, unitsIn } from './values.ts';

const LONGEST = 120;

/**
 * Returns the merge of three versions of a short line, or undefined if there is none, it is long or was rewritten, or
 * no unchanged word stands between what one side changed and what the other did.
 */
export function mergeLine(
  { base, mine, theirs }: Three<string | undefined>,
  { budget, leadsAstray }: Merging,
): string | undefined {
  if (!isShort(base) || !isShort(mine) || !isShort(theirs)) return undefined;
  if (leadsAstray('mine', mine, base) || leadsAstray('theirs', theirs, base)) return undefined;
  if (!areAlike(base, mine) || !areAlike(base, theirs)) return undefined;
  const pieces = mapThree({ base, mine, theirs }, unitsWithLead);
  const changesOf = (side: Side) => align(pieces.base, pieces[side], budget).hunks;
  const changes = { mine: changesOf('mine'), theirs: changesOf('theirs') };
  const regions = regionsOf(pieces.base.length, changes, touch);
  if (isOneValue(pieces, regions)) return undefined;
  let line = '';
  for (const region of regions) {
    const texts = mapThree(partsIn(pieces, region), (part) => part.join(''));
    if (region.changedBy === 'both' && texts.mine !== texts.theirs) return undefined;
    line += region.changedBy === 'theirs' ? texts.theirs : texts.mine;
  }
  return isOfSomebody(line, [base, mine, theirs]) ? line : undefined;
}

/** So few words between what one side changed and what the other did may join them. */
const FEW = 4;

/**
 * Says whether both sides changed what is near by, and one of the two is a figure, a name or the like: whatever the words
 * between are, together they may tell one thing.
 */
function isOneValue(pieces: Three<readonly string[]>, regions: readonly Region[]): boolean {
  const changed = regions.filter(({ changedBy }) => changedBy !== 'neither');
  const values = changed.map((region) => isValue(pieces, region));
  return changed.some((region, i) =>
    changed.slice(0, i).some((before, j) => {
      const isOfTwo = before.changedBy === 'both' || before.changedBy !== region.changedBy;
      if (!isOfTwo || !(values[i] || values[j])) return false;
      const between = pieces.base.slice(before.base.to, region.base.from).join('');
      return (between.match(WORD) ?? []).length <= FEW;
    }),
  );
}

const WORD = /[\p{L}\p{N}]\S*/gu;

/** Says whether what was changed of a line is a value or holds one. */
function isValue(pieces: Three<readonly string[]>, region: Region): boolean {
  const { base, mine, theirs } = partsIn(pieces, region);
  const isNew = (piece: string, others: readonly string[]) => !others.includes(piece);
  const isFirst = region.base.from === 0;
  return [base, mine, theirs].some((part) =>
    part.some(
      (piece, i) =>
        [base, mine, theirs].some((others) => isNew(piece, others)) && tellsValue(piece, isFirst && i === 0),
    ),
  );
}

function isShort(line: string | undefined): line is string {
  return line !== undefined && line.length <= LONGEST && !line.includes('\n');
}

/** Cuts a line before what leads up to each unit, so that a word added within it changes no other piece. */
function unitsWithLead(line: string): string[] {
  let at = 0;
  const pieces = unitsIn(line).map(({ to }) => line.slice(at, (at = to)));
  return at < line.length ? [...pieces, line.slice(at)] : pieces;
}

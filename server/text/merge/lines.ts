/** Merges short lines, such as headings, by the word, and a value as one word. */
import { align } from '../sequence.ts';
import { areAlike } from '../pairing/likeness.ts';
import { mapThree, partsIn, regionsOf, touch, type Side, type Three } from './regions.ts';
import type { Merging } from './units.ts';
import { isOfSomebody, unitsIn } from './values.ts';

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
  let line = '';
  for (const region of regionsOf(pieces.base.length, changes, touch)) {
    const texts = mapThree(partsIn(pieces, region), (part) => part.join(''));
    if (region.changedBy === 'both' && texts.mine !== texts.theirs) return undefined;
    line += region.changedBy === 'theirs' ? texts.theirs : texts.mine;
  }
  return isOfSomebody(line, [base, mine, theirs]) ? line : undefined;
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

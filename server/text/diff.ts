/**
 * Compares two versions of a text so that a reader sees what happened. Different texts always give a change, and no
 * block is left out, whatever the budget.
 */
import { blocks, type Block } from './blocks.ts';
import { fullBudget, type Budget } from './budget.ts';
import { compareWords, type Part } from './diff/parts.ts';
import { newVocabulary } from './reading.ts';
import { rowsOf, type DiffRow, type TextDiff } from './diff/rows.ts';

export { fullBudget } from './budget.ts';
export type { Budget, Part, DiffRow, TextDiff };

/**
 * Compares two Markdown bodies: blocks are paired before words are compared, so that a moved block shows as moved, one
 * that was split or joined as that, and a rewritten one as removed and added.
 */
export function diffText(before: string, after: string, budget: Budget = fullBudget()): TextDiff {
  return rowsOf(blocks(before), blocks(after), budget);
}

/** Compares two lists of short texts, such as topics, by the item; lines are the numbers of the items. */
export function diffList(
  before: readonly string[],
  after: readonly string[],
  budget: Budget = fullBudget(),
): TextDiff {
  return rowsOf(items(before), items(after), budget);
}

/** Compares two texts line by line, as their source is written; what can't be seen when it is read counts too. */
export function diffLines(before: string, after: string, budget: Budget = fullBudget()): TextDiff {
  return diffList(before.split('\n'), after.split('\n'), budget);
}

/** Compares two short texts, such as a title, a lead or a sentence, by the word. */
export function diffLine(
  before: string,
  after: string,
  budget: Budget = fullBudget(),
): { before: Part[]; after: Part[] } {
  const parts = compareWords(before, after, newVocabulary(), budget);
  return { before: parts.before, after: parts.after };
}

function items(texts: readonly string[]): Block[] {
  const start: Block = { kind: 'start', text: '', gap: '', line: 1 };
  return [start, ...texts.map((text, i): Block => ({ kind: 'item', text, gap: '\n', line: i + 1 }))];
}

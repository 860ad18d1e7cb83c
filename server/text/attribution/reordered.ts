/** Words of a sentence that was mostly kept, but changed their order: they are the same ones where all of them are, or where they stand by themselves on both sides. */
import type { Budget } from '../budget.ts';
import { creditPairs, wordAt, wordCount, type CreditWord, type WordPair } from './pairs.ts';
import type { CreditDraft, CreditSource } from './draft.ts';
import { lettersIn, lettersOf, lettersShared } from './kept.ts';
import type { Sentence } from './sentences.ts';

const MOSTLY = 0.5;
/** A shorter run may have been typed anew. */
const FEWEST_LETTERS = 4;

/** Credits what is left of the sentences of which most was kept, given what was, whatever the order. */
export function creditReordered(
  draft: CreditDraft,
  source: CreditSource,
  kept: readonly WordPair[],
  budget: Budget,
): void {
  for (const [to, shared] of lettersShared(kept)) {
    const [from, letters] = [...shared].reduce((most, each) => (each[1] > most[1] ? each : most));
    if (letters < MOSTLY * Math.max(lettersOf(from), lettersOf(to))) continue;
    const before = runsIn(from, (place) => source.taken[place] === 0);
    const after = before.length === 0 ? [] : runsIn(to, (place) => draft.origins[place] === 0);
    if (after.length === 0) continue;
    creditPairs(draft, source, sameWords(before, after) ?? sameRuns(before, after), budget);
  }
}

/** Returns the words of a sentence that are open, in the rows that they stand in. */
function runsIn(sentence: Sentence, isOpen: (place: number) => boolean): CreditWord[][] {
  const runs: CreditWord[][] = [];
  let last = -2;
  for (const [i, k] of sentence.words.entries()) {
    if (!isOpen(sentence.start + k)) continue;
    if (last === i - 1) runs.at(-1)!.push(wordAt(sentence, k));
    else runs.push([wordAt(sentence, k)]);
    last = i;
  }
  return runs;
}

function sameWords(before: CreditWord[][], after: CreditWord[][]): WordPair[] | undefined {
  const [from, to] = [before.flat(), after.flat()].map((words) =>
    words.toSorted((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : a.place - b.place)),
  );
  // Two figures that changed places say something else.
  const isSame =
    from!.length === to!.length &&
    wordCount(to!) === to!.length &&
    from!.every(({ word }, i) => word === to![i]!.word);
  return isSame ? from!.map((word, i): WordPair => [word, to![i]!]) : undefined;
}

function sameRuns(before: CreditWord[][], after: CreditWord[][]): WordPair[] {
  const left = new Map(before.map((run) => [textOf(run), run]));
  return after.flatMap((run) => {
    const text = textOf(run);
    const from = left.get(text);
    const letters = run.reduce((sum, { word }) => sum + lettersIn(word), 0);
    if (!from || letters < FEWEST_LETTERS || wordCount(run) < run.length) return [];
    left.delete(text);
    return run.map((word, i): WordPair => [from[i]!, word]);
  });
}

function textOf(run: readonly CreditWord[]): string {
  return run.map(({ word }) => word).join('\n');
}

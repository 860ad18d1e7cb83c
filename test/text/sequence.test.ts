import { diffArrays } from 'diff';
import fc from 'fast-check';
import { fullBudget } from '../../server/text/budget.ts';
import { align, alignNumbers, type Alignment } from '../../server/text/sequence.ts';
import { costOf } from '../support/cost.ts';

const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });

function changed({ hunks }: Alignment): number {
  return hunks.reduce((sum, h) => sum + h.beforeEnd - h.beforeStart + h.afterEnd - h.afterStart, 0);
}

function fewestChanges(before: string[], after: string[]): number {
  return diffArrays(before, after)
    .filter(({ added, removed }) => added || removed)
    .reduce((sum, { value }) => sum + value.length, 0);
}

/** A row of letters drawn at random, the same for the same seed. */
function drawn(length: number, seed: number): string[] {
  return Array.from({ length }, () => 'abcdefgh'[(seed = (seed * 48271) % 2147483647) % 8]!);
}

/** Builds the sequence after from the one before and the hunks alone. */
function replayed(before: string[], after: string[], { hunks }: Alignment): string[] {
  const result: string[] = [];
  let at = 0;
  for (const hunk of hunks) {
    result.push(...before.slice(at, hunk.beforeStart), ...after.slice(hunk.afterStart, hunk.afterEnd));
    at = hunk.beforeEnd;
  }
  return [...result, ...before.slice(at)];
}

describe('align', () => {
  test('finds the fewest changes', () => {
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const alignment = align(before, after, fullBudget());
        expect(changed(alignment)).toBe(fewestChanges(before, after));
        expect(alignment.complete).toBe(true);
      }),
    );
  });

  test.each([200, 800, 2000])(
    'finds the fewest changes of %i words that all stand in many places',
    (length) => {
      const [before, after] = [drawn(length, 1), drawn(length, 2)];
      const alignment = align(before, after, fullBudget());
      expect(changed(alignment)).toBe(fewestChanges(before, after));
      expect(replayed(before, after, alignment)).toEqual(after);
      expect(alignment.complete).toBe(true);
    },
  );

  test('takes tokens that are numbers already', () => {
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const numbersOf = (tokens: string[]) => tokens.map((token) => 'abcd'.indexOf(token));
        const alignment = alignNumbers(numbersOf(before), numbersOf(after), 4, fullBudget());
        expect(alignment).toEqual(align(before, after, fullBudget()));
      }),
    );
  });

  test('gives hunks that turn the one into the other, on any budget', () => {
    fc.assert(
      fc.property(letters, letters, fc.integer({ min: 0, max: 60 }), (before, after, steps) => {
        expect(replayed(before, after, align(before, after, { steps }))).toEqual(after);
      }),
    );
  });

  test('puts an addition or removal that could stand in several places in the last of them', () => {
    const hunks = align([...'xaab'], [...'xaaab'], fullBudget()).hunks;
    expect(hunks).toEqual([{ beforeStart: 3, beforeEnd: 3, afterStart: 3, afterEnd: 4 }]);
    const removed = align([...'qabcabcr'], [...'pabcs'], fullBudget()).hunks;
    expect(removed).toContainEqual({ beforeStart: 4, beforeEnd: 8, afterStart: 4, afterEnd: 5 });
  });

  test('finds its way back after thousands of new words', () => {
    const row = (name: string, length: number) => Array.from({ length }, (_, i) => `${name}${i}`);
    const [head, tail] = [row('head', 5000), row('tail', 5000)];
    const noise = (seed: number) =>
      Array.from({ length: 5000 }, (_, i) => 'abcdefgh'[(i * i + seed * i) % 7]!);
    const before = ['før', ...head, ...noise(1), ...tail, 'før'];
    const after = ['efter', ...head, ...noise(3), ...noise(5), ...tail, 'efter'];
    const alignment = align(before, after, fullBudget());
    expect(replayed(before, after, alignment)).toEqual(after);
    expect(alignment.hunks[0]).toEqual({ beforeStart: 0, beforeEnd: 1, afterStart: 0, afterEnd: 1 });
    expect(alignment.hunks.at(-1)).toEqual({
      beforeStart: 15001,
      beforeEnd: 15002,
      afterStart: 20001,
      afterEnd: 20002,
    });
    expect(alignment.hunks.every((hunk, i) => i === 0 || hunk.beforeStart >= 5001)).toBe(true);
  });

  test('says when the budget was spent, and is still right', () => {
    const before = Array.from({ length: 50_000 }, (_, i) => 'ab'[((i * i) % 7) % 2]!);
    const after = Array.from({ length: 50_000 }, (_, i) => 'ab'[((i * i * i) % 11) % 2]!);
    let alignment: Alignment | undefined;
    expect(costOf(() => (alignment = align(before, after, fullBudget())), 500)).toBeLessThan(500);
    expect(alignment!.complete).toBe(false);
    expect(replayed(before, after, alignment!)).toEqual(after);
  });
});

/**
 * What a comparison may cost. It is counted in steps, not in time, so that the same texts always give the same answer,
 * on a busy machine too.
 */

/** Steps left to spend: a step compares one token with another, some 10 ns. Shared by the parts of one task. */
export interface Budget {
  steps: number;
}

/** What it takes to look at a token, beside what it's compared with. */
export const STEPS_TO_LOOK = 10;

/** Returns the budget of one page or one save: well under half a second when all of it is spent. */
export function fullBudget(): Budget {
  return { steps: 5_000_000 };
}

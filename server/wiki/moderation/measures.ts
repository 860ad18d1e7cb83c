/** What moderators do for a while, or for good: it says why, and ends by itself when its time is over. */
import type { FieldProblem } from '../../errors.ts';
import { reasonProblems } from '../history/reasons.ts';

/** The last moment that it holds, as ISO-8601 UTC, null for good; and why. */
export interface Measure {
  until: string | null;
  reason: string;
}

/** Returns what is wrong with a measure that is taken at a moment. */
export function measureProblems({ until, reason }: Measure, at: string): FieldProblem[] {
  const isOver = until !== null && until <= at;
  return [...(isOver ? [{ field: 'until', code: 'day-over' }] : []), ...reasonProblems(reason)];
}

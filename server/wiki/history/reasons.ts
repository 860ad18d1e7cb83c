/** Why somebody does something: a sentence that stands in the log with the act, for all to read. */
import { invalid, type FieldProblem } from '../../errors.ts';

const LONGEST = 300;

/** Returns what is wrong with a reason, on one line, under the name of its field. */
export function reasonProblems(reason: string): FieldProblem[] {
  const { length } = [...reason];
  if (length === 0) return [{ field: 'reason', code: 'say-why' }];
  return length > LONGEST ? [{ field: 'reason', code: 'too-long', params: { max: LONGEST, length } }] : [];
}

/** Throws 422 when a reason won't do. */
export function checkReason(reason: string): void {
  const problems = reasonProblems(reason);
  if (problems.length > 0) throw invalid(problems);
}

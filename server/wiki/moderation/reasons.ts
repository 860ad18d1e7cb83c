/** What a moderator does says why: a reason that anyone may read. */
import { invalid } from '../../errors.ts';

/** The longest reason, in code points. */
const LIMIT = 300;

/** Throws 422 when there's no reason, or more of one than a line holds. */
export function checkReason(reason: string): void {
  const length = [...reason].length;
  if (length === 0) throw invalid([{ field: 'reason', code: 'say-why' }]);
  if (length > LIMIT) throw invalid([{ field: 'reason', code: 'too-long', params: { max: LIMIT, length } }]);
}

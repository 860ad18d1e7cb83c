/** The account of what was erased: a log entry names one thing each, so that nothing can be gone without a person and a reason. */
import type { Tx } from '../../db/schema.ts';
import type { Author } from '../history/author.ts';
import { writeLog } from '../history/log.ts';

/** What the law may order erased: the content or summary of a revision, the words of a byline or of a log entry. */
export type Erasable = 'content' | 'summary' | 'byline' | 'log';

/** The log's action for each; `erased_id` is then a revision's sequence, twice, a byline's id or a log entry's. */
export const ACTIONS: Record<Erasable, string> = {
  content: 'erase-content',
  summary: 'erase-summary',
  byline: 'erase-byline',
  log: 'erase-log',
};

/** Enters in the log what was erased, and why, and what was kept that was made from it. */
export async function writeErasure(
  tx: Tx,
  performer: Author,
  [what, erasedId]: readonly [what: Erasable, id: number],
  { reason, kept, ...target }: { reason: string; articleId?: number; personId?: number; kept?: object },
): Promise<void> {
  await writeLog(tx, performer, ACTIONS[what], {
    ...target,
    erasedId,
    words: { reason, ...(kept && { kept }) },
  });
}

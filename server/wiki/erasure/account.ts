/** The account of what was erased: a log entry names one thing each, so that nothing can be gone without a person and a reason. */
import type { Tx } from '../../db/schema.ts';
import type { Author } from '../history/author.ts';
import type { Erasable } from '../acts.ts';
import { recordAct } from '../record.ts';

/** Enters in the log what was erased, and why, and what was kept that was made from it. */
export async function writeErasure(
  tx: Tx,
  performer: Author,
  [what, erasedId]: readonly [what: Erasable, id: number],
  { reason, kept, ...target }: { reason: string; articleId?: number; personId?: number; kept?: object },
): Promise<void> {
  await recordAct(tx, performer, `erase-${what}`, {
    ...target,
    erasedId,
    words: { reason, ...(kept && { kept }) },
  });
}

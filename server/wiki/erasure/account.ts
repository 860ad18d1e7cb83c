/** The account of what was erased: a log entry names one thing each, so that nothing can be gone without a person and a reason. */
import type { Tx } from '../../db/schema.ts';
import type { Author } from '../history/author.ts';
import type { Erasable } from '../acts.ts';
import { recordAct } from '../record.ts';

/** Why something is erased, and who asked for it, by the person's id, if it was another than who does it. */
export interface Cause {
  reason: string;
  askedBy?: number;
}

/** Enters in the log what was erased, why and who asked, and what was kept that was made from it. */
export async function writeErasure(
  tx: Tx,
  performer: Author,
  [what, erasedId]: readonly [what: Erasable, id: number],
  { reason, askedBy, kept, ...target }: Cause & { articleId?: number; personId?: number; kept?: object },
): Promise<void> {
  await recordAct(tx, performer, `erase-${what}`, {
    ...target,
    erasedId,
    words: { reason, ...(askedBy !== undefined && { askedBy }), ...(kept && { kept }) },
  });
}

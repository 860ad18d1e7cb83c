/** What a wiki that is restored from a backup doesn't take up again: what has ended or been sent since, for all that it can tell. */
import type { Db } from '../../db/schema.ts';
import { setAsideRestored } from '../mail/outbox.ts';

/** Ends every session, journey to a workplace's login and link in a mail, and sets aside the mail that waits; returns how much. */
export async function endWhatWasOpen(db: Db): Promise<{ mails: number; sessions: number }> {
  return db.transaction().execute(async (tx) => {
    const mails = await setAsideRestored(tx);
    const { numDeletedRows } = await tx.deleteFrom('session').executeTakeFirst();
    for (const table of ['journey', 'token'] as const) await tx.deleteFrom(table).execute();
    return { mails, sessions: Number(numDeletedRows) };
  });
}

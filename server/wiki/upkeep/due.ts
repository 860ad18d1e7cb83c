/** When each chore was done last, so that of several processes one does it, and no more often than it's due. */
import type { Db } from '../../db/schema.ts';
import { isAhead } from './clock.ts';

/** What is to be done once in so many milliseconds. */
interface Due {
  name: string;
  every: number;
}

/**
 * Takes the turn to do a chore, and tells whether it was there to be taken: it's due, and nobody else has taken it. A last
 * time that lies more than an hour ahead was told by a clock that was wrong, and counts for nothing.
 */
export async function takeTurn(db: Db, { name, every }: Due, now: string): Promise<boolean> {
  const last = await db.selectFrom('chore').select('done_at').where('name', '=', name).executeTakeFirst();
  if (!last) return isFirst(db, name, now);
  const { done_at: doneAt } = last;
  if (!isAhead(doneAt, now) && Date.parse(now) - Date.parse(doneAt) < every) return false;
  const { numUpdatedRows } = await db
    .updateTable('chore')
    .set({ done_at: now })
    .where('name', '=', name)
    .where('done_at', '=', doneAt)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Gives a turn back that was taken at a time, when the chore couldn't be done: it's due again. */
export async function giveTurnBack(db: Db, name: string, takenAt: string): Promise<void> {
  await db.deleteFrom('chore').where('name', '=', name).where('done_at', '=', takenAt).execute();
}

async function isFirst(db: Db, name: string, now: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('chore')
    .values({ name, done_at: now })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

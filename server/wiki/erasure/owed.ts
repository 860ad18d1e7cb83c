/**
 * The index that articles are found by keeps stems in its files until it's merged, which takes the longer the larger it is. So an
 * erasure only says that it's owed, in its own transaction, and a chore does it: whatever stops that, it's owed still.
 */
import { randomUUID } from 'node:crypto';
import type { Db, Tx } from '../../db/schema.ts';
import { reuseIndexed } from '../../db/search-index.ts';

/** Stands among the chores; in the place of when it was done, what tells one erasure from a later one. */
const OWED = 'index, after an erasure';

/** Says that the index is to be merged. */
export async function oweMerge(tx: Tx): Promise<void> {
  const mark = randomUUID();
  await tx
    .insertInto('chore')
    .values({ name: OWED, done_at: mark })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ done_at: mark }))
    .execute();
}

/** Merges the index, if that is owed; what is erased meanwhile has it owed anew. */
export async function mergeOwed(db: Db): Promise<void> {
  const owed = await db.selectFrom('chore').select('done_at').where('name', '=', OWED).executeTakeFirst();
  if (!owed) return;
  await reuseIndexed(db);
  await db.deleteFrom('chore').where('name', '=', OWED).where('done_at', '=', owed.done_at).execute();
}

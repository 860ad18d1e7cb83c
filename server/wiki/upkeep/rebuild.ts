/** All that is worked out of the history, brought up to date after an older version, or made anew by one command. */
import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/schema.ts';
import { CREDIT_WAY } from '../../text/attribution.ts';
import { catchUpCopies, rebuildCopies } from '../copies/index.ts';
import { REBUILT } from '../history/state.ts';
import { readSecret, writeSecret } from './secrets.ts';

const WAY = 'credit-way';

/**
 * Brings a wiki that an older version left up to date with what is worked out: what that one didn't work out yet, or in
 * another way. Returns whether there was anything to do.
 */
export async function catchUp(db: Db): Promise<boolean> {
  const missing = await catchUpCopies(db);
  if ((await readSecret(db, WAY)) === String(CREDIT_WAY)) return missing > 0;
  const { revisions } = await sums(db);
  if (revisions > 0) await rebuildCopies(db);
  await writeSecret(db, WAY, String(CREDIT_WAY));
  return revisions > 0;
}

/**
 * Makes everything anew that comes from the history, and returns how many articles there are. Readers see each article as
 * it was or as it should be; saves go on; and if it's stopped, what is done is done and the rest is as it was.
 */
export async function rebuild(db: Db): Promise<number> {
  await rebuildCopies(db);
  await writeSecret(db, REBUILT, randomUUID());
  return (await sums(db)).articles;
}

function sums(db: Db) {
  return db
    .selectFrom('article')
    .select((eb) => [
      eb.fn.countAll<number>().as('articles'),
      eb.fn.coalesce(eb.fn.sum<number>('revision_count'), eb.lit(0)).as('revisions'),
    ])
    .executeTakeFirstOrThrow();
}

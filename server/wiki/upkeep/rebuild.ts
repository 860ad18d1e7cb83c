/** All that is worked out of the revisions and the bylines, for speed or for credit, made anew by one command while the wiki runs. */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import { CREDIT_WAY } from '../../text/attribution.ts';
import { mendAttributions } from '../credit/mending.ts';
import { attributeMissing } from '../credit/replay.ts';
import { forEachInBatches } from '../../db/batches.ts';
import { copyCurrentContent, countAnew, makeCopies } from '../copies/current.ts';
import { lookAtNames, rebuildNamesakes } from '../history/namesakes.ts';
import { readSecret, writeSecret } from './secrets.ts';

const WAY = 'credit-way';

/**
 * Brings a wiki that an older version left up to date with what is worked out: what that one didn't work out yet, or in
 * another way. Returns how many revisions were credited.
 */
export async function catchUp(db: Db): Promise<number> {
  const credited = await attributeMissing(db);
  await lookAtNames(db);
  const revisions = await newestSequence(db);
  if ((await readSecret(db, WAY)) === String(CREDIT_WAY)) return credited;
  if (revisions > credited) await rebuild(db);
  await writeSecret(db, WAY, String(CREDIT_WAY));
  return revisions;
}

/**
 * Makes everything anew that comes from the history, and returns how many articles there are. Readers see each article as
 * it was or as it should be, never between; saves go on; and if it's stopped, what is done is done and the rest is as it was.
 */
export async function rebuild(db: Db): Promise<number> {
  const articles = await db.selectFrom('article').select('id').orderBy('id').execute();
  // What is worked out must come from the history, not from an earlier copy of it.
  await forEachInBatches(db, articles, (tx, { id }) => copyCurrentContent(tx, id));
  await mendAttributions(db, countAnew);
  await forEachInBatches(db, articles, (tx, { id }) => makeCopies(tx, id));
  await db.transaction().execute(rebuildNamesakes);
  const people = await db.selectFrom('person').select('id').orderBy('id').execute();
  await forEachInBatches(db, [...slices(people)], async (tx, slice) => {
    await tx
      .updateTable('person')
      .set({
        revision_count: sql`(select count(*) from revision where revision.person_id = person.id)`,
      })
      .where('id', '>=', slice[0]!.id)
      .where('id', '<=', slice.at(-1)!.id)
      .execute();
  });
  return articles.length;
}

async function newestSequence(db: Db): Promise<number> {
  const newest = db
    .selectFrom('revision')
    .select((eb) => eb.fn.max<number | null>('sequence').as('sequence'));
  return (await newest.executeTakeFirstOrThrow()).sequence ?? 0;
}

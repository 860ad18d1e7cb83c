/** All that is worked out of the revisions and the bylines, for speed or for credit, made anew by one command while the wiki runs. */
import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { slices } from '../db/slices.ts';
import { mendAttributions } from './attribution/mending.ts';
import { forEachInBatches } from './batches.ts';
import { copyCurrentContent, makeCopies } from './copies.ts';
import { rebuildNamesakes } from './namesakes.ts';

/**
 * Makes everything anew that comes from the history, and returns how many articles there are. Readers see each article as
 * it was or as it should be, never between; saves go on; and if it's stopped, what is done is done and the rest is as it was.
 */
export async function rebuild(db: Db): Promise<number> {
  const articles = await db.selectFrom('article').select('id').orderBy('id').execute();
  // What is worked out must come from the history, not from an earlier copy of it.
  await forEachInBatches(db, articles, (tx, { id }) => copyCurrentContent(tx, id));
  await mendAttributions(db);
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

/** All that is worked out of the revisions and the bylines, for speed or for credit, made anew by one command. */
import type { Db } from '../db/schema.ts';
import { rebuildAttributions } from './attribution/replay.ts';
import { rebuildCopies } from './copies.ts';
import { rebuildNamesakes } from './namesakes.ts';

/** Makes everything anew that comes from the history, all or nothing, and returns how many articles there are. */
export async function rebuild(db: Db): Promise<number> {
  return db.transaction().execute(async (tx) => {
    // What is worked out must come from the history, not from an earlier copy of it.
    await tx.deleteFrom('current_content').execute();
    await rebuildAttributions(tx);
    await rebuildNamesakes(tx);
    return rebuildCopies(tx);
  });
}

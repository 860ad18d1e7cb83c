/** Whether the database answers. */
import type { Db } from '../db/schema.ts';

/** Returns true when a query comes back, false when it fails. */
export async function databaseAnswers(db: Db): Promise<boolean> {
  try {
    await db.selectFrom('person').select('id').limit(1).execute();
    return true;
  } catch {
    return false;
  }
}

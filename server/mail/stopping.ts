/** The address in a mail that stops others of its kind. */
import type { Db } from '../context.ts';
import type { Stoppable } from '../wiki/following/followers.ts';
import { stopLinkOf } from '../wiki/following/stopping.ts';

/** Returns the path that stops such mail to a person. */
export async function stopPath(db: Db, personId: number, what: Stoppable): Promise<string> {
  const { person, key } = await stopLinkOf(db, personId, what);
  return `/stop-mail?person=${person}&what=${what}&key=${key}`;
}

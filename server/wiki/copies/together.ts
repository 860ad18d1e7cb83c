/** Revisions of one transaction that follow upon each other: what only tells what is current waits for the last of each article. */
import { sql } from 'kysely';
import type { Tx } from '../../db/schema.ts';
import type { AddedRevision } from '../history/revisions.ts';

/** By transaction, what waits, by article: the last revision, as a change of what was before the first. */
const waiting = new WeakMap<Tx, Map<number, AddedRevision>>();

/** Does work in a transaction, and returns what then waits. */
export async function collectLast(tx: Tx, work: () => Promise<void>): Promise<AddedRevision[]> {
  waiting.set(tx, new Map());
  await work();
  const last = [...waiting.get(tx)!.values()];
  waiting.delete(tx);
  return last;
}

/** Lets a revision wait, and tells whether it does. */
export function letWait(tx: Tx, added: AddedRevision): boolean {
  const revisions = waiting.get(tx);
  if (!revisions) return false;
  const first = revisions.get(added.articleId) ?? added;
  revisions.set(added.articleId, { ...added, change: { ...added.change, before: first.change.before } });
  return true;
}

/** Does a piece of work in a transaction; when it throws, nothing of the piece is left, and what was before it stands. */
export async function apart<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const before = new Map(waiting.get(tx));
  await sql`savepoint piece`.execute(tx);
  try {
    const done = await work();
    await sql`release savepoint piece`.execute(tx);
    return done;
  } catch (error) {
    if (waiting.has(tx)) waiting.set(tx, before);
    // When the database itself has failed, all is taken back, and that is what is told.
    await sql`rollback to savepoint piece`.execute(tx).catch(() => undefined);
    throw error;
  }
}

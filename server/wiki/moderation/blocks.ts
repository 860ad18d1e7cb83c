/** A person is kept from writing, or from signing in at all, for a while, by a moderator who says why; the log tells of it, and of its end. */
import type { Db, Tx } from '../../db/schema.ts';
import { invalid } from '../../errors.ts';
import { writeTerms } from '../acts.ts';
import type { Author } from '../history/author.ts';
import { reasonProblems } from '../history/reasons.ts';
import { doerAt } from '../history/standing.ts';
import { hasAccount } from '../people/accounts.ts';
import { findPerson } from '../people/people.ts';
import { deleteSessionsOf } from '../people/sessions.ts';
import type { PersonBlock } from '../policy.ts';
import { recordAct } from '../record.ts';
import { measureProblems, type Measure } from './measures.ts';

/**
 * Blocks a person, in place of what blocked them before; one who is kept from everything is signed out everywhere. Throws 404
 * when nobody has the id, 403 to all but a moderator over them, and 422 without a reason, when the time is over already, or
 * when they can't sign in anyway.
 */
export async function blockPerson(
  db: Db,
  performer: Author,
  personId: number,
  { scope, ...measure }: Measure & { scope: PersonBlock['scope'] },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { until, reason } = measure;
    await findPerson(tx, personId);
    const named = writeTerms({ sets: scope, until });
    const act = await recordAct(tx, performer, 'block', { personId, named, words: { reason } });
    const problems = measureProblems(measure, performer.at);
    if (!(await hasAccount(tx, personId))) problems.unshift({ field: 'scope', code: 'no-account' });
    if (problems.length > 0) throw invalid(problems);
    await forget(tx, personId);
    await tx.insertInto('block').values({ person_id: personId, scope, until, act_id: act }).execute();
    if (scope === 'everything') await deleteSessionsOf(tx, personId);
  });
}

/**
 * Ends a person's block. Throws 404 when nobody has the id, 403 to all but a moderator over them, and 422 without a reason, or
 * when nothing blocks them.
 */
export async function unblockPerson(
  db: Db,
  performer: Author,
  personId: number,
  reason: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await findPerson(tx, personId);
    await recordAct(tx, performer, 'unblock', { personId, words: { reason } });
    const { block } = await doerAt(tx, personId, performer.at);
    const problems = [
      ...(block ? [] : [{ field: 'reason', code: 'not-blocked' }]),
      ...reasonProblems(reason),
    ];
    if (problems.length > 0) throw invalid(problems);
    await forget(tx, personId);
  });
}

async function forget(tx: Tx, personId: number): Promise<void> {
  await tx.deleteFrom('block').where('person_id', '=', personId).execute();
}

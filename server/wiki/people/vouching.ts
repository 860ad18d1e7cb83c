/**
 * Whoever has but one name writes under it once an administrator has said that it's the whole of it: of an address, so that
 * the one whose it is takes the name, by registering or at their account, and nobody else does. It waits ninety days.
 */
import type { Db } from '../../db/schema.ts';
import { invalid, notFound } from '../../errors.ts';
import type { Author } from '../history/author.ts';
import { reasonProblems } from '../history/reasons.ts';
import { recordAct } from '../record.ts';
import { checkAddress } from './accounts.ts';
import { checkSignature } from './signatures.ts';
import { isWholeName } from './whole-names.ts';

/** A single name that is the whole of somebody's, who has an address. */
export interface WholeName {
  name: string;
  email: string;
}

const KEPT = 90 * 24 * 60 * 60 * 1000;

/**
 * Says that a name is the whole of that of whoever has an address, in the place of another. The log tells that it was done
 * and why, and neither name nor address. Throws 403 to all but administrators, and 422 without a reason, or when it's no single name,
 * or waits already.
 */
export async function vouchForName(
  db: Db,
  performer: Author,
  { name, email }: WholeName,
  { reason, site }: { reason: string; site: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const act = await recordAct(tx, performer, 'vouch-name', { words: { reason } });
    const problems = [...nameProblems(name, site), ...checkAddress(email), ...reasonProblems(reason)];
    if (problems.length === 0 && (await isWholeName(tx, { name, email })))
      problems.push({ field: 'name', code: 'vouched-already' });
    if (problems.length > 0) throw invalid(problems);
    await tx.deleteFrom('whole_name').where('email', '=', email).execute();
    await tx.insertInto('whole_name').values({ email, name, act_id: act, at: performer.at }).execute();
  });
}

/**
 * Takes back that a name is the whole of that of whoever has an address, unless they have taken it. The log tells that it was done, and
 * neither name nor address. Throws 403 to all but administrators, and 404 when no name waits for the address.
 */
export async function withdrawName(db: Db, performer: Author, email: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await recordAct(tx, performer, 'withdraw-name', {});
    const waiting = tx.deleteFrom('whole_name').where('email', '=', email).returning('email');
    if (!(await waiting.executeTakeFirst())) throw notFound();
  });
}

/** Returns the names that wait for whoever they are of, the newest first. */
export function listWholeNames(db: Db): Promise<(WholeName & { at: string })[]> {
  return db.selectFrom('whole_name').select(['name', 'email', 'at']).orderBy('act_id', 'desc').execute();
}

/** Forgets the names that nobody has taken within ninety days. */
export async function deleteOldWholeNames(db: Db, now: string): Promise<void> {
  const since = new Date(Date.parse(now) - KEPT).toISOString();
  await db.deleteFrom('whole_name').where('at', '<', since).execute();
}

/** What is wrong with a name as a single one; one that would do by itself needs nobody's word. */
function nameProblems(name: string, site: string) {
  const signature = { name, title: '', workplace: '' };
  const problems = checkSignature(signature, site, true);
  const isFull = problems.length === 0 && checkSignature(signature, site).length === 0;
  return isFull ? [{ field: 'name', code: 'full-already' }] : problems;
}

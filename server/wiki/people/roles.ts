/**
 * Who may do more than write. A role stands beside a person, and an entry in the log that nothing erases tells who gave it. A
 * wiki that has an administrator never loses the last.
 */
import type { Db, Role, Tx } from '../../db/schema.ts';
import { invalid, type FieldProblem } from '../../errors.ts';
import { canSignIn, type Author } from '../history/author.ts';
import { checkReason } from '../history/reasons.ts';
import { doers } from '../history/standing.ts';
import { recordAct } from '../record.ts';
import { findPerson, hasAccount, people, toPerson, type Person } from './people.ts';

/** The roles that can be given, from the least on. */
export const ROLES: readonly Role[] = ['contributor', 'moderator', 'administrator'];

/** Returns the role that a text names, or undefined when it names none. */
export function roleNamed(text: string): Role | undefined {
  return ROLES.find((each) => each === text);
}

/** Gives a person a role, and says why. Throws as `appoint` does, and 422 without a reason. */
export async function changeRole(
  db: Db,
  performer: Author,
  personId: number,
  { role, reason }: { role: Role; reason: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await appoint(tx, performer, personId, role, reason);
    checkReason(reason);
  });
}

/**
 * Gives a person a role. Throws 404 when nobody has the id, 403 unless the performer is an administrator, and 422 when the
 * person has the role already, has no account, or is the last administrator.
 */
export async function appoint(
  tx: Tx,
  performer: Author,
  personId: number,
  role: Role,
  reason = '',
): Promise<void> {
  const { role: present } = await findPerson(tx, personId);
  const words = reason === '' ? {} : { words: { reason } };
  await recordAct(tx, performer, `appoint-${role}`, { personId, ...words });
  const problem = present === role ? 'has-role' : (await hasAccount(tx, personId)) ? undefined : 'no-account';
  if (problem) throw invalid([{ field: 'role', code: problem }]);
  await checkAdministratorLeft(tx, personId, performer.at);
  await tx.updateTable('person').set({ role }).where('id', '=', personId).execute();
}

/** Throws 422 when a person is the only administrator who can sign in, and isn't blocked, at a moment. Transactions take turns, so that no two go at once. */
export async function checkAdministratorLeft(tx: Tx, personId: number, at: string): Promise<void> {
  const able = await ableAdministrators(tx, at).limit(2).execute();
  const last: FieldProblem = { field: 'role', code: 'last-administrator' };
  if (able.length === 1 && able[0]!.id === personId) throw invalid([last]);
}

/** Returns the query of the administrators who can sign in, and aren't blocked, at a moment. */
export function ableAdministrators(db: Db, at: string) {
  return doers(db, at)
    .where(canSignIn)
    .where('person.role', '=', 'administrator')
    .where('block.scope', 'is', null);
}

/** Returns those who look after the wiki and can sign in, in Danish alphabetical order. */
export async function listKeepers(db: Db): Promise<Person[]> {
  const rows = await people(db)
    .where(canSignIn)
    .where('person.role', 'in', ROLES.slice(1))
    .orderBy('person.sort_key')
    .orderBy('person.id')
    .execute();
  return rows.map(toPerson);
}

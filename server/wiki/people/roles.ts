/** Who may do more than write. A role stands beside a person, and an entry in the log that nothing erases tells who gave it. */
import type { Role, Tx } from '../../db/schema.ts';
import { forbidden } from '../../errors.ts';
import type { Author } from '../history/author.ts';
import { writeLog } from '../history/log.ts';

/** The log's action of whoever becomes an administrator by the set-up link or the command line, under their own name. */
export const CREATE_ADMINISTRATOR = 'create-administrator';

/** Returns the log's action of an administrator who gives a person a role. */
export function appointment(role: Role): string {
  return `appoint-${role}`;
}

/** Returns the log's action of a role that stood before the log told of roles, under the person's own name. */
export function foundRole(role: Role): string {
  return `found-${role}`;
}

/** Gives a person a role. Throws 403 unless the performer is an administrator. */
export async function appoint(tx: Tx, performer: Author, personId: number, role: Role): Promise<void> {
  if (performer.role !== 'administrator') throw forbidden();
  await tx.updateTable('person').set({ role }).where('id', '=', personId).execute();
  await writeLog(tx, performer, appointment(role), { personId });
}

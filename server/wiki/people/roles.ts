/** Who may do more than write. A role stands beside a person, and an entry in the log that nothing erases tells who gave it. */
import type { Role, Tx } from '../../db/schema.ts';
import type { Author } from '../history/author.ts';
import { recordAct } from '../record.ts';

/** Gives a person a role. Throws 403 unless the performer is an administrator. */
export async function appoint(tx: Tx, performer: Author, personId: number, role: Role): Promise<void> {
  await tx.updateTable('person').set({ role }).where('id', '=', personId).execute();
  await recordAct(tx, performer, `appoint-${role}`, { personId });
}

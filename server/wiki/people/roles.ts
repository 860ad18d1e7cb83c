/** Who may do more than write. A role stands beside a person, and an entry in the log that nothing erases tells who gave it. */
import type { Role, Tx } from '../../db/schema.ts';
import type { Author } from '../history/author.ts';
import { recordAct } from '../record.ts';

/** Gives a person a role. Throws 403 unless the performer is an administrator. */
export async function appoint(tx: Tx, performer: Author, personId: number, role: Role): Promise<void> {
  await tx.updateTable('person').set({ role }).where('id', '=', personId).execute();
  await recordAct(tx, performer, `appoint-${role}`, { personId });
}

/** Tells whether nobody but a person is an administrator who can sign in. Transactions take turns, so that no two of them leave at once. */
export async function isLastAdministrator(tx: Tx, personId: number): Promise<boolean> {
  const administrators = await tx
    .selectFrom('person')
    .innerJoin('credential', 'credential.person_id', 'person.id')
    .select('person.id')
    .where('person.role', '=', 'administrator')
    .limit(2)
    .execute();
  return administrators.length === 1 && administrators[0]!.id === personId;
}

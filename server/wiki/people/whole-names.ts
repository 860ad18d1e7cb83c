/** The single names that an administrator has said are whole, as registering and changing one's name ask of them. */
import type { Db, Tx } from '../../db/schema.ts';
import { mailboxForms } from '../../text/emails.ts';

/** Tells whether a name is known to be the whole of that of whoever has an address; of none it isn't. */
export async function isWholeName(
  db: Db,
  { name, email }: { name: string; email: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('whole_name')
    .select('email')
    .where('email', 'in', mailboxForms(email))
    .where('name', '=', name)
    .executeTakeFirst();
  return row !== undefined;
}

/** Forgets the name that waits for whoever has an address: they have taken it, or are gone. */
export async function forgetWholeName(tx: Tx, email: string): Promise<void> {
  await tx.deleteFrom('whole_name').where('email', '=', email).execute();
}

/** Closing one's account: what it holds of whom it was goes, and who wrote what stays. Nobody can open it again. */
import type { Db, Tx } from '../../db/schema.ts';
import { invalid, signInNeeded } from '../../errors.ts';
import type { Lang } from '../../kinds/kind.ts';
import type { Author } from '../history/author.ts';
import { forgetMailOf, queueMail } from '../mail/outbox.ts';
import { voidRegistrations, voidTokens } from '../mail/tokens.ts';
import { recordAct } from '../record.ts';
import { credentialOf, hasAccount } from './accounts.ts';
import { deleteEventsOf } from './events.ts';
import { deleteIdentitiesOf } from './identities.ts';
import { forgetBrowsersOf } from './known-browsers.ts';
import { passwordFits } from './passwords.ts';
import { checkAdministratorLeft } from './roles.ts';
import { deleteSessionsOf } from './sessions.ts';
import { forgetWholeName } from './whole-names.ts';

/**
 * Closes the author's own account and tells them by a last mail. Throws 422 when the password is wrong, or nobody else would
 * be an administrator, 401 when it's closed already.
 */
export async function leave(db: Db, author: Author, password: string, lang: Lang): Promise<void> {
  const { personId, at } = author;
  const { passwordHash } = await credentialOf(db, personId);
  if (passwordHash !== '' && !(await passwordFits(passwordHash, password)))
    throw invalid([{ field: 'password', code: password === '' ? 'required' : 'password-wrong' }]);
  await db.transaction().execute(async (tx) => {
    if (!(await hasAccount(tx, personId))) throw signInNeeded();
    const { email } = await credentialOf(tx, personId);
    await recordAct(tx, author, 'leave', { personId });
    await closeAccount(tx, personId, at);
    if (email !== '') await queueMail(tx, { to: email, lang, message: 'left' }, at);
  });
}

/**
 * Removes what an account holds beside the history: how its owner signs in, where they are, and what waits for them. Throws
 * 422 when they are the last administrator.
 */
export async function closeAccount(tx: Tx, personId: number, at: string): Promise<void> {
  await checkAdministratorLeft(tx, personId, at);
  const { email } = await credentialOf(tx, personId);
  if (email !== '') await forgetAddress(tx, email);
  await forgetMailOf(tx, { personId, email });
  await tx.deleteFrom('credential').where('person_id', '=', personId).execute();
  await deleteIdentitiesOf(tx, personId);
  await deleteSessionsOf(tx, personId);
  await forgetBrowsersOf(tx, personId);
  await voidTokens(tx, personId);
  await deleteEventsOf(tx, personId);
  await leaveReports(tx, personId);
  await forgetFollowing(tx, personId);
}

async function forgetAddress(tx: Tx, email: string): Promise<void> {
  await forgetWholeName(tx, email);
  await voidRegistrations(tx, email);
}

/** What somebody reported waits for the moderators, but nobody can tell any more whose it is. */
async function leaveReports(tx: Tx, personId: number): Promise<void> {
  await tx
    .updateTable('report')
    .set({ person_id: null, email: '' })
    .where('person_id', '=', personId)
    .execute();
}

/** What they watched, and what they were told, is nobody's any more. */
async function forgetFollowing(tx: Tx, personId: number): Promise<void> {
  for (const table of ['watch', 'fit', 'notice', 'follower'] as const)
    await tx.deleteFrom(table).where('person_id', '=', personId).execute();
}

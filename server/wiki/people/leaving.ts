/** Closing one's account: what it holds of whom it was goes, and who wrote what stays. Nobody can open it again. */
import type { Db, Tx } from '../../db/schema.ts';
import { invalid, signInNeeded, type FieldProblem } from '../../errors.ts';
import type { Lang } from '../../kinds/kind.ts';
import type { Author } from '../history/author.ts';
import { queueMail } from '../mail/outbox.ts';
import { voidTokens } from '../mail/tokens.ts';
import { recordAct } from '../record.ts';
import { credentialOf } from './accounts.ts';
import { deleteEventsOf } from './events.ts';
import { passwordFits } from './passwords.ts';
import { isLastAdministrator } from './roles.ts';
import { deleteSessionsOf } from './sessions.ts';

/**
 * Closes the author's own account and tells them by a last mail. Throws 422 when the password is wrong, or nobody else would
 * be an administrator, 401 when it's closed already.
 */
export async function leave(db: Db, author: Author, password: string, lang: Lang): Promise<void> {
  const { personId, at } = author;
  const { passwordHash } = await credentialOf(db, personId);
  const problems: FieldProblem[] = (await passwordFits(passwordHash, password))
    ? []
    : [{ field: 'password', code: password === '' ? 'required' : 'password-wrong' }];
  await db.transaction().execute(async (tx) => {
    if (await isLastAdministrator(tx, personId))
      problems.push({ field: 'leave', code: 'last-administrator' });
    if (problems.length > 0) throw invalid(problems);
    const credential = tx.deleteFrom('credential').where('person_id', '=', personId).returning('email');
    const { email } = (await credential.executeTakeFirst()) ?? {};
    if (email === undefined) throw signInNeeded();
    await recordAct(tx, author, 'leave', { personId });
    await queueMail(tx, { to: email, lang, message: 'left' }, at);
    await closeAccount(tx, personId);
  });
}

/** Removes what an account holds beside the history: how its owner signs in, where they are, and what waits for them. */
export async function closeAccount(tx: Tx, personId: number): Promise<void> {
  await tx.deleteFrom('credential').where('person_id', '=', personId).execute();
  await deleteSessionsOf(tx, personId);
  await voidTokens(tx, personId);
  await deleteEventsOf(tx, personId);
}

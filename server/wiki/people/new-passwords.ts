/** A new password, for who has the old one or can read the account's mail: every session ends with it, and the owner is told. */
import type { Db, Tx } from '../../db/schema.ts';
import { invalid } from '../../errors.ts';
import type { Lang } from '../../kinds/kind.ts';
import { emailOf } from '../../text/emails.ts';
import type { Author } from '../history/author.ts';
import { queueMail } from '../mail/outbox.ts';
import { insertToken, useToken, voidTokens, type MailToken } from '../mail/tokens.ts';
import { accountMeant, checkPassword, credentialOf } from './accounts.ts';
import { signAsKnown } from './addresses.ts';
import { noteEvent } from './events.ts';
import { hashPassword, passwordFits } from './passwords.ts';
import { findPerson } from './people.ts';
import { forgetBrowsersOf } from './known-browsers.ts';
import { deleteSessionsOf } from './sessions.ts';

/** Sends a mail by whose link a new password may be chosen, to the address that the account has; without an account, one that says so. */
export async function askToReset(db: Db, typed: string, lang: Lang, at: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const account = await accountMeant(tx, typed);
    if (!account) return queueMail(tx, { to: emailOf(typed), lang, message: 'no-account' }, at);
    const { personId, email } = account;
    const tokenId = await insertToken(tx, 'reset', { personId, data: { email } }, at);
    await queueMail(tx, { to: email, lang, message: 'reset', tokenId }, at);
  });
}

/**
 * Gives the person that a link stands for a new password, and returns their id; reading the mail has confirmed their address.
 * Throws 422 when it won't do, 403 when the link was used meanwhile.
 */
export async function resetPassword(
  db: Db,
  token: MailToken<'reset'>,
  password: string,
  { lang, at }: { lang: Lang; at: string },
): Promise<number> {
  const personId = token.personId!;
  const passwordHash = await checkedHash(db, personId, password);
  await db.transaction().execute(async (tx) => {
    await useToken(tx, token);
    await setPassword(tx, personId, passwordHash, { lang, at });
    await noteEvent(tx, personId, { code: 'password-reset', at });
    await signAsKnown(tx, personId, token.data.email, at);
  });
  return personId;
}

/** Gives the author a new password. Throws 422 when it won't do, or the present one is wrong. */
export async function changePassword(
  db: Db,
  author: Author,
  { present, password }: { present: string; password: string },
  lang: Lang,
): Promise<void> {
  const { personId, at } = author;
  const { passwordHash: standing } = await credentialOf(db, personId);
  if (!(await passwordFits(standing, present))) throw invalid([{ field: 'present', code: 'password-wrong' }]);
  const passwordHash = await checkedHash(db, personId, password);
  await db.transaction().execute(async (tx) => {
    await setPassword(tx, personId, passwordHash, { lang, at });
    await noteEvent(tx, personId, { code: 'password-changed', at });
  });
}

async function checkedHash(db: Db, personId: number, password: string): Promise<string> {
  const [{ byline }, { email }] = [await findPerson(db, personId), await credentialOf(db, personId)];
  const problems = checkPassword(password, { ...byline, email });
  if (problems.length > 0) throw invalid(problems);
  return hashPassword(password);
}

async function setPassword(
  tx: Tx,
  personId: number,
  passwordHash: string,
  { lang, at }: { lang: Lang; at: string },
): Promise<void> {
  const { email } = await credentialOf(tx, personId);
  const row = tx.updateTable('credential').set({ password_hash: passwordHash });
  await row.where('person_id', '=', personId).execute();
  await deleteSessionsOf(tx, personId);
  await forgetBrowsersOf(tx, personId);
  await voidTokens(tx, personId, ['reset']);
  await queueMail(tx, { to: email, lang, message: 'password-changed' }, at);
}

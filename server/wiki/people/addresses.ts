/** People's e-mail addresses: whoever opens a mail there is known by it, and works where its domain is a workplace's. */
import type { Db, Tx, Verification } from '../../db/schema.ts';
import { invalid } from '../../errors.ts';
import type { Lang } from '../../kinds/kind.ts';
import { emailOf } from '../../text/emails.ts';
import type { Author } from '../history/author.ts';
import { queueMail, type Mail } from '../mail/outbox.ts';
import { insertToken, useToken, voidTokens, type MailToken } from '../mail/tokens.ts';
import { checkEmail, credentialOf, insertCredential, personByEmail } from './accounts.ts';
import { workplaceOf } from './domains.ts';
import { noteEvent } from './events.ts';
import { passwordFits } from './passwords.ts';
import { findPerson } from './people.ts';
import { sign } from './signatures.ts';

/** How somebody is known who has confirmed an address, and the workplace that it shows. */
export async function knownBy(
  db: Db,
  email: string,
): Promise<{ verification: Verification; workplace: string | undefined }> {
  const workplace = await workplaceOf(db, email);
  return { verification: workplace === undefined ? 'email' : 'work-email', workplace };
}

/** Sends a mail by whose link the author's present address is confirmed. */
export async function askToConfirm(db: Db, author: Author, lang: Lang): Promise<void> {
  const { personId, at } = author;
  await db.transaction().execute(async (tx) => {
    const { email } = await credentialOf(tx, personId);
    if (email === '') throw invalid([{ field: 'email', code: 'required' }]);
    const tokenId = await insertToken(tx, 'confirm', { personId, data: { email } }, at);
    await queueMail(tx, { to: email, lang, message: 'confirm', tokenId }, at);
  });
}

/**
 * Sends a mail to a new address, by whose link the account takes it, and tells the old one, if there's one; where the new one is
 * another's the mail says so, and the page doesn't. Throws 422 when it won't do or the password is wrong; who has none needs none.
 */
export async function askToChangeAddress(
  db: Db,
  author: Author,
  { email: typed, password }: { email: string; password: string },
  lang: Lang,
): Promise<void> {
  const { personId, at } = author;
  const email = emailOf(typed);
  const credential = await credentialOf(db, personId);
  const problems = checkEmail(email);
  if (credential.passwordHash !== '' && !(await passwordFits(credential.passwordHash, password)))
    problems.push({ field: 'password', code: 'password-wrong' });
  if (problems.length > 0) throw invalid(problems);
  await db.transaction().execute(async (tx) => {
    const owner = await personByEmail(tx, email);
    const isTaken = owner !== undefined && owner !== personId;
    const link: Pick<Mail, 'message' | 'tokenId'> = isTaken
      ? { message: 'address-taken' }
      : {
          message: 'address',
          tokenId: await insertToken(tx, 'address', { personId, data: { email } }, at),
        };
    await queueMail(tx, { to: email, lang, ...link }, at);
    if (credential.email !== '')
      await queueMail(tx, { to: credential.email, lang, message: 'address-asked' }, at);
  });
}

/**
 * Takes the address that a link stands for as its person's own: they're known by it from now on, and earlier edits keep what
 * they said. Throws 422 when it's another's by now, 403 when the link was used meanwhile.
 */
export async function confirmAddress(
  db: Db,
  token: MailToken<'confirm' | 'address'>,
  lang: Lang,
  at: string,
): Promise<void> {
  const { email } = token.data;
  const personId = token.personId!;
  await db.transaction().execute(async (tx) => {
    await useToken(tx, token);
    const before = await credentialOf(tx, personId);
    // Another was taken since the mail was sent.
    if (token.purpose === 'confirm' && before.email !== email) return;
    if (before.email !== email) {
      await takeAddress(tx, personId, email);
      await noteEvent(tx, personId, { code: 'address-changed', at });
      for (const to of [before.email, email].filter(Boolean))
        await queueMail(tx, { to, lang, message: 'address-changed', blanks: { email } }, at);
    }
    await signAsKnown(tx, personId, email, at);
  });
}

/** Has a person known by an address of theirs from now on, unless their workplace vouches for them itself. */
export async function signAsKnown(tx: Tx, personId: number, email: string, at: string): Promise<void> {
  const person = await findPerson(tx, personId);
  const { verification: before, name, title, workplace: claimed } = person.byline;
  const { verification, workplace = claimed } = await knownBy(tx, email);
  if (before === 'federated' || (before === verification && claimed === workplace)) return;
  await sign(tx, person, { signature: { name, title, workplace }, verification }, at);
}

async function takeAddress(tx: Tx, personId: number, email: string): Promise<void> {
  const owner = await personByEmail(tx, email);
  if (owner !== undefined) throw invalid([{ field: 'email', code: 'email-taken' }]);
  const row = tx.updateTable('credential').set({ email }).where('person_id', '=', personId);
  const { numUpdatedRows } = await row.executeTakeFirst();
  if (numUpdatedRows === 0n) await insertCredential(tx, personId, { email, passwordHash: '' });
  await voidTokens(tx, personId, ['confirm', 'address', 'reset']);
}

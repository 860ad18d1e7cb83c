/**
 * Beginning an account. Nobody is here, by any name, until they have opened the mail and shown that the password is theirs:
 * so nobody can begin one in another's name, nor learn who has one.
 */
import type { Db, Tx } from '../../db/schema.ts';
import { invalid, signInFailed } from '../../errors.ts';
import type { Lang } from '../../kinds/kind.ts';
import { queueMail, type Mail } from '../mail/outbox.ts';
import { insertToken, useToken, type PendingRegistration, type MailToken } from '../mail/tokens.ts';
import { checkRegistration, insertPerson, personByEmail, type Registration } from './accounts.ts';
import { knownBy } from './addresses.ts';
import { passwordFits } from './passwords.ts';
import { checkLookAlike, checkSignature } from './signatures.ts';
import { forgetWholeName, isWholeName } from './whole-names.ts';

/** What someone was doing when they asked for an account, and in which language. */
export interface Errand {
  next: string;
  /** What was being written, packed. */
  draft?: string | undefined;
  lang: Lang;
}

/**
 * Sends a mail whose link begins the account, or one that tells that there is one already, or that nobody has vouched for a
 * single name: only who reads the mail learns which. Throws 422 with every problem that the registration has.
 */
export async function askToRegister(
  db: Db,
  registration: Registration,
  errand: Errand,
  at: string,
): Promise<void> {
  const credential = await checkRegistration(registration);
  const { name, title, workplace } = registration;
  const { lang, next, draft } = errand;
  await db.transaction().execute(async (tx) => {
    const problems = await checkLookAlike(tx, name);
    if (problems.length > 0) throw invalid(problems);
    const data = { name, title, workplace, ...credential, next, draft };
    const link = await beginOrTell(tx, data, at);
    await queueMail(tx, { to: credential.email, lang, blanks: { name }, ...link }, at);
  });
}

async function beginOrTell(
  tx: Tx,
  data: PendingRegistration,
  at: string,
): Promise<Pick<Mail, 'message' | 'tokenId'>> {
  const { email } = data;
  const personId = await personByEmail(tx, email);
  if (personId !== undefined)
    return { message: 'known', tokenId: await insertToken(tx, 'reset', { personId, data: { email } }, at) };
  if (!(await mayGoBy(tx, data))) return { message: 'one-name' };
  return { message: 'register', tokenId: await insertToken(tx, 'register', { data }, at) };
}

/**
 * Begins the account that a link stands for, and returns the person's id. Throws 422 when the password isn't the one that was
 * chosen, the name or the e-mail was taken meanwhile, or nobody vouches for a single name any more, 403 when the link was used
 * meanwhile.
 */
export async function confirmRegistration(
  db: Db,
  token: MailToken<'register'>,
  password: string,
  at: string,
): Promise<number> {
  const { data } = token;
  if (!(await passwordFits(data.passwordHash, password))) throw signInFailed('password-wrong');
  return db.transaction().execute(async (tx) => {
    await useToken(tx, token);
    const known = await knownBy(tx, data.email);
    const signature = { ...data, workplace: known.workplace ?? data.workplace };
    if (!(await mayGoBy(tx, data))) throw invalid([{ field: 'name', code: 'not-a-full-name' }]);
    await forgetWholeName(tx, data.email);
    return insertPerson(tx, signature, data, { role: 'contributor', verification: known.verification, at });
  });
}

/** Tells whether a name is a full one, or somebody vouches for it. */
async function mayGoBy(tx: Tx, { name, email }: PendingRegistration): Promise<boolean> {
  const isFull = checkSignature({ name, title: '', workplace: '' }).length === 0;
  return isFull || (await isWholeName(tx, { name, email }));
}

/** Sends a mail with a new link for what an old one stood for. */
export async function sendAgain(
  db: Db,
  { id, purpose, data }: MailToken<'register' | 'confirm' | 'address'>,
  lang: Lang,
  at: string,
): Promise<void> {
  await db
    .transaction()
    .execute((tx) =>
      queueMail(tx, { to: data.email, lang, message: purpose, blanks: namesIn(data), tokenId: id }, at),
    );
}

function namesIn(data: object): Record<string, string> {
  return 'name' in data ? { name: String(data.name) } : {};
}

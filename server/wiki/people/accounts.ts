/** Accounts: what a person must give to have one, and who signs in with what. Whose name it is stands with the person. */
import { randomBytes } from 'node:crypto';
import type { Db, Role, Tx, Verification } from '../../db/schema.ts';
import { invalid, type FieldProblem } from '../../errors.ts';
import { cprLine } from '../../text/cpr.ts';
import { letterProblem } from '../../text/alphabets.ts';
import { accountForms, emailOf, mailboxForms } from '../../text/emails.ts';
import { passesForLatin } from '../../text/look-alikes.ts';
import { canSignIn } from '../history/author.ts';
import type { Signature } from '../history/bylines.ts';
import { hashPassword, passwordFits, passwordProblem } from './passwords.ts';
import { checkLookAlike, checkSignature, sign } from './signatures.ts';

/**
 * What a person gives when they register, each already on one line; the password is as typed. `site` is what the wiki is called;
 * `isWhole` says that a single name is the whole of theirs.
 */
export interface Registration extends Signature {
  email: string;
  password: string;
  site?: string;
  isWhole?: boolean;
}

/** What a person signs in with: the e-mail in lower case, and the hash of the password; empty for none. */
export interface Credential {
  email: string;
  passwordHash: string;
}

/** Someone new: what they may do, how their name is known, and since when. */
export interface Newcomer {
  role: Role;
  verification: Verification;
  at: string;
}

/** One address and nothing that a mail server could read as two, or as a name beside it. */
const EMAIL =
  /^[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]+@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}\u200C\u200D-]*[\p{L}\p{M}\p{N}\u200D])?\.)+[\p{L}\p{M}\p{N}\u200C-]{2,}$/u;
/** What stands in the first part of one, beside letters. */
const EMAIL_SIGNS = /[\p{N}.!#$%&'*+/=?^_`{|}~-]/u;
/** First parts of addresses that belong to a post rather than a person. */
const ROLE_MAILBOX =
  /^(post|info|kontakt|contact|mail|mailbox|email|kommunen?|admin|administration(en)?|support|service|borgerservice|sekretariat(et)?|sikkerpost|hovedpostkasse|reception(en)?|noreply|no-reply|webmaster|postmaster|presse|job|hr|it|kundeservice|hej|hello|office|team)([.+_-]|$)/i;

/** Returns what a person will sign in with. Throws 422 with every problem that the registration has. */
export async function checkRegistration(registration: Registration): Promise<Credential> {
  const email = emailOf(registration.email);
  const signature = checkSignature(registration, registration.site, registration.isWhole);
  const problems = [
    ...signature,
    ...checkEmail(email),
    ...checkPassword(registration.password, registration),
  ];
  if (problems.length > 0) throw invalid(problems);
  return { email, passwordHash: await hashPassword(registration.password) };
}

/** Returns what is wrong with an e-mail, in its one form, as a person's own. */
export function checkEmail(email: string): FieldProblem[] {
  const problems = checkAddress(email);
  if (problems.length > 0) return problems;
  return ROLE_MAILBOX.test(email.split('@')[0]!)
    ? [{ field: 'email', code: 'role-mailbox' }]
    : checkLetters(email);
}

/** Whoever reads an address shall see whose it is: its first part is of one alphabet, and no forgery of a Latin one. */
function checkLetters(email: string): FieldProblem[] {
  const [local = '', domain = ''] = email.split('@');
  const problem = letterProblem(local, EMAIL_SIGNS);
  if (problem === 'mixed') return [{ field: 'email', code: 'mixed-alphabets' }];
  if (problem) return [{ field: 'email', code: 'odd-sign', params: problem }];
  const isLatin = /[a-z]$/.test(domain) && passesForLatin(local);
  return isLatin ? [{ field: 'email', code: 'address-passes-for-latin' }] : [];
}

/** Returns what is wrong with an e-mail, be it a person's or a post's, as one to write to. */
export function checkAddress(email: string): FieldProblem[] {
  if (email === '') return [{ field: 'email', code: 'required' }];
  if (cprLine(email) !== undefined) return [{ field: 'email', code: 'cpr' }];
  const isOne = email.length <= 254 && EMAIL.test(email) && emailOf(email) === email;
  return isOne ? [] : [{ field: 'email', code: 'bad-email' }];
}

/** Returns what is wrong with a password, for whoever goes by a name. */
export function checkPassword(
  password: string,
  { name, email, workplace }: { name: string; email: string; workplace: string },
): FieldProblem[] {
  if (password === '') return [{ field: 'password', code: 'required' }];
  const code = passwordProblem(password, [name, email, workplace]);
  return code ? [{ field: 'password', code }] : [];
}

/** Makes a contributor whose address is vouched for otherwise than by a mail, and returns their id. Throws 422. */
export async function enrol(
  db: Db,
  registration: Registration,
  at: string,
  verification: Verification = 'email',
): Promise<number> {
  const credential = await checkRegistration(registration);
  const newcomer = { role: 'contributor', verification, at } as const;
  return db.transaction().execute((tx) => insertPerson(tx, registration, credential, newcomer));
}

/** Returns the id of the person with that e-mail, as it's typed, and password, or undefined, in the same time either way. */
export async function personBySignIn(db: Db, email: string, password: string): Promise<number | undefined> {
  const [first, ...others] = await credentialsBy(db, accountForms(email));
  if (await passwordFits(first?.password_hash, password)) return first?.person_id;
  for (const { person_id: id, password_hash: hash } of others)
    if (await passwordFits(hash, password)) return id;
  return undefined;
}

/** Returns the id of the person who signs in with an e-mail, and so reads what is mailed there. */
export async function personByEmail(db: Db, email: string): Promise<number | undefined> {
  const [row] = await credentialsBy(db, mailboxForms(email));
  return row?.person_id;
}

/** Returns the id of whoever may mean their own account by an e-mail, as it's typed, and the one that the account has. */
export async function accountMeant(
  db: Db,
  email: string,
): Promise<{ personId: number; email: string } | undefined> {
  const [row] = await credentialsBy(db, accountForms(email));
  return row && { personId: row.person_id, email: row.email };
}

/** In the order of the forms. */
async function credentialsBy(db: Db, forms: readonly string[]) {
  const rows = await db
    .selectFrom('credential')
    .select(['person_id', 'password_hash', 'email'])
    .where('email', 'in', forms)
    .execute();
  return rows.sort((a, b) => forms.indexOf(a.email) - forms.indexOf(b.email));
}

/** Tells whether a person has an account to sign in with, blocked or not. */
export async function hasAccount(db: Db, id: number): Promise<boolean> {
  const row = db.selectFrom('person').select('id').where('id', '=', id).where(canSignIn);
  return (await row.executeTakeFirst()) !== undefined;
}

/** Returns a person's e-mail, and the hash of their password; each is empty for who has none. */
export async function credentialOf(db: Db, personId: number): Promise<Credential> {
  const row = await db
    .selectFrom('credential')
    .select(['email', 'password_hash'])
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return { email: row?.email ?? '', passwordHash: row?.password_hash ?? '' };
}

/**
 * Adds a person who can sign in, with their first byline, and returns their id: they have been told what writing here
 * means. Throws 422 when the e-mail is taken, or somebody's name looks the same.
 */
export async function insertPerson(
  tx: Tx,
  signature: Signature,
  { email, passwordHash }: Credential,
  newcomer: Newcomer,
): Promise<number> {
  const problems: FieldProblem[] = await checkLookAlike(tx, signature.name);
  if ((await personByEmail(tx, email)) !== undefined) problems.push({ field: 'email', code: 'email-taken' });
  if (problems.length > 0) throw invalid(problems);
  const id = await insertTold(tx, signature, newcomer);
  await insertCredential(tx, id, { email, passwordHash });
  return id;
}

/** Adds a person who has been told what writing here means, with their first byline, and returns their id. */
export async function insertTold(tx: Tx, signature: Signature, newcomer: Newcomer): Promise<number> {
  const id = await insertNamed(tx, signature, newcomer);
  await tx.updateTable('person').set({ accepted_at: newcomer.at }).where('id', '=', id).execute();
  return id;
}

/** Gives a person who has none an e-mail that is theirs, and a password, or an empty hash for none. */
export async function insertCredential(
  tx: Tx,
  personId: number,
  { email, passwordHash }: Credential,
): Promise<void> {
  await tx
    .insertInto('credential')
    .values({ person_id: personId, email, password_hash: passwordHash })
    .execute();
}

/** Adds a person who is known from an import alone, keyed by source and key, and returns their id. */
export async function insertImportedPerson(
  tx: Tx,
  name: string,
  from: { source: string; key: string; at: string },
): Promise<number> {
  const signature = { name, title: '', workplace: '' };
  const id = await insertNamed(tx, signature, { role: 'contributor', verification: 'imported', at: from.at });
  await tx
    .updateTable('person')
    .set({ import_source: from.source, import_key: from.key })
    .where('id', '=', id)
    .execute();
  return id;
}

async function insertNamed(tx: Tx, signature: Signature, { role, verification, at }: Newcomer) {
  const { id } = await tx
    .insertInto('person')
    .values({ uid: randomBytes(16), role, sort_key: '', created_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sign(tx, { id }, { signature, verification }, at);
  return id;
}

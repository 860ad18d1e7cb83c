/** A person stands by a full name. Here people register, change what they go by, sign in and are found. */
import { randomBytes } from 'node:crypto';
import type { Db, Role, Tx } from '../../db/schema.ts';
import { invalid, notFound, signInNeeded, type FieldProblem } from '../../errors.ts';
import { nameProblem, postProblem } from '../../text/names.ts';
import { sortKey } from '../../text/sort-key.ts';
import type { Author } from '../history/author.ts';
import { doerAt } from '../history/standing.ts';
import { check } from '../policy.ts';
import { bylineColumns, bylinesOf, toByline, type Byline, type Signature } from '../history/bylines.ts';
import { recordByline } from '../record.ts';
import { lookAlikeOf } from '../copies/namesakes.ts';
import { hashPassword, passwordFits, passwordProblem } from './passwords.ts';
import { checkBylines } from './quotas.ts';

/** What a person gives when they register, each already on one line; the password is as typed. `site` is what the wiki is called. */
export interface Registration extends Signature {
  email: string;
  password: string;
  site?: string;
}

/** What a person signs in with: the e-mail in lower case, and the hash of the password. */
export interface Credential {
  email: string;
  passwordHash: string;
}

/** A person as shown: `byline` is what they go by now; `imported` names the source of one who can't sign in. */
export interface Person {
  id: number;
  role: Role;
  byline: Byline;
  revisions: number;
  since: string;
  imported?: string;
}

const PARTS = ['name', 'title', 'workplace'] as const;
const NAME_LIMIT = 80;
const POST_LIMIT = 120;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/;
/** First parts of addresses that belong to a post rather than a person. */
const ROLE_MAILBOX =
  /^(post|info|kontakt|contact|mail|mailbox|email|kommunen?|admin|administration(en)?|support|service|borgerservice|sekretariat(et)?|sikkerpost|hovedpostkasse|reception(en)?|noreply|no-reply|webmaster|postmaster|presse|job|hr|it|kundeservice|hej|hello|office|team)([.+_-]|$)/i;

/** Makes a contributor who can sign in and returns their id. Throws 422 with every problem. */
export async function register(db: Db, registration: Registration, at: string): Promise<number> {
  const credential = await checkRegistration(registration);
  return db.transaction().execute((tx) => insertPerson(tx, registration, credential, 'contributor', at));
}

/** Returns what a person will sign in with. Throws 422 with every problem that the registration has. */
export async function checkRegistration(registration: Registration): Promise<Credential> {
  const email = registration.email.toLowerCase();
  const signature = checkSignature(registration, registration.site);
  const problems = [...signature, ...checkEmail(email), ...checkPassword(registration)];
  if (problems.length > 0) throw invalid(problems);
  return { email, passwordHash: await hashPassword(registration.password) };
}

/** Returns the id of the person with that e-mail and password, or undefined, in the same time either way. */
export async function personBySignIn(db: Db, email: string, password: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('credential')
    .select(['person_id', 'password_hash'])
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst();
  return (await passwordFits(row?.password_hash, password)) ? row?.person_id : undefined;
}

/** Returns the id of the person who signs in with an e-mail. */
export async function personByEmail(db: Db, email: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('credential')
    .select('person_id')
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst();
  return row?.person_id;
}

/**
 * Gives the author a new byline from now on; earlier edits keep theirs. Throws 403 to whoever is blocked, 422 for what has changed and won't do, and
 * 429 after too many, 401 when the author's name was erased meanwhile. Does nothing when nothing changed. `site` is what the wiki is called.
 */
export async function changeSignature(
  db: Db,
  author: Author,
  signature: Signature,
  site?: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { byline } = await findPerson(tx, author.personId);
    if (byline.erased) throw signInNeeded();
    check(await doerAt(tx, author.personId, author.at), 'change-name');
    const isNew = (field: keyof Signature) => byline[field] !== signature[field];
    if (!PARTS.some(isNew)) return;
    const problems = checkSignature(signature, site).filter(({ field }) => isNew(field));
    if (isNew('name')) problems.push(...(await checkLookAlike(tx, signature.name, author.personId)));
    if (problems.length > 0) throw invalid(problems);
    await checkBylines(tx, author);
    const bylineId = await recordByline(tx, {
      personId: author.personId,
      signature,
      verification: byline.verification,
      at: author.at,
    });
    await tx
      .updateTable('person')
      .set({ byline_id: bylineId, sort_key: sortKey(signature.name) })
      .where('id', '=', author.personId)
      .execute();
  });
}

/** Returns a person. Throws 404 when nobody has the id. */
export async function findPerson(db: Db, id: number): Promise<Person> {
  const row = await people(db).where('person.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('no-such-person');
  return toPerson(row);
}

/** Returns a page of people in Danish alphabetical order, those after a person's id when one is given. */
export async function listPeople(db: Db, limit: number, after?: number): Promise<Person[]> {
  let query = people(db);
  if (after !== undefined) {
    query = query.where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('person.sort_key', 'person.id'),
        '>',
        selectFrom('person as last')
          .select(['last.sort_key', 'last.id'])
          .where('last.id', '=', after)
          .$asTuple('sort_key', 'id'),
      ),
    );
  }
  const rows = await query.orderBy('person.sort_key').orderBy('person.id').limit(limit).execute();
  return rows.map(toPerson);
}

/** Returns how many people can sign in, and how many are known from imports alone. */
export async function countPeople(db: Db): Promise<{ own: number; imported: number }> {
  const row = await db
    .selectFrom('person')
    .select((eb) => [eb.fn.countAll<number>().as('all'), eb.fn.count<number>('import_source').as('imported')])
    .executeTakeFirstOrThrow();
  return { own: row.all - row.imported, imported: row.imported };
}

/** Returns what a person went by before, newest first, at most `limit`; before one of those, by its id, when it's given. */
export function earlierBylines(
  db: Db,
  { id, byline }: Person,
  limit: number,
  before = byline.id,
): Promise<Byline[]> {
  return bylinesOf(db, id, { limit, before: Math.min(before, byline.id) });
}

/** Tells whether a person has an account to sign in with, blocked or not. */
export async function hasAccount(db: Db, id: number): Promise<boolean> {
  const row = db.selectFrom('credential').select('person_id').where('person_id', '=', id);
  return (await row.executeTakeFirst()) !== undefined;
}

/** Tells whether the wiki has an administrator, who can sign in. */
export async function hasAdministrator(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('person')
    .innerJoin('credential', 'credential.person_id', 'person.id')
    .select('person.id')
    .where('person.role', '=', 'administrator')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Adds a person who can sign in, with their first byline, and returns their id. Throws 422 when the e-mail is taken, or
 * somebody's name looks the same.
 */
export async function insertPerson(
  tx: Tx,
  signature: Signature,
  { email, passwordHash }: Credential,
  role: Role,
  at: string,
): Promise<number> {
  const problems: FieldProblem[] = await checkLookAlike(tx, signature.name);
  if ((await personByEmail(tx, email)) !== undefined) problems.push({ field: 'email', code: 'email-taken' });
  if (problems.length > 0) throw invalid(problems);
  const id = await insertNamed(tx, signature, { role, verification: 'unconfirmed', at });
  await tx.insertInto('credential').values({ person_id: id, email, password_hash: passwordHash }).execute();
  return id;
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

async function insertNamed(
  tx: Tx,
  signature: Signature,
  { role, verification, at }: { role: Role; verification: 'unconfirmed' | 'imported'; at: string },
): Promise<number> {
  const { id } = await tx
    .insertInto('person')
    .values({ uid: randomBytes(16), role, sort_key: sortKey(signature.name), created_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  const bylineId = await recordByline(tx, { personId: id, signature, verification, at });
  await tx.updateTable('person').set({ byline_id: bylineId }).where('id', '=', id).execute();
  return id;
}

type SignatureProblem = FieldProblem & { field: keyof Signature };

function checkSignature(signature: Signature, site = ''): SignatureProblem[] {
  return PARTS.flatMap((field) => {
    const problem = partProblem(field, signature[field], site);
    return problem ? [{ field, ...problem }] : [];
  });
}

function partProblem(
  field: keyof Signature,
  text: string,
  site: string,
): Omit<FieldProblem, 'field'> | undefined {
  if (field === 'name' && text === '') return { code: 'required' };
  const max = field === 'name' ? NAME_LIMIT : POST_LIMIT;
  const { length } = [...text];
  if (length > max) return { code: 'too-long', params: { max, length } };
  return field === 'name' ? nameProblem(text, site) : postProblem(text, site);
}

async function checkLookAlike(tx: Tx, name: string, personId?: number): Promise<SignatureProblem[]> {
  const other = await lookAlikeOf(tx, name, personId);
  return other === undefined ? [] : [{ field: 'name', code: 'look-alike', params: { name: other } }];
}

function checkEmail(email: string): FieldProblem[] {
  if (email === '') return [{ field: 'email', code: 'required' }];
  if (email.length > 254 || !EMAIL.test(email)) return [{ field: 'email', code: 'bad-email' }];
  return ROLE_MAILBOX.test(email.split('@')[0]!) ? [{ field: 'email', code: 'role-mailbox' }] : [];
}

function checkPassword({ password, name, email, workplace }: Registration): FieldProblem[] {
  if (password === '') return [{ field: 'password', code: 'required' }];
  const code = passwordProblem(password, [name, email, workplace]);
  return code ? [{ field: 'password', code }] : [];
}

/** Returns the query of people; `toPerson` takes its rows. */
export function people(db: Db) {
  return db
    .selectFrom('person')
    .innerJoin('byline', 'byline.id', 'person.byline_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .select(bylineColumns)
    .select(['person.role', 'person.revision_count', 'person.created_at', 'person.import_source']);
}

type PersonRow = Awaited<ReturnType<ReturnType<typeof people>['execute']>>[number];

/** Returns the person in a row. */
export function toPerson(row: PersonRow): Person {
  return {
    id: row.person_id,
    role: row.role,
    byline: toByline(row),
    revisions: row.revision_count,
    since: row.created_at,
    ...(row.import_source !== null && { imported: row.import_source }),
  };
}

/** The first administrator: whoever holds the link that the first start printed. Only the link's digest is stored. */
import { randomBytes } from 'node:crypto';
import type { Db, Tx } from '../../db/schema.ts';
import { forbidden } from '../../errors.ts';
import { authorOf, type Author } from '../history/author.ts';
import { recordAct } from '../record.ts';
import type { Signature } from '../history/bylines.ts';
import { checkRegistration, insertPerson, type Credential, type Registration } from '../people/accounts.ts';
import { hasAdministrator } from '../people/people.ts';
import { loadStarter } from './starter.ts';
import { forgetSecret, readSecret, writeSecret } from '../upkeep/secrets.ts';
import { hex, sha256 } from '../history/digest.ts';

const NAME = 'setup-token-digest';

/** Returns a fresh one-time token, which makes earlier ones void, or undefined when there's an administrator. */
export async function issueSetupToken(db: Db): Promise<string | undefined> {
  if (await hasAdministrator(db)) {
    await forgetSecret(db, NAME);
    return undefined;
  }
  const token = randomBytes(24).toString('base64url');
  await writeSecret(db, NAME, digest(token));
  return token;
}

/** Wikis that are known to have an administrator: the last of them stays one. */
const known = new WeakSet<Db>();

/** Tells whether a wiki has an administrator; once it has, nothing is asked of the database. */
export async function isSetUp(db: Db): Promise<boolean> {
  if (!known.has(db) && (await hasAdministrator(db))) known.add(db);
  return known.has(db);
}

/** Throws 403 unless the token is the newest that was printed and there's no administrator yet. */
export async function checkSetupToken(db: Db, token: string): Promise<void> {
  const expected = await readSecret(db, NAME);
  if (expected === undefined || expected !== digest(token)) throw forbidden('setup-token');
}

/**
 * Makes the first administrator, lays in the starter content in their name if they want it, uses the token up and
 * returns the person's id. Throws 403 and 422.
 */
export async function setUp(
  db: Db,
  token: string,
  { starter, ...registration }: Registration & { starter: boolean },
  at: string,
): Promise<number> {
  await checkSetupToken(db, token);
  const credential = await checkRegistration(registration);
  return db.transaction().execute(async (tx) => {
    await checkSetupToken(tx, token);
    const author = await insertAdministrator(tx, registration, credential, at);
    if (starter) await loadStarter(tx, author);
    return author.personId;
  });
}

/** Makes an administrator, lays in the starter content in their name if they want it, and returns the person's id. Throws 422. */
export async function createAdministrator(
  db: Db,
  { starter = false, ...registration }: Registration & { starter?: boolean },
  at: string,
): Promise<number> {
  const credential = await checkRegistration(registration);
  return db.transaction().execute(async (tx) => {
    const author = await insertAdministrator(tx, registration, credential, at);
    if (starter) await loadStarter(tx, author);
    return author.personId;
  });
}

async function insertAdministrator(
  tx: Tx,
  signature: Signature,
  credential: Credential,
  at: string,
): Promise<Author> {
  const id = await insertPerson(tx, signature, credential, {
    ...{ role: 'administrator', verification: 'unconfirmed', at },
  });
  await forgetSecret(tx, NAME);
  const author = (await authorOf(tx, id, at))!;
  await recordAct(tx, author, 'create-administrator', { personId: id });
  return author;
}

function digest(token: string): string {
  return hex(sha256(token));
}

/**
 * The browsers that an account is known by, since somebody signed in to it there: by a secret of their own, of which a digest is
 * kept. Whoever guesses at an account elsewhere can't lock such a one out.
 */
import { randomBytes } from 'node:crypto';
import type { Db } from '../../db/schema.ts';
import { accountForms } from '../../text/emails.ts';
import { hex, sha256 } from '../history/digest.ts';
import { credentialOf } from './accounts.ts';

/** How long a browser is known after somebody last signed in there, in milliseconds. */
export const KNOWN_FOR = 180 * 24 * 60 * 60 * 1000;
/** How many an account is known by; those unused for longest are forgotten. */
const MOST_KNOWN = 20;

/**
 * Knows the browser in which somebody has just signed in from now on, and returns its new secret, in the place of one that it
 * held; undefined for who has no password that anyone could guess at.
 */
export async function rememberBrowser(
  db: Db,
  personId: number,
  held: string,
  now: string,
): Promise<string | undefined> {
  const { passwordHash } = await credentialOf(db, personId);
  if (passwordHash === '') return undefined;
  const secret = randomBytes(24).toString('base64url');
  const expiresAt = new Date(Date.parse(now) + KNOWN_FOR).toISOString();
  await of(db, personId).where('key', '=', keyOf(held)).execute();
  await db
    .insertInto('known_browser')
    .values({ key: keyOf(secret), person_id: personId, expires_at: expiresAt })
    .execute();
  const newest = db.selectFrom('known_browser').select('key').where('person_id', '=', personId);
  await of(db, personId)
    .where('key', 'not in', newest.orderBy('expires_at', 'desc').limit(MOST_KNOWN))
    .execute();
  return secret;
}

/** Returns what attempts in a browser are counted by, if the account of an address is known by the secret that it holds. */
export async function knownBrowser(
  db: Db,
  { email, secret }: { email: string; secret: string },
  now: string,
): Promise<string | undefined> {
  if (secret === '') return undefined;
  const row = await db
    .selectFrom('known_browser')
    .innerJoin('credential', 'credential.person_id', 'known_browser.person_id')
    .select('known_browser.key')
    .where('known_browser.key', '=', keyOf(secret))
    .where('known_browser.expires_at', '>', now)
    .where('credential.email', 'in', accountForms(email))
    .executeTakeFirst();
  return row?.key;
}

/** Returns until when each browser is known by which a person's account is. */
export async function knownUntil(db: Db, personId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('known_browser')
    .select('expires_at')
    .where('person_id', '=', personId)
    .orderBy('expires_at')
    .execute();
  return rows.map(({ expires_at: until }) => until);
}

/** Forgets the browsers that a person's account is known by. */
export async function forgetBrowsersOf(db: Db, personId: number): Promise<void> {
  await of(db, personId).execute();
}

/** Forgets the browsers in which nobody has signed in for so long. */
export async function deleteOldBrowsers(db: Db, now: string): Promise<void> {
  await db.deleteFrom('known_browser').where('expires_at', '<=', now).execute();
}

function of(db: Db, personId: number) {
  return db.deleteFrom('known_browser').where('person_id', '=', personId);
}

function keyOf(secret: string): string {
  return hex(sha256(secret));
}

/**
 * The links in mails. Each stands for something that its reader may do once, within an hour after it was sent; only a digest
 * of its secret is stored, so that who reads the database can't follow it.
 */
import { randomBytes } from 'node:crypto';
import type { Db, Tx } from '../../db/schema.ts';
import { forbidden } from '../../errors.ts';
import { sha256 } from '../history/digest.ts';
import { aheadOf } from '../upkeep/clock.ts';

/** How long a link may be followed after it was sent, in milliseconds. */
const LIFETIME = 60 * 60 * 1000;
/** How long what it stands for is kept, so that a new link may be asked for, in milliseconds. */
const KEPT = 48 * LIFETIME;

/** What each link stands for, by its purpose. */
export interface Meanings {
  /** To begin an account. */
  register: PendingRegistration;
  /** To confirm that an account's address is its owner's. */
  confirm: { email: string };
  /** To give an account another address. */
  address: { email: string };
  /** To choose a new password. */
  reset: { email: string };
}

/** An account that isn't begun: what it's to hold, and what its owner was doing when they asked for it. */
export interface PendingRegistration {
  name: string;
  title: string;
  workplace: string;
  email: string;
  passwordHash: string;
  next: string;
  /** What was being written, packed. */
  draft?: string | undefined;
}

export type Purpose = keyof Meanings;

/** A link that was followed, or that may be sent anew. */
export type MailToken<P extends Purpose = Purpose> = P extends Purpose
  ? { id: number; purpose: P; personId: number | undefined; data: Meanings[P] }
  : never;

/** Adds what a link will stand for once it's sent, and returns its id. */
export async function insertToken<P extends Purpose>(
  tx: Tx,
  purpose: P,
  { personId, data }: { personId?: number | undefined; data: Meanings[P] },
  at: string,
): Promise<number> {
  const row = { purpose, person_id: personId ?? null, data: JSON.stringify(data), created_at: at };
  const { id } = await tx.insertInto('token').values(row).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** Gives a token a new secret, which makes an earlier one void, and returns it: for the mail alone. It holds for an hour. */
export async function renewSecret(tx: Tx, id: number, at: string): Promise<string> {
  const secret = randomBytes(24).toString('base64url');
  const expiresAt = new Date(Date.parse(at) + LIFETIME).toISOString();
  await tx
    .updateTable('token')
    .set({ digest: sha256(secret), expires_at: expiresAt })
    .where('id', '=', id)
    .execute();
  return secret;
}

/** Returns what a link stands for. Throws 403 when it was used, was never sent for one of these purposes, or has run out. */
export async function findToken<P extends Purpose>(
  db: Db,
  purposes: readonly P[],
  secret: string,
  now: string,
): Promise<MailToken<P>> {
  const token = await findOldToken(db, purposes, secret);
  if (token.expiresAt <= now || token.expiresAt > aheadOf(now, LIFETIME)) throw forbidden('token-expired');
  return token;
}

/** Returns what a link stands for that may have run out, so that a new one may be sent. Throws 403 when it's unknown. */
export async function findOldToken<P extends Purpose>(
  db: Db,
  purposes: readonly P[],
  secret: string,
): Promise<MailToken<P> & { expiresAt: string }> {
  const row = await db
    .selectFrom('token')
    .select(['id', 'purpose', 'person_id', 'data', 'expires_at'])
    .where('digest', '=', sha256(secret))
    .where('purpose', 'in', purposes)
    .executeTakeFirst();
  if (!row?.expires_at) throw forbidden('token-unknown');
  return {
    id: row.id,
    purpose: row.purpose,
    personId: row.person_id ?? undefined,
    data: JSON.parse(row.data) as unknown,
    expiresAt: row.expires_at,
  } as unknown as MailToken<P> & { expiresAt: string };
}

/** Uses a link up. Throws 403 when somebody else has done so first. */
export async function useToken(tx: Tx, { id }: MailToken): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('token').where('id', '=', id).executeTakeFirst();
  if (numDeletedRows === 0n) throw forbidden('token-unknown');
}

/** Makes a person's links void, those for some purposes or all, and takes back the mails that wait with them. */
export async function voidTokens(tx: Tx, personId: number, purposes?: readonly Purpose[]): Promise<void> {
  const all = tx.deleteFrom('token').where('person_id', '=', personId);
  await (purposes ? all.where('purpose', 'in', purposes) : all).execute();
}

/** Makes the links void by which accounts would begin with an address. */
export async function voidRegistrations(tx: Tx, email: string): Promise<void> {
  const links = tx.selectFrom('token').select(['id', 'data']).where('purpose', '=', 'register');
  for (const { id, data } of await links.execute()) {
    if ((JSON.parse(data) as PendingRegistration).email !== email) continue;
    await tx.deleteFrom('token').where('id', '=', id).execute();
  }
}

/** Removes what links stood for that nobody followed within two days. */
export async function deleteOldTokens(db: Db, now: string): Promise<void> {
  const since = new Date(Date.parse(now) - KEPT).toISOString();
  await db.deleteFrom('token').where('created_at', '<', since).execute();
}

/** Removes what links stand for that were asked for when the clock was wrong; called once it has long been right. */
export async function deleteTokensAhead(db: Db, now: string): Promise<void> {
  await db.deleteFrom('token').where('created_at', '>', aheadOf(now)).execute();
}

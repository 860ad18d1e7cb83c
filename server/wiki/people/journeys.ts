/**
 * Sign-ins that are under way at a workplace's login. Each waits ten minutes for the browser that began it, under the digest of a
 * secret that only that browser holds, and goes on once: with what the login gives back, and then by the account that is begun.
 */
import { randomBytes } from 'node:crypto';
import type { Db, Tx } from '../../db/schema.ts';
import { forbidden } from '../../errors.ts';
import type { Lang } from '../../kinds/kind.ts';
import { hex, sha256 } from '../history/digest.ts';
import type { Claims } from './claims.ts';

/** How long one waits, in milliseconds: first for the login, and then for the account. */
export const LONGEST_JOURNEY = 10 * 60 * 1000;

/** What somebody was doing when they set out, and by which login. */
export interface Departure {
  provider: string;
  /** Where to go afterwards, and what was being written, packed. */
  next: string;
  draft?: string | undefined;
  lang: Lang;
}

/** Somebody is away at a login: what its answer must fit, and whose account it's to be tied to, if it's to one. */
export interface Away extends Departure {
  nonce: string;
  verifier: string;
  personId?: number | undefined;
}

/** Somebody came back whom nobody here is known by: what the login told, and what signs out there. */
export interface Arrival extends Departure {
  claims: Claims;
  idToken?: string | undefined;
}

/** Lets somebody set out, and returns the secret for their browser. `state` is what the login is to give back. */
export function setOut(db: Db, state: string, away: Away, at: string): Promise<string> {
  return begin(db, state, away, at);
}

/** Returns who comes back, once. Throws 403 unless this browser set out with that state, within ten minutes. */
export async function comeBack(db: Db, secret: string, state: string, now: string): Promise<Away> {
  const row = await db
    .deleteFrom('journey')
    .where('key', '=', keyOf(secret))
    .where('state', '=', state)
    .where('state', '<>', ARRIVED)
    .where('expires_at', '>', now)
    .returning('data')
    .executeTakeFirst();
  if (!row) throw forbidden('journey-unknown');
  return JSON.parse(row.data) as Away;
}

/** Lets an arrival wait for the account that it begins or is tied to, and returns the secret for its browser. */
export function arrive(db: Db, arrival: Arrival, at: string): Promise<string> {
  return begin(db, ARRIVED, arrival, at);
}

/** Returns the arrival that waits for a browser. Throws 403 when none does. */
export async function findArrival(db: Db, secret: string, now: string): Promise<Arrival> {
  const row = await db
    .selectFrom('journey')
    .select('data')
    .where('key', '=', keyOf(secret))
    .where('state', '=', ARRIVED)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!row) throw forbidden('journey-unknown');
  return JSON.parse(row.data) as Arrival;
}

/** Ends a journey. Throws 403 when it has been ended. */
export async function endJourney(tx: Tx, secret: string): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom('journey')
    .where('key', '=', keyOf(secret))
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw forbidden('journey-unknown');
}

/** Removes the journeys that took too long. */
export async function deleteOldJourneys(db: Db, now: string): Promise<void> {
  await db.deleteFrom('journey').where('expires_at', '<=', now).execute();
}

const ARRIVED = '';

async function begin(db: Db, state: string, data: Away | Arrival, at: string): Promise<string> {
  const secret = randomBytes(24).toString('base64url');
  const expires_at = new Date(Date.parse(at) + LONGEST_JOURNEY).toISOString();
  await db
    .insertInto('journey')
    .values({ key: keyOf(secret), state, data: JSON.stringify(data), expires_at })
    .execute();
  return secret;
}

function keyOf(secret: string): string {
  return hex(sha256(secret));
}

/**
 * What happened to an account, for its owner alone to see: kept for thirteen months, and no longer than the account. It's no
 * act: nobody else is told, and nothing of it stands for ever.
 */
import type { Db, Tx } from '../../db/schema.ts';
import { keptSince } from '../upkeep/keeping.ts';
import { accountMeant } from './accounts.ts';

/** What can happen to an account. Codes stand in the database. */
export type EventCode =
  | 'signed-in'
  | 'new-browser'
  | 'sign-in-failed'
  | 'password-changed'
  | 'password-reset'
  | 'address-changed'
  | 'browser-ended'
  | 'all-ended';

/** Something that happened to an account, when, and what the browser called itself where that's known. */
export interface SecurityEvent {
  code: EventCode;
  at: string;
  agent: string;
}

/** Within how long, in milliseconds, one failed sign-in is told of, so that whoever guesses doesn't fill the list. */
const APART = 60 * 60 * 1000;
/** How many sign-ins within that time are told of, so that whoever signs in without an end fills no disk. */
const SIGN_INS = 60;
/** The longest name of a browser that is kept, in UTF-16 units. */
export const LONGEST_AGENT = 300;

/** Notes that something has happened to a person's account. */
export async function noteEvent(
  db: Db,
  personId: number,
  { code, at, agent = '' }: { code: EventCode; at: string; agent?: string },
): Promise<void> {
  const row = { person_id: personId, code, at, agent: agent.slice(0, LONGEST_AGENT) };
  await db.insertInto('security_event').values(row).execute();
}

/** Notes that a person has signed in, and whether from a browser that they haven't as long as events are kept; sixty an hour are told of. */
export async function noteSignIn(db: Db, personId: number, agent: string, at: string): Promise<void> {
  const signIns = eventsOfAccount(db, personId)
    .select('id')
    .where('code', 'in', ['signed-in', 'new-browser']);
  const lately = await signIns
    .where('at', '>', new Date(Date.parse(at) - APART).toISOString())
    .where('at', '<=', at)
    .limit(SIGN_INS)
    .execute();
  if (lately.length === SIGN_INS) return;
  const known = await signIns.where('agent', '=', agent.slice(0, LONGEST_AGENT)).limit(1).executeTakeFirst();
  await noteEvent(db, personId, { code: known ? 'signed-in' : 'new-browser', at, agent });
}

/** Notes that somebody has tried to sign in to the account of an address, if there is one; one an hour is told of. */
export async function noteFailedSignIn(db: Db, email: string, agent: string, at: string): Promise<void> {
  const { personId } = (await accountMeant(db, email)) ?? {};
  if (personId === undefined) return;
  const lately = await eventsOfAccount(db, personId)
    .select('id')
    .where('code', '=', 'sign-in-failed')
    .where('at', '>', new Date(Date.parse(at) - APART).toISOString())
    .where('at', '<=', at)
    .limit(1)
    .executeTakeFirst();
  if (!lately) await noteEvent(db, personId, { code: 'sign-in-failed', at, agent });
}

/** Returns what has happened to a person's account, newest first, at most `limit`. */
export async function eventsOf(db: Db, personId: number, limit: number): Promise<SecurityEvent[]> {
  const rows = await eventsOfAccount(db, personId)
    .select(['code', 'at', 'agent'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows as SecurityEvent[];
}

/** Forgets what has happened to a person's account. */
export async function deleteEventsOf(tx: Tx, personId: number): Promise<void> {
  await tx.deleteFrom('security_event').where('person_id', '=', personId).execute();
}

/** Forgets what happened more than thirteen months ago. */
export async function deleteOldEvents(db: Db, now: string): Promise<void> {
  await db.deleteFrom('security_event').where('at', '<', keptSince(now)).execute();
}

function eventsOfAccount(db: Db, personId: number) {
  return db.selectFrom('security_event').where('person_id', '=', personId);
}

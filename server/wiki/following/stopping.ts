/** The way to stop mail without signing in: its address holds a key that the wiki alone can make, of whose mail it stops. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Db } from '../../db/schema.ts';
import { forbidden } from '../../errors.ts';
import type { Stoppable } from './followers.ts';
import { lastingKey } from '../upkeep/secrets.ts';

/** Whose mail is to be stopped, which, and the key that says that it's theirs. */
export interface StopLink {
  person: number;
  what: Stoppable;
  key: string;
}

/** Returns what the address holds that stops a person's mail. */
export async function stopLinkOf(db: Db, person: number, what: Stoppable): Promise<StopLink> {
  return { person, what, key: await keyOf(db, person, what) };
}

/** Throws 403 when a key isn't that of the person. */
export async function checkStopLink(db: Db, { person, what, key }: StopLink): Promise<void> {
  const [given, right] = [Buffer.from(key), Buffer.from(await keyOf(db, person, what))];
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw forbidden('token-unknown');
}

async function keyOf(db: Db, person: number, what: Stoppable): Promise<string> {
  const secret = await lastingKey(db, 'stop-mail');
  return createHmac('sha256', secret).update(`${person} ${what}`).digest('base64url').slice(0, 22);
}

/**
 * Counts what is tried, for a while, under digests of who tries: as many as are remembered at all, the oldest go. Where
 * several processes may serve one wiki they count together, in the database; else in memory alone.
 */
import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import { engineOf } from '../../db/engine.ts';
import type { Db } from '../../db/schema.ts';
import { sha256 } from '../history/digest.ts';
import { per } from '../../per.ts';

/** How many attempts, or how much of something, is let through within how many minutes; `name` keeps its counts apart from those of others. */
export interface Bound {
  name: string;
  most: number;
  minutes: number;
}

/** How many keys of one bound are remembered. */
const MOST_KEYS = 50_000;
/** After how many counts the database is swept; a prime, so that every bound has its turn, however many each sign-in counts. */
const SWEEP = 997;

/**
 * Counts one attempt, or some amount, and returns 0, or the minutes to wait when that was too much. What this process has
 * refused by itself is refused without asking the database.
 */
export async function countAttempt(db: Db, bound: Bound, subject: string, amount = 1): Promise<number> {
  const key = keyOf(subject);
  const own = countOwn(db, bound, key, amount);
  if (own.count > bound.most || engineOf(db) === 'sqlite') return waitFor(own, bound);
  if (++counted % SWEEP === 0) await sweep(db, bound);
  return waitFor(await countShared(db, bound, key, amount), bound);
}

/** Takes one attempt back: it was none to be counted. */
export async function returnAttempt(db: Db, bound: Bound, subject: string): Promise<void> {
  const key = keyOf(subject);
  const own = talliesOf(db, bound).peek(key);
  if (own) own.count--;
  if (engineOf(db) === 'sqlite') return;
  await db
    .updateTable('attempt')
    .set((eb) => ({ count: eb('count', '-', 1) }))
    .where('bound', '=', bound.name)
    .where('key', '=', key)
    .execute();
}

/** Forgets the attempts of a subject. */
export async function forgetAttempts(db: Db, bound: Bound, subject: string): Promise<void> {
  const key = keyOf(subject);
  talliesOf(db, bound).delete(key);
  if (engineOf(db) === 'sqlite') return;
  await db.deleteFrom('attempt').where('bound', '=', bound.name).where('key', '=', key).execute();
}

/** Tells whether anything is counted of a subject now. */
export async function isCounted(db: Db, bound: Bound, subject: string): Promise<boolean> {
  const key = keyOf(subject);
  if (talliesOf(db, bound).has(key)) return true;
  if (engineOf(db) === 'sqlite') return false;
  const row = await db
    .selectFrom('attempt')
    .select('count')
    .where('bound', '=', bound.name)
    .where('key', '=', key)
    .where('until', '>', NOW)
    .executeTakeFirst();
  return row !== undefined;
}

/** `left` is the time until it's forgotten, in seconds. */
interface Tally {
  count: number;
  left: number;
}

function countOwn(db: Db, bound: Bound, key: string, amount: number): Tally {
  const tallies = talliesOf(db, bound);
  const known = tallies.get(key);
  if (!known) tallies.set(key, { count: amount });
  else known.count += amount;
  return { count: known?.count ?? amount, left: tallies.getRemainingTTL(key) / 1000 };
}

const NOW = sql<number>`extract(epoch from clock_timestamp())::bigint`;

/** A row that has run out starts anew; so does one that a wrong clock has left far ahead. */
async function countShared(db: Db, { name, minutes }: Bound, key: string, amount: number): Promise<Tally> {
  const seconds = minutes * 60;
  const stands = sql`attempt.until > ${NOW} and attempt.until <= excluded.until`;
  const { rows } = await sql<Tally>`
    insert into attempt (bound, key, count, until)
    values (${name}, ${key}, ${amount}::integer, ${NOW} + ${seconds}::integer)
    on conflict (bound, key) do update set
      count = case when ${stands} then attempt.count + excluded.count else excluded.count end,
      until = case when ${stands} then attempt.until else excluded.until end
    returning count, until - ${NOW} as left`.execute(db);
  return rows[0]!;
}

/** Removes what has run out, and of one bound what is older than all that may be remembered. */
async function sweep(db: Db, { name }: Bound): Promise<void> {
  await db.deleteFrom('attempt').where('until', '<=', NOW).execute();
  await sql`
    delete from attempt where bound = ${name} and until < (
      select until from attempt where bound = ${name} order by until desc offset ${MOST_KEYS} limit 1
    )`.execute(db);
}

function waitFor({ count, left }: Tally, { most, minutes }: Bound): number {
  return count > most ? Math.min(minutes, Math.max(1, Math.ceil(left / 60))) : 0;
}

let counted = 0;
const tallies = per((_db: Db) => new Map<string, LRUCache<string, { count: number }>>());

function talliesOf(db: Db, { name, minutes }: Bound): LRUCache<string, { count: number }> {
  const all = tallies(db);
  const known = all.get(name) ?? new LRUCache({ max: MOST_KEYS, ttl: minutes * 60_000 });
  all.set(name, known);
  return known;
}

/** Sixteen bytes are enough to tell subjects apart, however long they are. */
function keyOf(subject: string): string {
  return sha256(subject).toString('base64url').slice(0, 22);
}

/**
 * Guessing passwords, registering in heaps and writing in heaps take long: each is counted for a while before anything is
 * done for it, by the network that it comes from first of all.
 */
import type { Db } from '../../context.ts';
import { WikiError, tooMany, tooMuch } from '../../errors.ts';
import {
  countAttempt,
  forgetAttempts,
  isCounted,
  returnAttempt,
  type Bound,
} from '../../wiki/people/attempts.ts';
import type { Exchange } from './answers.ts';
import { networkOf } from './network.ts';

const DAY = 24 * 60;

/** A whole workplace may share one network. */
const ADDRESS: Bound = { name: 'address', most: 100, minutes: 15 };
/** Wrong passwords of one account, from one network and from all. */
const PAIR: Bound = { name: 'pair', most: 10, minutes: 15 };
const ACCOUNT: Bound = { name: 'account', most: 100, minutes: 60 };
/** Where an account has been signed in from: there nobody elsewhere can lock its owner out. */
const AT_HOME: Bound = { name: 'at-home', most: Infinity, minutes: 30 * DAY };
const REGISTRATIONS: Bound = { name: 'registrations', most: 100, minutes: 60 };
const DRAFTS: Bound = { name: 'drafts', most: 60, minutes: 60 };
const SAVES: Bound = { name: 'saves', most: 3000, minutes: 60 };

/**
 * Runs a sign-in, which counts for the network, for the account from that network, and for the account, until it has
 * succeeded. Throws 429 with the minutes to wait when one of them has had too many.
 */
export async function limitSignIns(
  { context: { db }, request }: Exchange,
  email: string,
  signIn: () => Promise<void>,
): Promise<void> {
  const network = networkOf(request.ip);
  const pair = `${network} ${email}`;
  await count(db, ADDRESS, network);
  await count(db, PAIR, pair);
  const wait = await countAttempt(db, ACCOUNT, email);
  if (wait > 0 && !(await isCounted(db, AT_HOME, pair))) throw tooMany(wait);
  await signIn();
  await returnAttempt(db, ADDRESS, network);
  await forgetAttempts(db, PAIR, pair);
  await returnAttempt(db, ACCOUNT, email);
  await countAttempt(db, AT_HOME, pair);
}

/**
 * Runs a registration, which counts for the network unless the form was only filled in wrongly; asking whether an e-mail
 * is taken counts. Throws 429 with the minutes to wait after too many.
 */
export async function limitRegistrations<T>(
  { context: { db }, request }: Exchange,
  register: () => Promise<T>,
): Promise<T> {
  const network = networkOf(request.ip);
  await count(db, REGISTRATIONS, network);
  try {
    return await register();
  } catch (error) {
    const told = error instanceof WikiError && error.problems.some(({ code }) => code === 'email-taken');
    if (!told) await returnAttempt(db, REGISTRATIONS, network);
    throw error;
  }
}

/** Counts a draft that a sign-in carries along. Throws 429 with the minutes to wait after too many. */
export function limitDrafts({ context: { db }, request }: Exchange): Promise<void> {
  return count(db, DRAFTS, networkOf(request.ip));
}

/** Counts something that is about to be saved. Throws 429 with the minutes to wait after too many. */
export async function limitSaves({ context: { db }, request }: Exchange): Promise<void> {
  const wait = await countAttempt(db, SAVES, networkOf(request.ip));
  if (wait > 0) throw tooMuch('much-written', wait);
}

async function count(db: Db, bound: Bound, subject: string): Promise<void> {
  const wait = await countAttempt(db, bound, subject);
  if (wait > 0) throw tooMany(wait);
}

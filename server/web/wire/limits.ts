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
import { emailOf } from '../../text/emails.ts';
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
/** Wrong passwords in a browser that the account is known by, or in a session. */
const BROWSER: Bound = { name: 'browser', most: 10, minutes: 15 };
const DRAFTS: Bound = { name: 'drafts', most: 60, minutes: 60 };
/** In bytes: of one network, and of all while a link may hold what was being written. */
const DRAFTS_FROM: Bound = { name: 'drafts-from', most: 4 * 1024 * 1024, minutes: 60 };
const DRAFTS_OF_ALL: Bound = { name: 'drafts-of-all', most: 256 * 1024 * 1024, minutes: 2 * DAY };
/** Mails that whoever asks has sent: to one address, so that nobody's mailbox is flooded, and from one network. */
const MAILS_TO: Bound = { name: 'mails-to', most: 5, minutes: 60 };
const MAILS_FROM: Bound = { name: 'mails-from', most: 100, minutes: 60 };
/** Sign-ins that set out for a workplace's login: a whole workplace may begin its day by one network. */
const JOURNEYS: Bound = { name: 'journeys', most: 1000, minutes: 15 };
/** Reports and enquiries to the moderators, each for itself: from one network, which a whole workplace may share, and of one account. */
const SENT_FROM: Bound = { name: 'sent-from', most: 60, minutes: 60 };
const SENT_IN_A_DAY: Bound = { name: 'sent-in-a-day', most: 200, minutes: DAY };
const SENT_BY: Bound = { name: 'sent-by', most: 20, minutes: 60 };
/** Letters to one person: from one other, and from all together, so that nobody's mailbox is flooded. */
const LETTERS_BETWEEN: Bound = { name: 'letters-between', most: 5, minutes: DAY };
const LETTERS_TO: Bound = { name: 'letters-to', most: 50, minutes: DAY };
const SAVES: Bound = { name: 'saves', most: 3000, minutes: 60 };

/**
 * Runs a sign-in, which counts for the network, for the account from that network, and for the account, until it has
 * succeeded; in a browser that the account is known by it counts for that alone, so that nobody elsewhere can lock its owner
 * out, until that has had too many. Throws 429 with the minutes to wait when one of the others has.
 */
export async function limitSignIns(
  { context: { db }, request }: Exchange,
  email: string,
  signIn: () => Promise<void>,
  browser?: string,
): Promise<void> {
  const network = networkOf(request.ip);
  const pair = `${network} ${email}`;
  if (await isDoneInBrowser(db, browser, signIn)) return void (await countAttempt(db, AT_HOME, pair));
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
 * Runs what sends a mail that somebody asks for, such as a registration; it counts for the network and for the address, unless
 * the form was filled in wrongly. Throws 429 with the minutes to wait after too many.
 */
export async function limitMails(
  { context: { db }, request }: Exchange,
  email: string,
  send: () => Promise<void>,
): Promise<void> {
  const counts: Count[] = [
    [MAILS_FROM, networkOf(request.ip)],
    [MAILS_TO, emailOf(email)],
  ];
  await countUnlessTyped(db, counts, send);
}

/**
 * Runs what tells the moderators something, from whoever is signed in, or anyone; it counts as a mail does. Throws 429 with the
 * minutes to wait after too many.
 */
export async function limitWords(
  exchange: Exchange,
  what: 'report' | 'enquiry',
  personId: number | undefined,
  send: () => Promise<void>,
): Promise<void> {
  await countUnlessTyped(exchange.context.db, wordsFrom(exchange, what, personId), send);
}

/** Runs what sends a letter from one person to another; it counts as other words do, and for the other. Throws 429 with the minutes to wait after too many. */
export async function limitLetters(
  exchange: Exchange,
  { from, to }: { from: number; to: number },
  send: () => Promise<void>,
): Promise<void> {
  const counts: Count[] = [
    ...wordsFrom(exchange, 'letter', from),
    [LETTERS_BETWEEN, `${from} ${to}`],
    [LETTERS_TO, String(to)],
  ];
  await countUnlessTyped(exchange.context.db, counts, send);
}

function wordsFrom({ request }: Exchange, what: string, personId: number | undefined): Count[] {
  const from = `${what} ${networkOf(request.ip)}`;
  return [
    [SENT_FROM, from],
    [SENT_IN_A_DAY, from],
    ...(personId === undefined ? [] : [[SENT_BY, `${what} ${personId}`] as const]),
  ];
}

/** Runs what a signed-in person must show their password for; wrong ones count for their session first, and then as at sign-in. */
export async function limitPasswords(
  { context: { db }, request }: Exchange,
  email: string,
  work: () => Promise<void>,
  session: string,
): Promise<void> {
  if (await isDoneInBrowser(db, session, work)) return;
  const pair = `${networkOf(request.ip)} ${email}`;
  await count(db, PAIR, pair);
  await work();
  await forgetAttempts(db, PAIR, pair);
}

/** Counts a draft that a sign-in carries along, and how long it is. Throws 429 with the minutes to wait after too many. */
export async function limitDrafts({ context: { db }, request }: Exchange, draft: string): Promise<void> {
  const network = networkOf(request.ip);
  await count(db, DRAFTS, network);
  await count(db, DRAFTS_FROM, network, draft.length);
}

/** Tells whether there's room for a draft beside those that wait with links already, and counts it. */
export async function isRoomForDraft({ context: { db } }: Exchange, draft: string): Promise<boolean> {
  return (await countAttempt(db, DRAFTS_OF_ALL, 'all', draft.length)) === 0;
}

/** Counts a sign-in that sets out for a workplace's login. Throws 429 with the minutes to wait after too many. */
export function limitJourneys({ context: { db }, request }: Exchange): Promise<void> {
  return count(db, JOURNEYS, networkOf(request.ip));
}

/** Counts something that is about to be saved. Throws 429 with the minutes to wait after too many. */
export async function limitSaves({ context: { db }, request }: Exchange): Promise<void> {
  const wait = await countAttempt(db, SAVES, networkOf(request.ip));
  if (wait > 0) throw tooMuch('much-written', wait);
}

/** Runs work by the count of a browser that the account is known by, or of a session, and tells whether it was run; else others must count it. */
async function isDoneInBrowser(
  db: Db,
  browser: string | undefined,
  work: () => Promise<void>,
): Promise<boolean> {
  if (browser === undefined || (await countAttempt(db, BROWSER, browser)) > 0) return false;
  await work();
  await forgetAttempts(db, BROWSER, browser);
  return true;
}

type Count = readonly [bound: Bound, subject: string];

/** Counts before the work is done; a form that was filled in wrongly counts for nothing. */
async function countUnlessTyped(db: Db, counts: readonly Count[], work: () => Promise<void>): Promise<void> {
  for (const [bound, subject] of counts) await count(db, bound, subject);
  try {
    await work();
  } catch (error) {
    const isTyped = error instanceof WikiError && error.status === 422;
    if (isTyped) for (const [bound, subject] of counts) await returnAttempt(db, bound, subject);
    throw error;
  }
}

async function count(db: Db, bound: Bound, subject: string, amount = 1): Promise<void> {
  const wait = await countAttempt(db, bound, subject, amount);
  if (wait > 0) throw tooMany(wait);
}

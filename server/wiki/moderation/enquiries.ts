/**
 * What somebody writes to those who look after the wiki: it goes to each of them by mail, and nothing of it is kept once it's
 * sent. Nobody is told their addresses.
 */
import type { Db } from '../../db/schema.ts';
import { invalid, mailWaits } from '../../errors.ts';
import { canSignIn } from '../history/author.ts';
import { doers } from '../history/standing.ts';
import { queueMail, type Mail } from '../mail/outbox.ts';
import { problemsTyped } from '../mail/typed.ts';
import { checkAddress, credentialOf } from '../people/accounts.ts';
import { findPerson } from '../people/people.ts';
import { ROLES } from '../people/roles.ts';

/** How many characters a subject and the words may have. */
export const LONGEST_ENQUIRY = { subject: 120, words: 5000 } as const;

/** What is written, on what, and where to answer; `sender` is what whoever is signed in goes by, and whether the address is known to be theirs. */
export interface Enquiry {
  subject: string;
  words: string;
  email: string;
  sender?: { name: string; isConfirmed: boolean } | undefined;
}

/**
 * Sends an enquiry to every moderator and administrator whose address is confirmed; if there's none, to `others`. Throws 422
 * when something is missing, too long or no address, or holds a CPR number, and when it reaches nobody, and 429 when so many wait
 * for each of them that it's left out.
 */
export async function sendEnquiry(
  db: Db,
  enquiry: Enquiry,
  others: string | undefined,
  at: string,
): Promise<void> {
  const { subject, words, email } = enquiry;
  const to = await reachedBy(db, others, at);
  const problems = [
    ...problemsTyped({ subject, words, email }, LONGEST_ENQUIRY, checkAddress(email)),
    ...(to.length > 0 ? [] : [{ field: 'words', code: 'reaches-nobody' }]),
  ];
  if (problems.length > 0) throw invalid(problems);
  await db.transaction().execute(async (tx) => {
    let isTaken = false;
    for (const each of to) isTaken = (await queueMail(tx, mailOf(enquiry, each), at)) || isTaken;
    if (!isTaken) throw mailWaits();
  });
}

/** In Danish: nobody has said which language they would rather have. */
function mailOf({ subject, words, email, sender }: Enquiry, to: string): Mail {
  const by = sender === undefined ? 'stranger' : sender.isConfirmed ? 'known' : 'unconfirmed';
  const blanks = { subject, words, email, by, sender: sender?.name ?? '' };
  return { to, lang: 'da', message: 'enquiry', blanks };
}

/** Returns the addresses that an enquiry goes to at a moment; `others` is where it goes when nobody who looks after the wiki has confirmed theirs. */
export async function reachedBy(db: Db, others: string | undefined, at: string): Promise<string[]> {
  const keepers = await doers(db, at)
    .innerJoin('credential', 'credential.person_id', 'person.id')
    .select('credential.email')
    .where(canSignIn)
    .where('person.role', 'in', ROLES.slice(1))
    .where('byline.verification', '!=', 'unconfirmed')
    .where('block.scope', 'is', null)
    .where('credential.email', '!=', '')
    .orderBy('person.id')
    .execute();
  if (keepers.length === 0 && others !== undefined) return [others];
  return keepers.map(({ email }) => email);
}

/** Returns a person's own address as it's answered to; empty when they have none, or haven't confirmed it. */
export async function confirmedAddress(db: Db, personId: number): Promise<string> {
  const { byline } = await findPerson(db, personId);
  const { email } = await credentialOf(db, personId);
  return byline.verification === 'unconfirmed' ? '' : email;
}

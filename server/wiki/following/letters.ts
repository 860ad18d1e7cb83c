/** Letters: what one person writes to another through the wiki, which gives nobody's address away and keeps nothing once it's sent. */
import type { Db } from '../../db/schema.ts';
import { forbidden, invalid, mailWaits } from '../../errors.ts';
import type { Lang } from '../../kinds/kind.ts';
import type { Author } from '../history/author.ts';
import { doerAt } from '../history/standing.ts';
import { queueMail } from '../mail/outbox.ts';
import { problemsTyped } from '../mail/typed.ts';
import { check } from '../policy.ts';

/** How many characters a subject and the words may have. */
export const LONGEST_LETTER = { subject: 120, words: 5000 } as const;

export interface WrittenLetter {
  subject: string;
  words: string;
}

/**
 * Sends a letter. Throws 403 to who may not write, or when the other takes no letters, 422 when something is missing, too long or holds
 * a CPR number, and 429 when so many wait for them that it's left out.
 */
export async function sendLetter(
  db: Db,
  author: Author,
  personId: number,
  { subject, words }: WrittenLetter,
): Promise<void> {
  check(author, 'write-letter', { personId });
  const to = await letterBox(db, personId, author.at);
  if (!to) throw forbidden('takes-no-letters');
  const problems = problemsTyped({ subject, words }, LONGEST_LETTER);
  if (problems.length > 0) throw invalid(problems);
  const blanks = { subject, words, from: String(author.personId), recipient: String(personId) };
  const mail = { to: to.email, lang: to.lang, message: 'letter', blanks } as const;
  const isTaken = await db.transaction().execute((tx) => queueMail(tx, mail, author.at));
  if (!isTaken) throw mailWaits();
}

/** Tells whether a person can be written to at a moment: they have a confirmed address, aren't shut out, and want letters. */
export async function takesLetters(db: Db, personId: number, at: string): Promise<boolean> {
  return (await letterBox(db, personId, at)) !== undefined;
}

async function letterBox(
  db: Db,
  personId: number,
  at: string,
): Promise<{ email: string; lang: Lang } | undefined> {
  const row = await db
    .selectFrom('credential')
    .leftJoin('follower', 'follower.person_id', 'credential.person_id')
    .select(['credential.email', 'follower.lang', 'follower.takes_letters'])
    .where('credential.person_id', '=', personId)
    .executeTakeFirst();
  if (!row || row.email === '' || row.takes_letters === 0) return undefined;
  const { verification, block } = await doerAt(db, personId, at);
  if (verification === 'unconfirmed' || block?.scope === 'everything') return undefined;
  return { email: row.email, lang: (row.lang ?? 'da') as Lang };
}

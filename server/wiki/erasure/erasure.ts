/**
 * Lawful erasure: an administrator takes words away for good, with their salt and with every copy of them, and gives a reason.
 * The row, its author, its time and its hash stay, and the log accounts for what is gone, so that history still verifies.
 */
import { reuseFreed } from '../../db/freed.ts';
import type { Db, Tx } from '../../db/schema.ts';
import { invalid } from '../../errors.ts';
import { findAnyArticle } from '../articles/articles.ts';
import type { Author } from '../history/author.ts';
import type { Erasable } from '../acts.ts';
import { check } from '../policy.ts';
import { takeByline, takeContents, takeSummary } from './taking.ts';

/**
 * Erases the contents of an article's revisions. A title that no revision has any longer takes its slug along, wherever
 * that stands; the article is then found under its newest title that still stands, or its uid.
 * Throws 403 to all but administrators, 404 when there's no such article or number, 410 when a content is gone already, 422
 * without a reason.
 */
export async function eraseContents(
  db: Db,
  performer: Author,
  slug: string,
  { numbers, reason }: { numbers: readonly number[]; reason: string },
): Promise<void> {
  checkErasure(performer, 'content', reason);
  await erasing(db, async (tx) =>
    takeContents(tx, performer, await findAnyArticle(tx, slug), numbers, { reason }),
  );
}

/** Erases the edit summary of a revision. Throws as `eraseContents` does, and 422 when none was written. */
export async function eraseSummary(
  db: Db,
  performer: Author,
  slug: string,
  { number, reason }: { number: number; reason: string },
): Promise<void> {
  checkErasure(performer, 'summary', reason);
  await erasing(db, async (tx) =>
    takeSummary(tx, performer, await findAnyArticle(tx, slug), number, { reason }),
  );
}

/**
 * Erases the words of a byline: name, title and workplace. Of a person whose present byline it is, e-mail, password and ties to
 * workplaces' logins go along, and they are signed out everywhere.
 * Throws 403 to all but administrators, 404 when there's no such byline, 410 when its words are gone already, 422 without a
 * reason, or of the last administrator.
 */
export async function eraseByline(
  db: Db,
  performer: Author,
  bylineId: number,
  reason: string,
): Promise<void> {
  checkErasure(performer, 'byline', reason);
  await erasing(db, (tx) => takeByline(tx, performer, bylineId, { reason }));
}

/** What an erasure takes words out of. */
const HOLDING = [
  ...([
    'article',
    'slug',
    'facet',
    'content',
    'current_content',
    'summary',
    'log_words',
    'import_record',
  ] as const),
  ...(['byline_words', 'person', 'credential', 'identity', 'session'] as const),
  ...(['token', 'outbox', 'security_event', 'erasure_request'] as const),
];

/** Erases in one transaction, and has what was freed written over. */
export async function erasing(db: Db, work: (tx: Tx) => Promise<void>): Promise<void> {
  await db.transaction().execute(work);
  await reuseFreed(db, HOLDING);
}

function checkErasure(performer: Author, what: Erasable, reason: string): void {
  check(performer, `erase-${what}`);
  if (reason === '') throw invalid([{ field: 'reason', code: 'required' }]);
}

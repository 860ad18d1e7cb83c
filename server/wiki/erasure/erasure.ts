/**
 * Lawful erasure: a moderator takes words away for good, with their salt and with every copy of them, and gives a reason.
 * The row, its author, its time and its hash stay, and the log accounts for what is gone, so that history still verifies.
 */
import { reuseFreed } from '../../db/freed.ts';
import type { Db, Tx } from '../../db/schema.ts';
import { erased, invalid, notFound } from '../../errors.ts';
import { findArticle, type Article } from '../articles/articles.ts';
import { accountOf } from '../credit/after-erasure.ts';
import type { Author } from '../history/author.ts';
import type { Signature } from '../history/bylines.ts';
import { eraseContent, readContent } from '../history/contents.ts';
import type { Erasable } from '../acts.ts';
import { check } from '../policy.ts';
import { writeErasure } from './account.ts';
import { creditedElsewhere } from '../credit/erasing.ts';
import { eraseBesides } from './besides.ts';
import { forgetByline, forgetContent } from '../copies/index.ts';
import { closeAccount } from '../people/leaving.ts';

/**
 * Erases the contents of an article's revisions. A title that no revision has any longer takes its slug along, wherever
 * that stands; the article is then found under its newest title that still stands, or its uid.
 * Throws 403 to all but moderators, 404 when there's no such article or number, 410 when a content is gone already, 422
 * without a reason.
 */
export async function eraseContents(
  db: Db,
  performer: Author,
  slug: string,
  { numbers, reason }: { numbers: readonly number[]; reason: string },
): Promise<void> {
  checkErasure(performer, 'content', reason);
  await erasing(db, async (tx) => {
    const article = await findArticle(tx, slug);
    const titles: string[] = [];
    const gone: { sequence: number; elsewhere: number[] }[] = [];
    for (const number of numbers) {
      const { sequence } = await revisionAt(tx, article, number);
      const content = await readContent(tx, sequence);
      titles.push(content.title);
      const elsewhere = await creditedElsewhere(tx, { articleId: article.id, sequence, content });
      await eraseContent(tx, sequence);
      await forgetContent(tx, { article, sequence, content });
      gone.push({ sequence, elsewhere });
    }
    await eraseBesides(tx, performer, article, { titles, reason });
    // The entries come last, so that a reason which repeats a title isn't taken with the earlier ones.
    for (const { sequence, elsewhere } of gone) {
      const scope = { articleId: article.id, from: sequence, until: article.sequence, elsewhere };
      const kept = await accountOf(tx, scope);
      await writeErasure(tx, performer, ['content', sequence], { reason, articleId: article.id, kept });
    }
  });
}

/** Erases the edit summary of a revision. Throws as `eraseContents` does, and 422 when none was written. */
export async function eraseSummary(
  db: Db,
  performer: Author,
  slug: string,
  { number, reason }: { number: number; reason: string },
): Promise<void> {
  checkErasure(performer, 'summary', reason);
  await erasing(db, async (tx) => {
    const article = await findArticle(tx, slug);
    const { sequence, summary_digest } = await revisionAt(tx, article, number);
    if (summary_digest === null) throw invalid([{ field: 'number', code: 'no-summary' }]);
    const { numDeletedRows } = await tx
      .deleteFrom('summary')
      .where('sequence', '=', sequence)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) throw erased();
    await writeErasure(tx, performer, ['summary', sequence], { reason, articleId: article.id });
  });
}

/**
 * Erases the words of a byline: name, title and workplace. Of a person whose present byline it is, e-mail, password and ties to
 * workplaces' logins go along, and they are signed out everywhere.
 * Throws 403 to all but moderators, 404 when there's no such byline, 410 when its words are gone already, 422 without a
 * reason, or of the last administrator.
 */
export async function eraseByline(
  db: Db,
  performer: Author,
  bylineId: number,
  reason: string,
): Promise<void> {
  checkErasure(performer, 'byline', reason);
  await erasing(db, async (tx) => {
    const byline = await tx
      .selectFrom('byline')
      .innerJoin('person', 'person.id', 'byline.person_id')
      .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
      .select(['person.id as personId', 'person.byline_id as present', 'byline_words.words'])
      .where('byline.id', '=', bylineId)
      .executeTakeFirst();
    if (!byline) throw notFound('no-such-person');
    if (byline.words === null) throw erased();
    const { personId } = byline;
    const { name } = JSON.parse(byline.words) as Signature;
    await tx.deleteFrom('byline_words').where('byline_id', '=', bylineId).execute();
    await forgetByline(tx, { id: bylineId, name });
    if (byline.present === bylineId) {
      await tx.updateTable('person').set({ sort_key: '' }).where('id', '=', personId).execute();
      await closeAccount(tx, personId, performer.at);
    }
    await writeErasure(tx, performer, ['byline', bylineId], { reason, personId });
  });
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
  ...(['token', 'outbox', 'security_event'] as const),
];

async function erasing(db: Db, work: (tx: Tx) => Promise<void>): Promise<void> {
  await db.transaction().execute(work);
  await reuseFreed(db, HOLDING);
}

function checkErasure(performer: Author, what: Erasable, reason: string): void {
  check(performer, `erase-${what}`);
  if (reason === '') throw invalid([{ field: 'reason', code: 'required' }]);
}

async function revisionAt(tx: Tx, { id }: Article, number: number) {
  const row = await tx
    .selectFrom('revision')
    .select(['sequence', 'summary_digest'])
    .where('article_id', '=', id)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) throw notFound('no-such-revision');
  return row;
}

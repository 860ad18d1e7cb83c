/**
 * Lawful erasure: words go for good, with their salt and with every copy of them. The row, its author, its time and its hash stay,
 * and the log accounts for what is gone, so that history still verifies.
 */
import { reuseFreed } from '../../db/freed.ts';
import type { Db, Tx } from '../../db/schema.ts';
import { erased, invalid, notFound } from '../../errors.ts';
import type { Article } from '../articles/articles.ts';
import { slices } from '../../db/slices.ts';
import { followPost } from '../copies/said.ts';
import { forgetByline, forgetContent } from '../copies/index.ts';
import { accountOf } from '../credit/after-erasure.ts';
import { creditedElsewhere } from '../credit/erasing.ts';
import type { Author } from '../history/author.ts';
import type { Signature } from '../history/bylines.ts';
import { NAMELESS } from '../history/name-keys.ts';
import { eraseContent, readContent, revisionAt, sequenceAt } from '../history/contents.ts';
import { nothingToPatrol } from '../history/unpatrolled.ts';
import { closeAccount } from '../people/leaving.ts';
import { endPairing } from '../people/pairing.ts';
import { forgetSections } from '../reports/reports.ts';
import { writeErasure, type Cause } from './account.ts';
import { eraseBesides } from './besides.ts';
import { oweMerge } from './owed.ts';

/** What an erasure takes words out of. */
const HOLDING = [
  ...([
    'article',
    'slug',
    'freed_slug',
    'facet',
    'link',
    'heading',
    'dead_link',
    'content',
    'current_content',
    'summary',
    'log_words',
    'mention',
    'passage',
    'topic',
    'notice',
    'import_path',
  ] as const),
  ...(['search', 'said', 'vocabulary', 'vocabulary_sound', 'title_word'] as const),
  ...(['byline_words', 'person', 'credential', 'identity', 'session'] as const),
  ...(['token', 'outbox', 'security_event', 'erasure_request', 'report', 'whole_name'] as const),
];

/** Erases in one transaction, and has what was freed written over; the index is merged by a chore. */
export async function erasing(db: Db, work: (tx: Tx) => Promise<void>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await work(tx);
    await oweMerge(tx);
  });
  await reuseFreed(db, HOLDING);
}

/**
 * Takes the contents of an article's revisions. A title that no revision has any longer takes its slug along, wherever that
 * stands. Throws 403 to all but administrators, 404 when there's no such number, 410 when a content is gone
 * already.
 */
export async function takeContents(
  tx: Tx,
  performer: Author,
  article: Article,
  numbers: readonly number[],
  cause: Cause,
): Promise<void> {
  const titles: string[] = [];
  const gone: { sequence: number; elsewhere: number[] }[] = [];
  for (const number of numbers) {
    const sequence = await sequenceAt(tx, article.id, number);
    const content = await readContent(tx, sequence);
    titles.push(content.title);
    const elsewhere = await creditedElsewhere(tx, { articleId: article.id, sequence, content });
    await eraseContent(tx, sequence);
    await forgetContent(tx, { article, sequence, content });
    await nothingToPatrol(tx, sequence);
    gone.push({ sequence, elsewhere });
  }
  await forgetSections(tx, article.id, numbers);
  await eraseBesides(tx, performer, article, titles, cause);
  // The entries come last, so that a reason which repeats a title isn't taken with the earlier ones.
  for (const { sequence, elsewhere } of gone) {
    const scope = { articleId: article.id, from: sequence, until: article.sequence, elsewhere };
    const kept = await accountOf(tx, scope);
    await writeErasure(tx, performer, ['content', sequence], { ...cause, articleId: article.id, kept });
  }
}

/** Takes the edit summary of a revision. Throws 404 and 410 as `takeContents` does, 422 when none was written. */
export async function takeSummary(
  tx: Tx,
  performer: Author,
  article: Article,
  number: number,
  cause: Cause,
): Promise<void> {
  const { sequence, summary_digest } = await revisionAt(tx, article.id, number);
  if (summary_digest === null) throw invalid([{ field: 'number', code: 'no-summary' }]);
  const { numDeletedRows } = await tx
    .deleteFrom('summary')
    .where('sequence', '=', sequence)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw erased();
  await writeErasure(tx, performer, ['summary', sequence], { ...cause, articleId: article.id });
}

/**
 * Takes all that a post of an article ever said, in each of its wordings, whom these mention, the notices of that, and, if it began a
 * thread, which passage it was about. Throws 403 to
 * all but administrators, 410 when it's gone already.
 */
export async function takePost(
  tx: Tx,
  performer: Author,
  { articleId, postId }: { articleId: number; postId: number },
  cause: Cause,
): Promise<void> {
  const wordings = await tx
    .selectFrom('log')
    .select('id')
    .where('act_id', '=', postId)
    .where('action', '=', 'reword')
    .orderBy('id')
    .execute();
  const ids: number[] = [];
  for (const slice of slices([postId, ...wordings.map(({ id }) => id)])) {
    const standing = tx.selectFrom('log_words').select('log_id').where('log_id', 'in', slice);
    ids.push(...(await standing.orderBy('log_id').execute()).map(({ log_id: id }) => id));
  }
  if (ids.length === 0) throw erased();
  for (const slice of slices(ids)) {
    await tx.deleteFrom('log_words').where('log_id', 'in', slice).execute();
    await tx.deleteFrom('mention').where('act_id', 'in', slice).execute();
    const mentioned = tx.deleteFrom('notice').where('code', '=', 'mentioned');
    await mentioned.where('act_id', 'in', slice).execute();
  }
  await tx.deleteFrom('passage').where('thread_id', '=', postId).execute();
  await followPost(tx, postId);
  for (const id of ids) await writeErasure(tx, performer, ['log', id], { ...cause, articleId });
}

/**
 * Takes the words of a byline: name, title and workplace. Of a person whose present byline it is, e-mail, password and ties
 * to workplaces' logins go along, and they are signed out everywhere. Names that are left stand alone from then on. Throws 404 when there's no such byline, 410 when its words are gone already, 422 of the last
 * administrator.
 */
export async function takeByline(tx: Tx, performer: Author, bylineId: number, cause: Cause): Promise<void> {
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
  await endPairing(tx, personId);
  if (byline.present === bylineId) {
    await tx.updateTable('person').set(NAMELESS).where('id', '=', personId).execute();
    await closeAccount(tx, personId, performer.at);
  }
  await writeErasure(tx, performer, ['byline', bylineId], { ...cause, personId });
}

/** A moderator says that they have looked at a revision, or at all that somebody has waiting: an act in the log, once for each. */
import type { Db, Tx } from '../../db/schema.ts';
import { findAnyArticle } from '../articles/articles.ts';
import type { Author } from '../history/author.ts';
import { sequenceAt } from '../history/contents.ts';
import { findPerson } from '../people/people.ts';
import { check } from '../policy.ts';
import { recordAct } from '../record.ts';

/**
 * Marks a revision as looked at, and tells whether it waited for that; of one that somebody has looked at nothing is entered in
 * the log. Throws 404 when there's no such article or number, 403 to all but moderators, and to whoever wrote it.
 */
export async function patrolRevision(
  db: Db,
  performer: Author,
  { slug, number }: { slug: string; number: number },
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { id: articleId } = await findAnyArticle(tx, slug);
    const { sequence, personId } = await writtenAt(tx, articleId, number);
    check(performer, 'patrol', { personId });
    const { numDeletedRows } = await tx
      .deleteFrom('unpatrolled')
      .where('sequence', '=', sequence)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return false;
    await recordAct(tx, performer, 'patrol', { articleId, number });
    return true;
  });
}

/**
 * Marks all that a person has waiting as looked at, up to the newest revision, by its sequence, that the performer has seen, and returns how
 * many that was; of articles that are deleted it waits on. Throws 404 when nobody has the id, 403 to all but moderators, and to
 * the person.
 */
export async function patrolPerson(
  db: Db,
  performer: Author,
  personId: number,
  newest: number,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await findPerson(tx, personId);
    check(performer, 'patrol-person', { personId });
    const { numDeletedRows } = await tx
      .deleteFrom('unpatrolled')
      .where('person_id', '=', personId)
      .where('sequence', '<=', newest)
      .where('article_id', 'not in', tx.selectFrom('deletion').select('article_id'))
      .executeTakeFirstOrThrow();
    const revisions = Number(numDeletedRows);
    if (revisions > 0) await recordAct(tx, performer, 'patrol-person', { personId, words: { revisions } });
    return revisions;
  });
}

async function writtenAt(tx: Tx, articleId: number, number: number) {
  const sequence = await sequenceAt(tx, articleId, number);
  const revision = tx.selectFrom('revision').select('person_id as personId').where('sequence', '=', sequence);
  return { sequence, ...(await revision.executeTakeFirstOrThrow()) };
}

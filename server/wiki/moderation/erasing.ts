/**
 * An erasure takes two: one administrator asks for it and another makes it. What is asked for is hidden meanwhile, nobody but
 * administrators is told what it is, and the log names both once it's done.
 */
import type { Askable, Db, NameAskable, Tx } from '../../db/schema.ts';
import { forbidden, invalid, notFound, renamedSince } from '../../errors.ts';
import { findAnyArticle } from '../articles/articles.ts';
import { erasing, takeByline, takeContents, takePost, takeSummary } from '../erasure/erasure.ts';
import type { Author } from '../history/author.ts';
import { bylinesOf, readPresent, type Byline } from '../history/bylines.ts';
import { sequenceAt } from '../history/contents.ts';
import { cprInTexts, refuseCpr } from '../cpr.ts';
import { checkReason } from '../history/reasons.ts';
import { hidingOf } from '../history/withheld.ts';
import { ableAdministrators } from '../people/roles.ts';
import { check } from '../policy.ts';
import { setHidden } from '../talk/hiding.ts';
import { findPost } from '../talk/posts.ts';
import { hide } from './hiding.ts';

export type { NameAskable };

/** An erasure that is asked for: of a revision of an article, of a post about it, or of a person's names. */
export interface ErasureRequest {
  id: number;
  what: Askable;
  reason: string;
  at: string;
  asker: Byline;
  revision?: { slug: string; title: string; number: number };
  person?: Byline;
  post?: { slug: string; title: string; id: number };
}

/**
 * Asks for a revision's content or summary to be erased, and hides it until that's decided. Throws 403 to all but
 * administrators, 404, and 422 without a reason, when that holds a CPR number, when it's asked for already, is the current text or was never written.
 */
export async function askErasure(
  db: Db,
  author: Author,
  { slug, number }: { slug: string; number: number },
  { what, reason }: { what: 'content' | 'summary'; reason: string },
): Promise<void> {
  check(author, 'ask-erasure');
  checkCause(reason);
  await db.transaction().execute(async (tx) => {
    const article = await findAnyArticle(tx, slug);
    const sequence = await sequenceAt(tx, article.id, number);
    const before = await hidingOf(tx, sequence);
    const part = what === 'content' ? 'text' : 'summary';
    const parts = { text: before?.text ?? false, summary: before?.summary ?? false };
    // Without the reason, which may tell what nobody is to be told.
    await hide(tx, author, article, number, { ...parts, [part]: true });
    const hides = Number(!parts[part]);
    await ask(tx, author, { what, sequence, person_id: null, post_id: null, reason, hides });
  });
}

/**
 * Asks for the name that a person goes by to be removed, or all names that they ever went by, and their account closes with it;
 * or for all but that, and it goes on.
 * Throws 403 to all but administrators, 404 when there's no such person, 422 without a reason, when that holds a CPR number, when it's asked for already
 * or the name is gone.
 */
export async function askRemoval(
  db: Db,
  author: Author,
  personId: number,
  { what, reason }: { what: NameAskable; reason: string },
): Promise<void> {
  check(author, 'ask-erasure');
  checkCause(reason);
  await db.transaction().execute(async (tx) => {
    if ((await bylinesToTake(tx, personId, what)).length === 0) {
      throw invalid([{ field: 'what', code: 'name-gone' }]);
    }
    await ask(tx, author, { what, sequence: null, person_id: personId, post_id: null, reason, hides: 0 });
  });
}

/**
 * Asks for all that a post ever said to be erased, and hides it until that's decided. Throws 403 to all but administrators, 404 when
 * there's no such post, 422 without a reason, when that holds a CPR number, when it's asked for already or it's gone.
 */
export async function askPostErasure(
  db: Db,
  author: Author,
  { slug, id }: { slug: string; id: number },
  reason: string,
): Promise<void> {
  check(author, 'ask-erasure');
  checkCause(reason);
  await db.transaction().execute(async (tx) => {
    const { id: articleId } = await findAnyArticle(tx, slug);
    const { hidden, isErased } = await findPost(tx, articleId, id, author);
    if (isErased) throw invalid([{ field: 'reason', code: 'post-gone' }]);
    // Without the reason, which may tell what nobody is to be told.
    if (!hidden) await setHidden(tx, author, { articleId, id, isToHide: true });
    const hides = Number(!hidden);
    const what = 'post';
    await ask(tx, author, { what, sequence: null, person_id: null, post_id: id, reason, hides }, 'reason');
  });
}

/** It's kept until another confirms the erasure, and must stand in the log then. */
function checkCause(reason: string): void {
  checkReason(reason);
  refuseCpr(cprInTexts([['reason', reason]]));
}

/** Returns the erasures that are asked for, oldest first. Throws 403 to all but administrators. */
export async function listRequests(db: Db, author: Author): Promise<ErasureRequest[]> {
  check(author, 'ask-erasure');
  const rows = await requests(db).orderBy('erasure_request.id').execute();
  const people = await readPresent(
    db,
    rows.flatMap(({ asked_by, person_id }) => [asked_by, person_id ?? []].flat()),
  );
  return rows.map(
    ({ id, what, reason, asked_at: at, asked_by, person_id, post_id, slug, title, number }) => ({
      ...{ id, what, reason, at, asker: people.get(asked_by)! },
      ...(person_id !== null && { person: people.get(person_id)! }),
      ...(slug !== null && title !== null && number !== null && { revision: { slug, title, number } }),
      ...(slug !== null && title !== null && post_id !== null && { post: { slug, title, id: post_id } }),
    }),
  );
}

/** Returns how many erasures that others asked for wait for an administrator, counting no further than `most`. */
export async function countRequests(db: Db, { personId }: Author, most: number): Promise<number> {
  const others = db.selectFrom('erasure_request').select('id').where('asked_by', '<>', personId);
  return (await others.limit(most).execute()).length;
}

/** Returns an erasure that an administrator may make. Throws 403 when it's they who asked for it, and 404 when none is asked for. */
export async function requestToConfirm(db: Db, author: Author, id: number): Promise<ErasureRequest> {
  const request = (await listRequests(db, author)).find((each) => each.id === id);
  if (!request) throw notFound();
  if (request.asker.personId === author.personId) throw forbidden('takes-two');
  return request;
}

/**
 * Makes an erasure that another asked for. Throws 403 to all but administrators, and to who asked; 404 when none is asked for;
 * 409 when the person has taken another name since, which nobody has asked to have removed, or to have kept.
 */
export async function confirmErasure(db: Db, author: Author, id: number): Promise<void> {
  check(author, 'ask-erasure');
  await erasing(db, async (tx) => {
    const {
      what,
      reason,
      asked_by: askedBy,
      person_id: personId,
      asked_at: since,
      ...of
    } = await takeRequest(tx, id);
    if (askedBy === author.personId) throw forbidden('takes-two');
    const cause = { reason, askedBy };
    if (personId !== null) {
      if (await isRenamed(tx, personId, since)) throw renamedSince();
      const bylines = await bylinesToTake(tx, personId, what);
      for (const bylineId of bylines) await takeByline(tx, author, bylineId, cause);
    } else {
      const article = await findAnyArticle(tx, of.slug!);
      const postId = of.post_id;
      if (postId !== null) await takePost(tx, author, { articleId: article.id, postId }, cause);
      else if (what === 'content') await takeContents(tx, author, article, [of.number!], cause);
      else await takeSummary(tx, author, article, of.number!, cause);
    }
  });
}

/**
 * Ends a request without an erasure: who asked withdraws it, and another refuses it. What it hid is shown again. Throws 403
 * to all but administrators, and to who may not end it so; 404 when none is asked for.
 */
export async function endRequest(
  db: Db,
  author: Author,
  id: number,
  how: 'withdraw' | 'refuse',
): Promise<void> {
  check(author, 'ask-erasure');
  await db.transaction().execute(async (tx) => {
    const { what, asked_by, hides, sequence, post_id: post, slug, number } = await takeRequest(tx, id);
    if ((asked_by === author.personId) !== (how === 'withdraw')) throw forbidden();
    if (hides === 1 && post !== null) return showPostAgain(tx, author, slug!, post);
    if (hides === 0 || sequence === null) return;
    const hiding = await hidingOf(tx, sequence);
    if (!hiding) return;
    const { text, summary } = hiding;
    const left = what === 'content' ? { text: false, summary } : { text, summary: false };
    await hide(tx, author, await findAnyArticle(tx, slug!), number!, left);
  });
}

/** It may have been shown again meanwhile. */
async function showPostAgain(tx: Tx, author: Author, slug: string, id: number): Promise<void> {
  const { id: articleId } = await findAnyArticle(tx, slug);
  const { hidden } = await findPost(tx, articleId, id, author);
  if (hidden) await setHidden(tx, author, { articleId, id, isToHide: false });
}

/** Tells whether anybody else could confirm what a person asks for. */
export async function isAnotherThere(db: Db, { personId, at }: Author): Promise<boolean> {
  const others = ableAdministrators(db, at).where('person.id', '<>', personId);
  return (await others.limit(1).executeTakeFirst()) !== undefined;
}

type NewRequest = Pick<
  Awaited<ReturnType<typeof takeRequest>>,
  'what' | 'sequence' | 'person_id' | 'post_id' | 'reason' | 'hides'
>;

async function ask(
  tx: Tx,
  { personId, at }: Author,
  request: NewRequest,
  field: 'what' | 'reason' = 'what',
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('erasure_request')
    .values({ ...request, asked_by: personId, asked_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) throw invalid([{ field, code: 'asked-already' }]);
}

/** Returns a request and takes it off the list: what follows in the transaction is all that becomes of it. */
async function takeRequest(tx: Tx, id: number) {
  const request = await requests(tx).where('erasure_request.id', '=', id).executeTakeFirst();
  if (!request) throw notFound('no-such-request');
  await tx.deleteFrom('erasure_request').where('id', '=', id).execute();
  return request;
}

function requests(db: Db) {
  return db
    .selectFrom('erasure_request')
    .leftJoin('revision', 'revision.sequence', 'erasure_request.sequence')
    .leftJoin('post', 'post.act_id', 'erasure_request.post_id')
    .leftJoin('thread', 'thread.id', 'post.thread_id')
    .leftJoin('article', (join) =>
      join.on((eb) => eb('article.id', '=', eb.fn.coalesce('revision.article_id', 'thread.article_id'))),
    )
    .selectAll('erasure_request')
    .select(['article.slug', 'article.title', 'revision.number']);
}

/** Tells whether a person goes by another byline than at a moment, ISO-8601 UTC. */
async function isRenamed(tx: Tx, personId: number, since: string): Promise<boolean> {
  const later = tx
    .selectFrom('byline')
    .select('id')
    .where('person_id', '=', personId)
    .where('recorded_at', '>', since);
  return (await later.limit(1).executeTakeFirst()) !== undefined;
}

/** Returns the bylines whose words stand, of those that are asked for: the present one comes last, so that what is left is an account without a name. */
async function bylinesToTake(tx: Tx, personId: number, what: Askable): Promise<number[]> {
  const [present] = (await readPresent(tx, [personId])).values();
  if (!present) throw notFound('no-such-person');
  const all = what === 'name' ? [present] : await bylinesOf(tx, personId);
  const wanted = what === 'earlier' ? all.filter(({ id }) => id !== present.id) : all;
  return wanted.flatMap(({ id, erased }) => (erased ? [] : id)).sort((a, b) => a - b);
}

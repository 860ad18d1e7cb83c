/**
 * The passages that threads are about, as they stand in the current revision: each follows its words from save to save, by whom
 * they are credited to, and where a save leaves less of it, or brings something back, it's looked for as it stood when it was chosen.
 */
import { prepared } from '../../db/prepared.ts';
import type { Tx } from '../../db/schema.ts';
import { leftOf, lengthOf, placesSince, UNPLACED, type Version } from '../../text/attribution.ts';
import { fitted } from '../credit/stored.ts';
import { bodyIn } from '../history/contents.ts';
import type { AddedRevision } from '../history/revisions.ts';
import { creditedIn } from './attribution.ts';
import { forEachArticle, type Copy, type CurrentArticle, type GoneContent } from './copy.ts';
import { finderIn, spansIn, versionAt, versionOf, written } from './quoting.ts';
import { contentBefore } from './reading.ts';

export const passages: Copy = {
  name: 'passages',
  follow: followPassages,
  forget: forgetPassages,
  rebuild: (db) => forEachArticle(db, makeAnew),
};

/** The passage that a thread is about: what stands in the body of a revision, by its number, from one place up to another. */
export interface PassageAnchor {
  number: number;
  start: number;
  end: number;
}

/** Files the passage that a thread of an article is about. */
export async function filePassage(
  tx: Tx,
  articleId: number,
  threadId: number,
  anchor: PassageAnchor,
): Promise<void> {
  const current = await tx
    .selectFrom('article')
    .select('revision_count')
    .where('id', '=', articleId)
    .executeTakeFirstOrThrow();
  const after = await versionAt(tx, articleId, current.revision_count);
  await fileAll(tx, articleId, [{ threadId, anchor }], after);
}

/** In how many revisions passages are looked for at a save, the newest first; what is broken of others stays so until something of it is back later. */
const MOST_LOOKED = 5;

/** Returns the revisions in which a save surely looks for what is broken, given the numbers that an article's passages stand in, the newest first. */
export function surelyLookedIn(numbers: readonly number[]): Set<number> {
  return new Set([...new Set(numbers.slice(0, MOST_FOLLOWED))].slice(0, MOST_LOOKED));
}

async function followPassages(tx: Tx, added: AddedRevision): Promise<void> {
  const { articleId, number, sequence, content, change } = added;
  const rows = number === 1 ? [] : await passagesOf(tx, articleId);
  if (rows.length === 0 || contentBefore(change)?.body === content.body) return;
  const { before, after } = await versionsIn(tx, added);
  const places = before ? placesSince(before, after) : Int32Array.from(after.attribution, () => UNPLACED);
  const standing = new Map(rows.map((row) => [row, leftOf(spansIn(row.standing), places)]));
  // What is neither where it was nor this revision's own came back, or from elsewhere.
  const isBack = after.attribution.some((origin, place) => places[place] === UNPLACED && origin !== sequence);
  const broken = rows.filter((row) => {
    const left = lengthOf(standing.get(row)!);
    return left < row.size && (isBack || left < lengthOf(spansIn(row.standing)));
  });
  for (const number of [...new Set(broken.map((row) => row.number))].slice(0, MOST_LOOKED)) {
    const chosen = await versionAt(tx, articleId, number);
    const find = chosen && finderIn(chosen, after);
    for (const row of broken.filter((row) => find && row.number === number)) {
      const found = find!(spansIn(row.span)[0]!).standing;
      if (lengthOf(found) > lengthOf(standing.get(row)!)) standing.set(row, found);
    }
  }
  for (const [{ thread_id: id, standing: known }, spans] of standing) {
    const text = written(spans);
    if (text !== known) await stand(tx, id, text);
  }
}

const stand = prepared((db, threadId: number, standing: string) =>
  db.updateTable('passage').set({ standing }).where('thread_id', '=', threadId),
);

/** Returns a revision that was just credited, and the one before it unless it's erased, as versions. */
async function versionsIn(
  tx: Tx,
  added: AddedRevision,
): Promise<{ before: Version | undefined; after: Version }> {
  const { parent, content, change } = added;
  const { before, after } = creditedIn(added);
  const former = contentBefore(change);
  return {
    before: former && { ...bodyIn(former), attribution: await fitted(tx, parent!, former.body, before) },
    after: { ...bodyIn(content), attribution: after },
  };
}

/** Of an erased revision nothing is quoted, and nothing followed; and in one nothing stands. */
async function forgetPassages(tx: Tx, { article, sequence }: GoneContent): Promise<void> {
  const { number } = await tx
    .selectFrom('revision')
    .select('number')
    .where('sequence', '=', sequence)
    .executeTakeFirstOrThrow();
  const nothing = { quote: null, size: 0, standing: '' };
  const own = tx.updateTable('passage').where('article_id', '=', article.id);
  await own.set(nothing).where('number', '=', number).execute();
  if (sequence === article.sequence) await own.set({ standing: '' }).execute();
}

/** Reads from the acts that began threads which passages they are about. */
async function makeAnew(tx: Tx, { id, sequence }: CurrentArticle): Promise<void> {
  const rows = await tx
    .selectFrom('thread')
    .innerJoin('log_words', 'log_words.log_id', 'thread.id')
    .select(['thread.id', 'log_words.words'])
    .where('thread.article_id', '=', id)
    .execute();
  const begun = rows.flatMap(({ id: threadId, words }) => {
    const { passage: anchor } = JSON.parse(words) as { passage?: PassageAnchor };
    return anchor ? [{ threadId, anchor }] : [];
  });
  await tx.deleteFrom('passage').where('article_id', '=', id).execute();
  await fileAll(tx, id, begun, begun.length > 0 ? await versionOf(tx, sequence) : undefined);
}

async function fileAll(
  tx: Tx,
  articleId: number,
  begun: readonly { threadId: number; anchor: PassageAnchor }[],
  after: Version | undefined,
): Promise<void> {
  for (const number of new Set(begun.map(({ anchor }) => anchor.number))) {
    const chosen = await versionAt(tx, articleId, number);
    const find = chosen && finderIn(chosen, after);
    for (const { threadId, anchor } of begun.filter(({ anchor }) => anchor.number === number)) {
      const span = { from: anchor.start, to: anchor.end };
      const { quote, size, standing } = find?.(span) ?? { quote: null, size: 0, standing: [] };
      const head = { thread_id: threadId, article_id: articleId, number, span: written([span]) };
      await tx
        .insertInto('passage')
        .values({ ...head, quote, size, standing: written(standing) })
        .execute();
    }
  }
}

/** How many threads of an article have their passages followed, the newest. */
const MOST_FOLLOWED = 200;

const passagesOf = prepared((db, articleId: number) =>
  db
    .selectFrom('passage')
    .selectAll()
    .where('article_id', '=', articleId)
    .where('quote', 'is not', null)
    .orderBy('thread_id', 'desc')
    .limit(MOST_FOLLOWED),
);

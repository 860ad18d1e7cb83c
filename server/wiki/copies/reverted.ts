/**
 * What was taken back: of each revision, the first revert that did it and still stands. A revert that was itself taken back counts
 * for nothing, so that what it took stands again.
 */
import type { Db, Tx } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import { forEachArticle, type Copy } from './copy.ts';

export const reverted: Copy = {
  name: 'reverted',
  follow: async (tx, { articleId, fromNumber }) => {
    if (fromNumber !== null) await fileReverted(tx, articleId);
  },
  rebuild: (db) => forEachArticle(db, (tx, { id }) => fileReverted(tx, id)),
};

/** A revert, by its number, and the numbers of the first and the last revision that it took back. */
export interface RevertRange {
  number: number;
  first: number;
  last: number;
}

/** Returns the reverts of an article that no other that stands took back, the newest first, given in the order of their numbers. */
export function standingReverts(reverts: readonly RevertRange[]): RevertRange[] {
  const standing: RevertRange[] = [];
  for (const revert of reverts.toReversed()) {
    const isTaken = standing.some(({ first, last }) => first <= revert.number && revert.number <= last);
    if (!isTaken) standing.push(revert);
  }
  return standing;
}

/** Returns the ids of articles, of all or of one, whose reverted revisions aren't filed as their reverts come to. */
export async function wronglyReverted(db: Db, articleId?: number): Promise<number[]> {
  const filed = await filedReverted(db, articleId);
  const reverts = await revertsOf(db, articleId);
  const articles = [...new Set([...filed.keys(), ...reverts.keys()])];
  return articles.filter((id) => {
    const expected = numbersTaken(standingReverts(reverts.get(id) ?? []));
    const found = filed.get(id) ?? new Map<number, number>();
    return found.size !== expected.size || [...found].some(([number, by]) => expected.get(number) !== by);
  });
}

/** Files what the reverts of an article come to, where it's filed otherwise. */
async function fileReverted(tx: Tx, articleId: number): Promise<void> {
  const reverts = (await revertsOf(tx, articleId)).get(articleId) ?? [];
  const expected = numbersTaken(standingReverts(reverts));
  const filed = (await filedReverted(tx, articleId)).get(articleId) ?? new Map<number, number>();
  const numbers = [...new Set([...expected.keys(), ...filed.keys()])];
  for (const slice of slices(numbers.filter((at) => expected.get(at) !== filed.get(at)))) {
    const revisions = await tx
      .selectFrom('revision')
      .select(['sequence', 'number'])
      .where('article_id', '=', articleId)
      .where('number', 'in', slice)
      .execute();
    const sequences = revisions.map(({ sequence }) => sequence);
    await tx.deleteFrom('reverted').where('sequence', 'in', sequences).execute();
    const taken = revisions.filter(({ number }) => expected.has(number));
    const rows = taken.map(({ sequence, number }) => ({ sequence, revert_number: expected.get(number)! }));
    if (rows.length > 0) await tx.insertInto('reverted').values(rows).execute();
  }
}

/** Returns the reverts of articles, by the article's id, each in the order of their numbers. */
async function revertsOf(db: Db, articleId?: number): Promise<Map<number, RevertRange[]>> {
  const all = db
    .selectFrom('revision')
    .select(['article_id', 'number', 'action', 'from_number', 'to_number', 'base_number'])
    .where('from_number', 'is not', null)
    .orderBy('article_id')
    .orderBy('number');
  const rows = await (articleId === undefined ? all : all.where('article_id', '=', articleId)).execute();
  const found = new Map<number, RevertRange[]>();
  for (const { article_id, number, action, from_number, to_number, base_number } of rows) {
    // A restore takes back all that was saved since the revision that it brings back, but for what its author hadn't seen.
    const isRestore = action === 'restore';
    const first = isRestore ? from_number! + 1 : from_number!;
    const last = (isRestore ? base_number : to_number) ?? number;
    const revert = { number, first, last: Math.min(last, number - 1) };
    const others = found.get(article_id);
    if (others) others.push(revert);
    else found.set(article_id, [revert]);
  }
  return found;
}

/** What is filed of articles: the number of each revision, and of its revert. */
async function filedReverted(db: Db, articleId?: number): Promise<Map<number, Map<number, number>>> {
  const all = db
    .selectFrom('reverted')
    .innerJoin('revision', 'revision.sequence', 'reverted.sequence')
    .select(['revision.article_id', 'revision.number', 'reverted.revert_number']);
  const rows = await (
    articleId === undefined ? all : all.where('revision.article_id', '=', articleId)
  ).execute();
  const found = new Map<number, Map<number, number>>();
  for (const { article_id: id, number, revert_number: by } of rows) {
    found.set(id, (found.get(id) ?? new Map<number, number>()).set(number, by));
  }
  return found;
}

/** The first that took one back is the last to say so. */
function numbersTaken(standing: readonly RevertRange[]): Map<number, number> {
  const taken = new Map<number, number>();
  for (const { number, first, last } of standing)
    for (let at = first; at <= last; at++) taken.set(at, number);
  return taken;
}

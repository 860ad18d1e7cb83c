/** How many words and signs of an article's body are whose: counted at each save by what the save changed. */
import { prepared } from '../../db/prepared.ts';
import type { Db, Tx } from '../../db/schema.ts';
import type { Attribution } from '../../text/attribution.ts';
import { sharedEnds } from '../../text/ends.ts';
import { originsOf } from '../history/origins.ts';

/** Counts, for each byline, the words that it gained and lost when one attribution of an article was followed by another. */
export async function countWords(
  tx: Tx,
  articleId: number,
  before: Attribution,
  after: Attribution,
): Promise<void> {
  const counts = await byByline(tx, changesBetween(before, after));
  for (const [bylineId, words] of counts) await addWords(tx, articleId, bylineId, words);
  await dropEmpty(tx, articleId);
}

const dropEmpty = prepared((db, articleId: number) =>
  db
    .deleteFrom('contributor')
    .where('article_id', '=', articleId)
    .where('revisions', '=', 0)
    .where('words', '=', 0)
    .where('items', '=', 0),
);

/** Tells whether the words of an article are counted as its attribution credits them. */
export async function isCounted(db: Db, articleId: number, attribution: Attribution): Promise<boolean> {
  const expected = await wordsByByline(db, attribution);
  const rows = await db
    .selectFrom('contributor')
    .select(['byline_id', 'words'])
    .where('article_id', '=', articleId)
    .where('words', '<>', 0)
    .execute();
  return rows.length === expected.size && rows.every((row) => expected.get(row.byline_id) === row.words);
}

/** Returns how many words of an attribution are each byline's. Throws a RangeError when it credits a revision that isn't. */
export function wordsByByline(db: Db, attribution: Attribution): Promise<Map<number, number>> {
  return byByline(db, changesBetween(new Uint32Array(), attribution));
}

/** Returns the words of each byline, given those of each revision: all of them for each who wrote it. Throws a RangeError when there's no such revision. */
export async function byByline(db: Db, words: ReadonlyMap<number, number>): Promise<Map<number, number>> {
  const origins = await originsOf(db, [...words.keys()]);
  const counts = new Map<number, number>();
  for (const [sequence, count] of words) {
    const origin = origins.get(sequence);
    if (!origin) throw new RangeError(`There is no revision ${sequence} to credit`);
    for (const id of [origin.bylineId, ...origin.coBylineIds]) counts.set(id, (counts.get(id) ?? 0) + count);
  }
  return counts;
}

function changesBetween(before: Attribution, after: Attribution): Map<number, number> {
  const same = (i: number, j: number) => before[i] === after[j];
  const { head, tail } = sharedEnds(before.length, after.length, same);
  const changes = new Map<number, number>();
  const count = (words: Attribution, by: number) => {
    for (const sequence of words.subarray(head, words.length - tail)) {
      changes.set(sequence, (changes.get(sequence) ?? 0) + by);
    }
  };
  count(after, 1);
  count(before, -1);
  return new Map([...changes].filter(([, words]) => words !== 0));
}

const addWords = prepared((db, articleId: number, bylineId: number, words: number) =>
  db
    .insertInto('contributor')
    .values({ article_id: articleId, byline_id: bylineId, revisions: 0, words, items: 0 })
    .onConflict((conflict) =>
      conflict
        .columns(['article_id', 'byline_id'])
        .doUpdateSet((eb) => ({ words: eb('contributor.words', '+', eb.ref('excluded.words')) })),
    ),
);

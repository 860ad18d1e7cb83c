/** How many words of an article's body are whose: counted at each save by what the save changed. */
import type { Tx } from '../../db/schema.ts';
import type { Attribution } from '../../text/attribution.ts';
import { sharedEnds } from '../../text/ends.ts';
import { originsOf } from '../bylines.ts';

/** Counts, for each byline, the words that it gained and lost when one attribution of an article was followed by another. */
export async function countWords(
  tx: Tx,
  articleId: number,
  before: Attribution,
  after: Attribution,
): Promise<void> {
  const changed = changesBetween(before, after);
  const origins = await originsOf(tx, [...changed.keys()]);
  const byByline = new Map<number, number>();
  for (const [sequence, words] of changed) {
    const { bylineId } = origins.get(sequence)!;
    byByline.set(bylineId, (byByline.get(bylineId) ?? 0) + words);
  }
  for (const [bylineId, words] of byByline) await addWords(tx, articleId, bylineId, words);
  await tx
    .deleteFrom('contributor')
    .where('article_id', '=', articleId)
    .where('revisions', '=', 0)
    .where('words', '=', 0)
    .execute();
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

async function addWords(tx: Tx, articleId: number, bylineId: number, words: number): Promise<void> {
  await tx
    .insertInto('contributor')
    .values({ article_id: articleId, byline_id: bylineId, revisions: 0, words })
    .onConflict((conflict) =>
      conflict
        .columns(['article_id', 'byline_id'])
        .doUpdateSet((eb) => ({ words: eb('contributor.words', '+', words) })),
    )
    .execute();
}

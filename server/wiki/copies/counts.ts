/** How many revisions, and how many words of the current one, are whose: of each article and each person. */
import { sql } from 'kysely';
import { forEachInBatches } from '../../db/batches.ts';
import { prepared } from '../../db/prepared.ts';
import type { Db, Tx } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import type { Attribution } from '../../text/attribution.ts';
import { copyAttribution } from '../credit/stored.ts';
import { countItems } from '../credit/beside.ts';
import { countWords } from '../credit/words.ts';
import { readContent, unlessErased } from '../history/contents.ts';
import type { AddedRevision } from '../history/revisions.ts';
import { writings } from '../history/writings.ts';
import { currentOf, forEachArticle, type Copy, type CurrentArticle } from './copy.ts';

/** The words of a save are counted as it's credited. */
export const counts: Copy = {
  name: 'counts',
  follow: countRevision,
  forget: (tx, { article }) => countStanding(tx, article),
  rebuild: async (db) => {
    await forEachArticle(db, async (tx, article) => {
      await countAnew(tx, article.id, await copyAttribution(tx, article));
    });
    await countPeople(db);
  },
};

/** Counts anew who wrote an article: the revisions of each byline, and the words of its current one, beside the body too. */
export async function countAnew(tx: Tx, articleId: number, attribution: Attribution): Promise<void> {
  await tx.deleteFrom('contributor').where('article_id', '=', articleId).execute();
  await tx
    .insertInto('contributor')
    .columns(['article_id', 'byline_id', 'revisions', 'words', 'items', 'first_at', 'last_at'])
    .expression(
      writings(tx, articleId)
        .select((eb) => [
          eb.lit(articleId).as('article_id'),
          'byline_id',
          eb.fn.countAll<number>().as('revisions'),
        ])
        .select((eb) => [eb.lit(0).as('words'), eb.lit(0).as('items')])
        .select((eb) => [eb.fn.min('written_at').as('first_at'), eb.fn.max('written_at').as('last_at')])
        .groupBy('byline_id'),
    )
    .execute();
  await countWords(tx, articleId, new Uint32Array(), attribution);
  await countStanding(tx, await currentOf(tx, articleId));
}

async function countStanding(tx: Tx, { id: articleId, sequence }: CurrentArticle): Promise<void> {
  await countItems(tx, { articleId, sequence, content: await unlessErased(readContent(tx, sequence)) });
}

async function countRevision(tx: Tx, { author, coAuthors, articleId }: AddedRevision): Promise<void> {
  for (const { bylineId, personId } of [author, ...coAuthors]) {
    await countInArticle(tx, articleId, bylineId, author.at);
    await countOfPerson(tx, personId);
  }
}

const countInArticle = prepared((db, articleId: number, bylineId: number, at: string) =>
  db
    .insertInto('contributor')
    .values({
      ...{ article_id: articleId, byline_id: bylineId, revisions: 1, words: 0, items: 0 },
      ...{ first_at: at, last_at: at },
    })
    .onConflict((conflict) =>
      conflict.columns(['article_id', 'byline_id']).doUpdateSet((eb) => ({
        revisions: eb('contributor.revisions', '+', 1),
        // An import comes in the order of its commits, whose times may go back and forth.
        first_at: sql<string>`case when contributor.first_at is null or excluded.first_at < contributor.first_at
          then excluded.first_at else contributor.first_at end`,
        last_at: sql<string>`case when contributor.last_at is null or excluded.last_at > contributor.last_at
          then excluded.last_at else contributor.last_at end`,
      })),
    ),
);

const countOfPerson = prepared((db, personId: number) =>
  db
    .updateTable('person')
    .set((eb) => ({ revision_count: eb('revision_count', '+', 1) }))
    .where('id', '=', personId),
);

async function countPeople(db: Db): Promise<void> {
  const people = await db.selectFrom('person').select('id').orderBy('id').execute();
  await forEachInBatches(db, [...slices(people)], async (tx, slice) => {
    await tx
      .updateTable('person')
      .set({
        revision_count: sql`(select count(*) from revision where revision.person_id = person.id)
          + (select count(*) from co_author join byline on byline.id = co_author.byline_id
             where byline.person_id = person.id)`,
      })
      .where('id', '>=', slice[0]!.id)
      .where('id', '<=', slice.at(-1)!.id)
      .execute();
  });
}

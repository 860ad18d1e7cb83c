/**
 * A copy: what is worked out of the history, for speed or for credit, and can be made anew from it at any time. One copy is
 * one file, and one line in the table of `copies/index.ts`.
 */
import { forEachInBatches } from '../../db/batches.ts';
import type { Db, Tx } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import type { AddedRevision } from '../history/revisions.ts';

/** What a copy does; what it has nothing to do with it leaves out. */
export interface Copy {
  readonly name: string;
  /** Whether it's worked out of the current content alone: of several revisions it need only follow the last, as a change of what it followed before. */
  readonly isOfCurrent?: true;
  /** Follows a revision, in the transaction that made it, once the copies before it in the table have. */
  follow?(tx: Tx, added: AddedRevision): Promise<void>;
  /** Follows a byline, in the transaction that made it. */
  followByline?(tx: Tx, byline: AddedByline): Promise<void>;
  /** Gives up what it holds of a content that has just been erased. */
  forget?(tx: Tx, gone: GoneContent): Promise<void>;
  /** Gives up what it holds of the words of a byline that have just been erased. */
  forgetByline?(tx: Tx, byline: AddedByline): Promise<void>;
  /** Works out what an older version didn't, and returns how much that was. */
  catchUp?(db: Db): Promise<number>;
  /** Makes it anew from the history, and from the copies before it, while the wiki goes on. */
  rebuild(db: Db): Promise<void>;
}

export interface AddedByline {
  id: number;
  name: string;
}

/** A content that is gone. */
export interface GoneContent {
  article: CurrentArticle;
  /** Of the revision that it was of. */
  sequence: number;
  content: Content;
}

/** An article, and the sequence of its current revision. */
export interface CurrentArticle {
  id: number;
  uid: Buffer;
  sequence: number;
}

/**
 * Does something with every article in a transaction, as many as one holds without keeping others waiting. Readers see each
 * article as it was or as it should be, and if it's stopped, what is done is done.
 */
export async function forEachArticle(
  db: Db,
  work: (tx: Tx, article: CurrentArticle) => Promise<void>,
): Promise<void> {
  const articles = await db.selectFrom('article').select('id').orderBy('id').execute();
  await forEachInBatches(db, articles, async (tx, { id }) => work(tx, await currentOf(tx, id)));
}

/** Which copy, and in which way it's worked out now: raised whenever the same history gives another. */
export interface Way {
  name: string;
  way: number;
}

/**
 * Does something with every article that a copy hasn't been worked out of in its present way, as `forEachArticle` does, and
 * returns how many they were. Where it was stopped it goes on.
 */
export async function catchUpArticles(
  db: Db,
  { name, way }: Way,
  work: (tx: Tx, article: CurrentArticle) => Promise<void>,
): Promise<number> {
  const done = await copiedUpTo(db, { name, way });
  if (done === ALL) return 0;
  const articles = await db.selectFrom('article').select('id').where('id', '>', done).orderBy('id').execute();
  await forEachInBatches(db, articles, async (tx, { id }) => {
    await work(tx, await currentOf(tx, id));
    await mark(tx, { name, way }, id);
  });
  await mark(db, { name, way }, ALL);
  return articles.length;
}

/** As `catchUpArticles`, for a copy that is only made as a whole. */
export async function catchUpWhole(db: Db, way: Way, make: (db: Db) => Promise<void>): Promise<number> {
  if ((await copiedUpTo(db, way)) === ALL) return 0;
  await make(db);
  await mark(db, way, ALL);
  const { count } = await db
    .selectFrom('article')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Stands for every article, and those to come: they're followed. */
const ALL = -1;

/** Returns the id of the last article that a copy was worked out of in a way, 0 when it's none. */
async function copiedUpTo(db: Db, { name, way }: Way): Promise<number> {
  const row = await db
    .selectFrom('copied')
    .select('up_to')
    .where('copy', '=', name)
    .where('way', '=', way)
    .executeTakeFirst();
  return row?.up_to ?? 0;
}

async function mark(db: Db, { name, way }: Way, upTo: number): Promise<void> {
  await db
    .insertInto('copied')
    .values({ copy: name, way, up_to: upTo })
    .onConflict((conflict) => conflict.column('copy').doUpdateSet({ way, up_to: upTo }))
    .execute();
}

/** Returns an article as it stands now. */
export function currentOf(tx: Tx, articleId: number): Promise<CurrentArticle> {
  return tx
    .selectFrom('article')
    .innerJoin('revision', (join) =>
      join
        .onRef('revision.article_id', '=', 'article.id')
        .onRef('revision.number', '=', 'article.revision_count'),
    )
    .select(['article.id', 'article.uid', 'revision.sequence'])
    .where('article.id', '=', articleId)
    .executeTakeFirstOrThrow();
}

/** Posts as readers see them: under the byline of their time, in their present wording, unless a moderator has hidden it. */
import { sql } from 'kysely';
import { NO_END } from '../../db/no-end.ts';
import { prepared } from '../../db/prepared.ts';
import type { Db } from '../../db/schema.ts';
import { notFound } from '../../errors.ts';
import { bylineColumns, toByline, type Byline } from '../history/bylines.ts';
import { readWithholdings, type Withholding } from '../history/withheld.ts';
import { seesHidden, type Reader } from '../policy.ts';

/**
 * A post as a reader is shown it. `title` is its thread's, of the first one; `rewordedAt` is there when it was said otherwise first.
 * Of one that is hidden there are no words, but for those who see that; of one that is erased there are none.
 */
export interface Post {
  id: number;
  threadId: number;
  byline: Byline;
  at: string;
  title: string;
  words: string;
  rewordedAt?: string;
  hidden?: Withholding;
  isErased?: true;
}

/** Returns the posts of a thread, oldest first, at most `limit`, those after one when it's given. */
export async function postsOf(
  db: Db,
  threadId: number,
  limit: number,
  after = 0,
  reader?: Reader,
): Promise<Post[]> {
  return toPosts(db, await postsAfter(db, threadId, after, limit), reader);
}

/** Returns the newest posts of a thread but its first, at most `limit`, oldest first. */
export async function newestAnswers(
  db: Db,
  threadId: number,
  limit: number,
  reader?: Reader,
): Promise<Post[]> {
  const rows = await answersBefore(db, threadId, threadId, limit);
  return toPosts(db, rows.reverse(), reader);
}

/** Returns a post that stands in a thread about an article, given by its act. Throws 404 when there's no such post. */
export async function findPost(db: Db, articleId: number, id: number, reader?: Reader): Promise<Post> {
  const [post] = await toPosts(db, await postAt(db, articleId, id), reader);
  if (!post) throw notFound('no-such-post');
  return post;
}

/** Tells whether a person has said anything. */
export async function hasPosted(db: Db, personId: number): Promise<boolean> {
  const posts = db.selectFrom('post').select('act_id').where('person_id', '=', personId).limit(1);
  return (await posts.executeTakeFirst()) !== undefined;
}

/** Returns some posts by their acts, as a reader is shown them. */
export async function postsAt(db: Db, ids: readonly number[], reader?: Reader): Promise<Map<number, Post>> {
  const rows = ids.length === 0 ? [] : await posts(db).where('post.act_id', 'in', ids).execute();
  return new Map((await toPosts(db, rows, reader)).map((post) => [post.id, post]));
}

/** Returns the newest posts about an article, at most `limit`, as a reader is shown them. */
export async function newestPosts(
  db: Db,
  articleId: number,
  limit: number,
  reader?: Reader,
): Promise<Post[]> {
  return toPosts(db, await newestAbout(db, articleId, limit), reader);
}

/** Returns the posts about an article, oldest first, at most `limit`, those after one when it's given, as a reader is shown them. */
export async function postsAbout(
  db: Db,
  articleId: number,
  limit: number,
  after = 0,
  reader?: Reader,
): Promise<Post[]> {
  return toPosts(db, await nextAbout(db, articleId, after, limit), reader);
}

/** Returns how many posts each of some threads has. */
export async function countPosts(db: Db, threads: readonly number[]): Promise<Map<number, number>> {
  if (threads.length === 0) return new Map();
  const rows = await db
    .selectFrom('post')
    .select(['thread_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('thread_id', 'in', threads)
    .groupBy('thread_id')
    .execute();
  return new Map(rows.map(({ thread_id: id, count }) => [id, Number(count)]));
}

/**
 * Returns the post behind which the page of a thread begins that a post stands on, given how many a page holds; undefined when it's
 * the first.
 */
export async function pageOf(
  db: Db,
  { threadId, id }: Pick<Post, 'threadId' | 'id'>,
  size: number,
): Promise<number | undefined> {
  const earlier = db.selectFrom('post').where('thread_id', '=', threadId).where('act_id', '<', id);
  const { count } = await earlier
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const pages = Math.floor(Number(count) / size);
  if (pages === 0) return undefined;
  const last = earlier
    .select('act_id')
    .orderBy('act_id')
    .limit(1)
    .offset(pages * size - 1);
  return (await last.executeTakeFirstOrThrow()).act_id;
}

/** A wording of a post: what it said from a moment on, by which act, under what its author went by then. */
export type Wording = Pick<Post, 'id' | 'byline' | 'at' | 'title' | 'words' | 'isErased'>;

/** Returns the wordings of a post, newest first, at most `limit`, those before one's act when it's given; without words, once the post is hidden from the reader. */
export async function wordingsOf(
  db: Db,
  post: Post,
  limit: number,
  before = NO_END,
  reader?: Reader,
): Promise<Wording[]> {
  const later = await wordings(db)
    .where('log.act_id', '=', post.id)
    .where(isReword)
    .where('log.id', '<', before)
    .orderBy('log.id', 'desc')
    .limit(limit)
    .execute();
  const isFirstToo = later.length < limit && post.id < before;
  const first = isFirstToo ? await wordings(db).where('log.id', '=', post.id).execute() : [];
  const rows = [...later, ...first];
  const isShown = !post.hidden || seesHidden(reader);
  return rows.map((row) => ({
    ...{ id: row.id, byline: toByline(row), at: row.recorded_at },
    ...said(isShown || row.words === null ? row.words : '{}'),
  }));
}

/** In the very words of the index `log_reword`. */
const isReword = sql<boolean>`log.action = 'reword'`;

function wordings(db: Db) {
  return db
    .selectFrom('log')
    .innerJoin('byline', 'byline.id', 'log.byline_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .leftJoin('log_words', 'log_words.log_id', 'log.id')
    .select(bylineColumns)
    .select(['log.id', 'log.recorded_at', 'log_words.words']);
}

function posts(db: Db) {
  return db
    .selectFrom('post')
    .innerJoin('log', 'log.id', 'post.act_id')
    .innerJoin('byline', 'byline.id', 'log.byline_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .innerJoin('log as wording', 'wording.id', 'post.current_act')
    .leftJoin('log_words', 'log_words.log_id', 'post.current_act')
    .leftJoin('post_hiding', 'post_hiding.post_id', 'post.act_id')
    .select(bylineColumns)
    .select(['post.act_id', 'post.thread_id', 'post.current_act', 'log.recorded_at'])
    .select(['wording.recorded_at as reworded_at', 'log_words.words', 'post_hiding.act_id as hidden_by']);
}

const postsAfter = prepared((db, threadId: number, after: number, limit: number) =>
  posts(db)
    .where('post.thread_id', '=', threadId)
    .where('post.act_id', '>', after)
    .orderBy('post.act_id')
    .limit(limit),
);

const answersBefore = prepared((db, threadId: number, first: number, limit: number) =>
  posts(db)
    .where('post.thread_id', '=', threadId)
    .where('post.act_id', '>', first)
    .orderBy('post.act_id', 'desc')
    .limit(limit),
);

const postAt = prepared((db, articleId: number, id: number) =>
  posts(db)
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .where('thread.article_id', '=', articleId)
    .where('post.act_id', '=', id),
);

/** Along the log of the article, which holds little else than what was said of it. */
const newestAbout = prepared((db, articleId: number, limit: number) =>
  posts(db).where('log.article_id', '=', articleId).orderBy('log.id', 'desc').limit(limit),
);

const nextAbout = prepared((db, articleId: number, after: number, limit: number) =>
  posts(db)
    .where('log.article_id', '=', articleId)
    .where('log.id', '>', after)
    .orderBy('log.id')
    .limit(limit),
);

type PostRow = Awaited<ReturnType<ReturnType<typeof posts>['execute']>>[number];

async function toPosts(db: Db, rows: readonly PostRow[], reader: Reader): Promise<Post[]> {
  const withholdings = await readWithholdings(
    db,
    rows.flatMap(({ hidden_by: act }) => act ?? []),
  );
  return rows.map((row) => {
    const hidden = row.hidden_by === null ? undefined : withholdings.get(row.hidden_by);
    const isReworded = row.current_act !== row.act_id;
    return {
      ...{ id: row.act_id, threadId: row.thread_id, byline: toByline(row), at: row.recorded_at },
      ...said(row.words === null || row.hidden_by === null || seesHidden(reader) ? row.words : '{}'),
      ...(isReworded && { rewordedAt: row.reworded_at }),
      ...(hidden && { hidden }),
    };
  });
}

/** What stands in the words of an act; null once they are erased. */
function said(words: string | null): Pick<Post, 'title' | 'words' | 'isErased'> {
  if (words === null) return { title: '', words: '', isErased: true };
  const { title = '', words: text = '' } = JSON.parse(words) as { title?: string; words?: string };
  return { title, words: text };
}

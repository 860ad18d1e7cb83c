/** Threads about an article, those with the newest posts first, and the questions of the whole wiki that wait for an answer. */
import { sql } from 'kysely';
import { NO_END } from '../../db/no-end.ts';
import { prepared } from '../../db/prepared.ts';
import type { Db } from '../../db/schema.ts';
import { notFound } from '../../errors.ts';
import { readWithholdings, type Withholding } from '../history/withheld.ts';
import type { Reader } from '../policy.ts';
import { passagesAt, type QuotedPassage } from './passages.ts';
import { countPosts, newestAnswers, postsAt, type Post } from './posts.ts';

/** A thread: its first post, which has its title, how many there are, and who settled it, as long as it's settled. */
export interface Thread {
  id: number;
  /** The code of the section that it asks about; empty if it's no question. */
  section: string;
  lastPost: number;
  first: Post;
  posts: number;
  settled?: Withholding;
  /** What it's about, if that is a passage. Of a thread that is hidden from the reader, or erased, nothing is told of it. */
  passage?: QuotedPassage;
}

/** A thread with its newest answers. */
export interface ThreadWithAnswers extends Thread {
  answers: Post[];
}

/** A question that waits, and the article that it's about. */
export interface OpenQuestion extends Thread {
  article: { slug: string; title: string; kind: string };
}

/** What to choose threads by. */
export interface ThreadFilter {
  isSettled: boolean;
  /** The code of the section that they ask about. */
  section?: string | undefined;
}

/** How many threads of an article are open, in all and, of those that ask about a section, by its code. */
export interface OpenThreads {
  count: number;
  sections: ReadonlyMap<string, number>;
}

/** Returns an article's threads, those with the newest post first, at most `limit`, with at most `answers` answers each; those before a last post, by its act, when it's given. */
export async function listThreads(
  db: Db,
  articleId: number,
  { isSettled, section }: ThreadFilter,
  { limit, answers, before = NO_END }: { limit: number; answers: number; before?: number | undefined },
  reader?: Reader,
): Promise<ThreadWithAnswers[]> {
  let query = db
    .selectFrom('thread')
    .selectAll()
    .where('article_id', '=', articleId)
    .where('settled_by', isSettled ? 'is not' : 'is', null)
    .where('last_post', '<', before);
  if (section !== undefined) query = query.where('section', '=', section);
  const rows = await query.orderBy('last_post', 'desc').limit(limit).execute();
  const threads: ThreadWithAnswers[] = [];
  for (const thread of await toThreads(db, rows, reader)) {
    const newest = thread.posts > 1 ? await newestAnswers(db, thread.id, answers, reader) : [];
    threads.push({ ...thread, answers: newest });
  }
  return threads;
}

/** Returns a thread of an article. Throws 404 when it has no such thread. */
export async function findThread(db: Db, articleId: number, id: number, reader?: Reader): Promise<Thread> {
  const rows = await db
    .selectFrom('thread')
    .selectAll()
    .where('id', '=', id)
    .where('article_id', '=', articleId)
    .execute();
  const [thread] = await toThreads(db, rows, reader);
  if (!thread) throw notFound('no-such-post');
  return thread;
}

/** Returns some threads by their numbers, as a reader is shown them. */
export async function threadsAt(
  db: Db,
  ids: readonly number[],
  reader?: Reader,
): Promise<Map<number, Thread>> {
  const rows =
    ids.length === 0 ? [] : await db.selectFrom('thread').selectAll().where('id', 'in', ids).execute();
  return new Map((await toThreads(db, rows, reader)).map((thread) => [thread.id, thread]));
}

/** Returns how many threads of an article are open, those not counted whose first post is hidden. */
export async function countOpen(db: Db, articleId: number): Promise<OpenThreads> {
  const rows = await openBySection(db, articleId);
  const counts = rows.map(({ section, count }) => [section, Number(count)] as const);
  return {
    count: counts.reduce((sum, [, count]) => sum + count, 0),
    sections: new Map(counts.filter(([section]) => section !== '')),
  };
}

const openBySection = prepared((db, articleId: number) =>
  db
    .selectFrom('thread')
    .leftJoin('post_hiding', 'post_hiding.post_id', 'thread.id')
    .select(['thread.section', (eb) => eb.fn.countAll<number>().as('count')])
    .where('thread.article_id', '=', articleId)
    .where('thread.settled_by', 'is', null)
    .where('post_hiding.act_id', 'is', null)
    .groupBy('thread.section'),
);

/** Returns how many threads of an article are settled. */
export async function countSettled(db: Db, articleId: number): Promise<number> {
  const row = await db
    .selectFrom('thread')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('article_id', '=', articleId)
    .where('settled_by', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Returns the questions that wait, oldest first, at most `limit`, those after one when it's given, about articles of a kind if one is; none of deleted articles, nor hidden ones. */
export async function listQuestions(
  db: Db,
  { kind, after = 0 }: { kind?: string | undefined; after?: number | undefined },
  limit: number,
): Promise<OpenQuestion[]> {
  let query = db
    .selectFrom('thread')
    .innerJoin('article', 'article.id', 'thread.article_id')
    .leftJoin('deletion', 'deletion.article_id', 'thread.article_id')
    .leftJoin('post_hiding', 'post_hiding.post_id', 'thread.id')
    .selectAll('thread')
    .select(['article.slug', 'article.title', 'article.kind'])
    .where('thread.settled_by', 'is', null)
    // In the very words of the index `thread_question`.
    .where(sql<boolean>`thread.section <> ''`)
    .where('thread.id', '>', after)
    .where('deletion.act_id', 'is', null)
    .where('post_hiding.act_id', 'is', null);
  if (kind !== undefined) query = query.where('article.kind', '=', kind);
  const rows = await query.orderBy('thread.id').limit(limit).execute();
  const threads = new Map((await toThreads(db, rows, undefined)).map((thread) => [thread.id, thread]));
  return rows.map(({ id, slug, title, kind }) => ({ ...threads.get(id)!, article: { slug, title, kind } }));
}

interface ThreadRow {
  id: number;
  section: string;
  last_post: number;
  settled_by: number | null;
}

async function toThreads(db: Db, rows: readonly ThreadRow[], reader: Reader): Promise<Thread[]> {
  const ids = rows.map(({ id }) => id);
  const firsts = await postsAt(db, ids, reader);
  const counts = await countPosts(db, ids);
  const settled = await readWithholdings(
    db,
    rows.flatMap(({ settled_by: act }) => act ?? []),
  );
  const said = [...firsts.values()].filter(({ title }) => title !== '').map(({ id }) => id);
  const passages = await passagesAt(db, said, reader);
  return rows.map(({ id, section, last_post: lastPost, settled_by: act }) => ({
    ...{ id, section, lastPost },
    first: firsts.get(id)!,
    posts: counts.get(id) ?? 0,
    ...(act !== null && { settled: settled.get(act)! }),
    ...(passages.has(id) && { passage: passages.get(id)! }),
  }));
}

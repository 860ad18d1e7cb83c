/** Searching what is said of articles: the posts that hold all that somebody typed, the best first. None of a deleted article is found, and what is hidden or erased isn't in the index. */
import type { Db } from '../../db/schema.ts';
import { postRanksFound, postsFound, type Request } from '../../db/search-index.ts';
import { readQuery } from '../../text/finding/query.ts';
import { readLines, snippetOf, type Piece, type StemWeights } from '../../text/finding/snippets.ts';
import { placedWords, stemOf } from '../../text/finding/stems.ts';
import { proseOf } from '../../text/markdown/prose.ts';
import { withNames } from '../talk/mentions.ts';
import { postsAt, type Post } from '../talk/posts.ts';
import { expand, wholly, type Expanded } from './expanding.ts';
import { BEST, MANY, MOST_COUNTED } from './ranking.ts';
import { weightsIn } from './shown.ts';

/** A post that was found, with the first of its thread, whose title that has, the article that they're about, and a few lines of it. */
export interface FoundPost {
  post: Post;
  first: Post;
  article: { slug: string; title: string };
  snippet: Piece[];
}

/** How much of a post is read for its lines, in UTF-16 units, and how much of that may stand before the first word that was found. */
const READ = 2000;
const BEFORE = 200;

/** Returns how many posts hold all that somebody typed; of more than are counted, one more. */
export async function countSaid(db: Db, typed: string): Promise<number> {
  const query = readQuery(typed);
  return query.terms.length === 0 ? 0 : countPostsWith(db, wholly(await expand(db, query)));
}

/** Returns a page of the posts that hold all that somebody typed, and how many there are. */
export async function searchSaid(
  db: Db,
  typed: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ found: FoundPost[]; count: number }> {
  const query = readQuery(typed);
  if (query.terms.length === 0) return { found: [], count: 0 };
  const expanded = await expand(db, query);
  const request = wholly(expanded);
  const count = await countPostsWith(db, request);
  const rows = await bestPosts(db, request, count);
  return { found: await showPosts(db, rows.slice(offset, offset + limit), expanded), count };
}

async function countPostsWith(db: Db, request: Request): Promise<number> {
  const standing = places(db)
    .innerJoin(postsFound(db, request).as('found'), 'found.post_id', 'post.act_id')
    .select('post.act_id')
    .limit(MOST_COUNTED + 1);
  const { count } = await db
    .selectFrom(standing.as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Where there are too many to be ranked, the newest come first. */
function bestPosts(db: Db, request: Request, count: number) {
  const columns = ['post.act_id as id', 'post.thread_id', 'article.slug', 'article.title'] as const;
  if (count > MANY)
    return places(db)
      .innerJoin(postsFound(db, request).as('found'), 'found.post_id', 'post.act_id')
      .select(columns)
      .orderBy('post.act_id', 'desc')
      .limit(BEST)
      .execute();
  return places(db)
    .innerJoin(postRanksFound(db, request).as('found'), 'found.post_id', 'post.act_id')
    .select(columns)
    .orderBy('found.rank')
    .orderBy('post.act_id', 'desc')
    .limit(BEST)
    .execute();
}

/** Posts of articles that stand. */
function places(db: Db) {
  return db
    .selectFrom('post')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .innerJoin('article', 'article.id', 'thread.article_id')
    .leftJoin('deletion', 'deletion.article_id', 'article.id')
    .where('deletion.act_id', 'is', null);
}

async function showPosts(
  db: Db,
  rows: Awaited<ReturnType<typeof bestPosts>>,
  expanded: Expanded,
): Promise<FoundPost[]> {
  const posts = await postsAt(db, [...new Set(rows.flatMap(({ id, thread_id }) => [id, thread_id]))]);
  const weights = weightsIn(expanded);
  const parts = await withNames(
    db,
    rows.map(({ id }) => partAbout(posts.get(id)!.words, weights)),
  );
  return rows.map(({ id, thread_id: threadId, slug, title }, index) => {
    const { headings, text } = proseOf(parts[index]!);
    return {
      ...{ post: posts.get(id)!, first: posts.get(threadId)!, article: { slug, title } },
      snippet: snippetOf(readLines([...headings, ...text]), weights),
    };
  });
}

/** Returns as much of a text as its lines are read from, from a little before the first word that was looked for. */
function partAbout(text: string, weights: StemWeights): string {
  if (text.length <= READ) return text;
  const place = placedWords(text).find(({ word }) => weights.has(stemOf(word)))?.from ?? 0;
  const from = Math.max(0, place - BEFORE);
  const start = from === 0 ? 0 : text.slice(from, place).search(/(?<=\s)\S/);
  return text.slice(from + Math.max(0, start), from + READ);
}

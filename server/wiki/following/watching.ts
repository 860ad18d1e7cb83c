/** What people watch: articles, people, topics and searches. It's private, and counts for nothing but what they're told themselves. */
import type { Db, Tx } from '../../db/schema.ts';
import type { WatchTable } from '../../db/tables/following.ts';
import { invalid, notFound } from '../../errors.ts';
import { compareInDanish } from '../../text/danish-order.ts';
import { standingArticles, toArticle, type Article } from '../articles/articles.ts';
import type { Author } from '../history/author.ts';
import { readPresent, type Byline } from '../history/bylines.ts';
import { reachedNow, type HowFar } from '../history/state.ts';
import { topicFiled, topicKey, topicsComingTo, topicsFiled } from '../history/topics.ts';
import { isSearch, readSearches, type WatchedSearch } from './searches.ts';
import { ensureFollower, type Speaking } from './followers.ts';

export type Watchable = WatchTable['subject'];

/** Something to watch: an article or a person, by its id, a topic, however it's written, or a search by its key. */
export interface Watched {
  subject: Watchable;
  target: string;
}

/** All that a person watches, in Danish alphabetical order, but for topics, which are called otherwise in each language. */
export interface WatchedThings {
  articles: Article[];
  people: Byline[];
  topics: string[];
  searches: WatchedSearch[];
}

export const SUBJECTS = ['article', 'person', 'topic', 'search'] as const satisfies readonly Watchable[];

/** More than anyone reads the news of. */
const MOST_WATCHED = 1000;
/** What is written is held against each search that is watched. */
const MOST_SEARCHES = 25;
const LONGEST_TOPIC = 120;

/**
 * Lets a person be told of something from now on; what they watch already they go on watching. Throws 404 when there's no such
 * thing, and 422 when they watch a thousand others, or as many searches as one may.
 */
export async function watch(db: Db, author: Author, asked: Watched, speaking: Speaking): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const watched = await keyed(tx, asked);
    if (!(await isThere(tx, watched))) throw notFound();
    await checkRoom(tx, author.personId, watched);
    await ensureFollower(tx, author.personId, { ...speaking, at: author.at });
    const { sequence, act } = await reachedNow(tx);
    await tx
      .insertInto('watch')
      .values({
        ...{ person_id: author.personId, ...watched, since: author.at },
        ...{ from_sequence: sequence, from_act: act },
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** Lets a person be told of something no more. */
export async function unwatch(db: Db, { personId }: Author, watched: Watched): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const targets = await targetsOf(tx, watched);
    await tx
      .deleteFrom('watch')
      .where('person_id', '=', personId)
      .where('subject', '=', watched.subject)
      .where('target', 'in', targets)
      .execute();
    if (watched.subject === 'search') {
      const found = tx.deleteFrom('fit').where('person_id', '=', personId);
      await found.where('target', 'in', targets).execute();
    }
  });
}

/** Tells whether a person watches something. */
export async function isWatching(db: Db, personId: number, watched: Watched): Promise<boolean> {
  const row = await db
    .selectFrom('watch')
    .select('since')
    .where('person_id', '=', personId)
    .where('subject', '=', watched.subject)
    .where('target', 'in', await targetsOf(db, watched))
    .executeTakeFirst();
  return row !== undefined;
}

/** A topic is watched by its key; one that is merged into another, as that. */
async function keyed(db: Db, { subject, target }: Watched): Promise<Watched> {
  return { subject, target: subject === 'topic' ? topicKey(await topicFiled(db, target)) : target };
}

/** A topic that is merged into another is watched with it. */
async function targetsOf(db: Db, { subject, target }: Watched): Promise<string[]> {
  if (subject !== 'topic') return [target];
  return [...(await topicsComingTo(db, [await topicFiled(db, target)])).keys()];
}

/** What a person watches, each with how far the wiki had come when they began to. */
export type Watches = Record<Watchable, Map<string, HowFar>>;

function nothing(): Watches {
  return { article: new Map(), person: new Map(), topic: new Map(), search: new Map() };
}

/** Returns what a person watches. */
export async function watchedBy(db: Db, personId: number): Promise<Watches> {
  const rows = await db.selectFrom('watch').selectAll().where('person_id', '=', personId).execute();
  const watches = nothing();
  for (const { subject, target, from_sequence: sequence, from_act: act } of rows)
    watches[subject].set(target, { sequence, act });
  return watches;
}

/** Returns all that a person watches, but for articles that are deleted. */
export async function listWatched(db: Db, personId: number): Promise<WatchedThings> {
  return readWatched(db, await watchedBy(db, personId));
}

/** Returns something that may be watched; undefined when there's no such thing. */
export async function watchedThing(db: Db, { subject, target }: Watched): Promise<WatchedThings | undefined> {
  if (!(await isThere(db, { subject, target }))) return undefined;
  return readWatched(db, { ...nothing(), [subject]: new Map([[target, { sequence: 0, act: 0 }]]) });
}

async function readWatched(db: Db, { article, person, topic, search }: Watches): Promise<WatchedThings> {
  const rows = await standingArticles(db)
    .where('article.id', 'in', idsIn(article))
    .orderBy('article.sort_key')
    .orderBy('article.id')
    .execute();
  const people = await db
    .selectFrom('person')
    .select('id')
    .where('id', 'in', idsIn(person))
    .orderBy('sort_key')
    .execute();
  const bylines = await readPresent(
    db,
    people.map(({ id }) => id),
  );
  return {
    articles: rows.map(toArticle),
    people: people.flatMap(({ id }) => bylines.get(id) ?? []),
    topics: [...new Set((await topicsFiled(db, [...topic.keys()])).values())],
    searches: await readSearches(db, [...search.keys()].sort(compareInDanish)),
  };
}

/** The ids by which something is watched; one that nothing has, where there are none. */
function idsIn(watches: ReadonlyMap<string, HowFar>): number[] {
  return watches.size > 0 ? [...watches.keys()].map(Number) : [0];
}

/** Throws 422 when somebody who watches more than they may would watch another thing. */
async function checkRoom(tx: Tx, personId: number, { subject, target }: Watched): Promise<void> {
  const watches = await watchedBy(tx, personId);
  if (watches[subject].has(target)) return;
  const count = SUBJECTS.reduce((sum, each) => sum + watches[each].size, 0);
  if (count >= MOST_WATCHED) throw invalid([{ field: 'target', code: 'watches-many' }]);
  if (subject === 'search' && watches.search.size >= MOST_SEARCHES)
    throw invalid([{ field: 'target', code: 'searches-many' }]);
}

async function isThere(db: Db, { subject, target }: Watched): Promise<boolean> {
  const id = /^[1-9]\d{0,8}$/.test(target) ? Number(target) : 0;
  const find = {
    article: async () => standingArticles(db).where('article.id', '=', id).executeTakeFirst(),
    person: async () => db.selectFrom('person').select('id').where('id', '=', id).executeTakeFirst(),
    // Nobody has to have written about it yet.
    topic: () => Promise.resolve(target.length > 0 && target.length <= LONGEST_TOPIC ? target : undefined),
    search: () => Promise.resolve(isSearch(target) ? target : undefined),
  }[subject];
  return (await find()) !== undefined;
}

/** What is new to somebody: the articles that they watch, or that were brought into their searches, each on one line however often it was changed, and never for what they did themselves. */
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Db, Schema } from '../../db/schema.ts';
import { readArticles } from '../credit/attribution.ts';
import type { Byline } from '../history/bylines.ts';
import { revisionLines, toLines, type RevisionLine } from '../history/lines.ts';
import { codeInLog, readActs, type LoggedAct } from '../history/public-log.ts';
import { LOG_ALONE } from '../history/recent.ts';
import type { HowFar } from '../history/state.ts';
import type { Reader } from '../policy.ts';
import { NO_END } from '../../db/no-end.ts';
import type { Seen } from './followers.ts';
import { broughtTo, type Brought } from './fits.ts';
import { readSearches, type WatchedSearch } from './searches.ts';
import { changedByOthers, touchedSince, type Touched } from './touched.ts';

/** What happened to one article: its revisions, newest first, of which no more than so many are read, how many there are, and the acts. */
export interface NewsLine {
  article: { id: number; slug: string; title: string; isGone?: true };
  revisions: RevisionLine[];
  count: number;
  /** Whoever wrote the revisions, as they were called then, each once. */
  people: Byline[];
  acts: LoggedAct[];
  /** The searches that it was brought into. */
  searches: WatchedSearch[];
  /** When the newest of it happened, as ISO-8601 UTC. */
  at: string;
}

/** After which points something is new, and up to which. */
export interface Span {
  since: Seen;
  until?: Seen;
}

/** Of one article no more revisions and acts are read than that. */
const MOST_OF_ONE = 20;
/** So much is told of what was brought into searches. */
const MOST_BROUGHT = 200;

/** Returns what is new to a person, the newest first, at most `limit` lines, as a reader is shown it. */
export async function newsFor(
  db: Db,
  personId: number,
  span: Span,
  limit: number,
  reader: Reader,
): Promise<NewsLine[]> {
  const touched = await touchedSince(db, personId, span);
  const byOthers = await changedByOthers(db, personId, [...touched.keys()], span);
  const between = { since: span.since.fit, until: span.until?.fit ?? NO_END };
  const brought = await broughtTo(db, personId, between, MOST_BROUGHT);
  const news = new Map<number, Touched>([...touched].filter(([id]) => byOthers.has(id)));
  for (const [id, { sequence }] of brought)
    if (!news.has(id)) news.set(id, { newest: sequence, by: 'nobody', since: span.since });
  const newest = [...news].sort(([, a], [, b]) => b.newest - a.newest);
  const articles = await readArticles(
    db,
    newest.map(([id]) => id),
    reader,
  );
  const asked = newest.flatMap(([id, { by, since }]): LineAsked[] => {
    const article = articles.get(id);
    return article ? [{ article, personId, by, span: { ...span, since }, brought: brought.get(id) }] : [];
  });
  const lines: NewsLine[] = [];
  for (let next = 0; next < asked.length && lines.length < limit;) {
    const some = asked.slice(next, next + limit - lines.length);
    lines.push(...(await linesOf(db, some, reader)));
    next += some.length;
  }
  return lines.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

interface LineAsked {
  article: NewsLine['article'];
  personId: number;
  by: Touched['by'];
  span: { since: HowFar; until?: HowFar };
  brought: Brought | undefined;
}

/** Returns what is told of some articles, each thing read of all of them at once; nothing of one of which all is one's own. */
async function linesOf(db: Db, asked: readonly LineAsked[], reader: Reader): Promise<NewsLine[]> {
  const revisions = await revisionsOf(db, asked, reader);
  const acts = await actsOf(db, asked, reader);
  const targets = new Set(asked.flatMap(({ brought }) => brought?.targets ?? []));
  const searches = await readSearches(db, [...targets]);
  const lines: NewsLine[] = [];
  for (const one of asked) {
    const line = lineOf(one, revisions(one.article.id), acts(one.article.id), searches);
    if (line?.count === MOST_OF_ONE) line.count = await countRevisions(db, one);
    if (line) lines.push(line);
  }
  return lines;
}

function lineOf(
  { article, brought }: LineAsked,
  revisions: RevisionLine[],
  acts: LoggedAct[],
  all: readonly WatchedSearch[],
): NewsLine | undefined {
  const moments = [
    ...revisions.map(({ recordedAt }) => recordedAt),
    ...acts.map(({ at }) => at),
    ...(brought ? [brought.at] : []),
  ];
  if (moments.length === 0) return undefined;
  const people = [...new Map(revisions.map(({ byline }) => [byline.personId, byline])).values()];
  const at = moments.reduce((a, b) => (a > b ? a : b));
  const found = (brought?.targets ?? []).flatMap(
    (target) => all.find((search) => search.target === target) ?? [],
  );
  return { article, revisions, count: revisions.length, people, acts, searches: found, at };
}

/** Of a deleted article nothing that was written is told, but what was done to it. */
async function revisionsOf(
  db: Db,
  asked: readonly LineAsked[],
  reader: Reader,
): Promise<(articleId: number) => RevisionLine[]> {
  const queries = asked
    .filter(({ article, by }) => !article.isGone && by !== 'nobody')
    .map((one) => revisionsIn(db, one).select(['article_id', 'sequence as id']).orderBy('number', 'desc'));
  const found = await newestOfEach(db, queries);
  const query = revisionLines(db).where('revision.sequence', 'in', [...found.keys()]);
  const rows = found.size > 0 ? await query.execute() : [];
  const newest = rows.sort((a, b) => b.sequence - a.sequence);
  const lines = await toLines(db, newest, reader);
  return (articleId) => lines.filter(({ sequence }) => found.get(sequence) === articleId);
}

async function actsOf(
  db: Db,
  asked: readonly LineAsked[],
  reader: Reader,
): Promise<(articleId: number) => LoggedAct[]> {
  const queries = asked
    .filter(({ by }) => by === 'anyone')
    .map((one) => actsIn(db, one).select(['log.article_id', 'log.id']).orderBy('log.id', 'desc'));
  const found = await newestOfEach(db, queries);
  const acts = await readActs(db, [...found.keys()], reader);
  return (articleId) => acts.filter(({ id }) => found.get(id) === articleId);
}

type OfArticles = SelectQueryBuilder<Schema, never, { article_id: number | null; id: number }>;

/** Asks some queries, each of one article, for the first that each finds, in one statement; returns the ids of what is found, and the article that each is of. */
async function newestOfEach(db: Db, queries: readonly OfArticles[]): Promise<Map<number, number>> {
  const [first, ...others] = queries.map((query) =>
    db.selectFrom(query.limit(sql.lit(MOST_OF_ONE)).as('newest')).selectAll(),
  );
  if (!first) return new Map();
  const all = others.reduce((before, next) => before.unionAll(next), first);
  return new Map((await all.execute()).map(({ article_id, id }) => [id, article_id!]));
}

function revisionsIn(db: Db, { article, personId, by, span: { since, until } }: LineAsked) {
  return db
    .selectFrom('revision')
    .where('article_id', '=', article.id)
    .where('sequence', '>', since.sequence)
    .where('person_id', '<>', personId)
    .$if(until !== undefined, (query) => query.where('sequence', '<=', until!.sequence))
    .$if(typeof by !== 'string', (query) => query.where('person_id', 'in', by as readonly number[]));
}

async function countRevisions(db: Db, asked: LineAsked): Promise<number> {
  const { count } = await revisionsIn(db, asked)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function actsIn(db: Db, { article, personId, span: { since, until } }: LineAsked) {
  return db
    .selectFrom('log')
    .innerJoin('byline', 'byline.id', 'log.byline_id')
    .where('log.article_id', '=', article.id)
    .where('log.id', '>', since.act)
    .$if(until !== undefined, (query) => query.where('log.id', '<=', until!.act))
    .where('byline.person_id', '<>', personId)
    .where(codeInLog, 'not in', LOG_ALONE);
}

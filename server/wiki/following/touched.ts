/** Which articles something happened to that somebody watches: themselves, what they are filed under, or who did it. */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import type { HowFar } from '../history/state.ts';
import { topicsFiled } from '../history/topics.ts';
import { watchedBy } from './watching.ts';

type DoneBy = readonly number[] | 'anyone';

/** Why an article is news: all that happened to it counts, or what some people did alone, or nothing but that a search finds it; and since when. */
export interface Touched<Whose = DoneBy | 'nobody'> {
  newest: number;
  by: Whose;
  since: HowFar;
}

/**
 * Returns the articles that something happened to which a person watches. Each list is found by an index of its own: an article knows
 * its newest revision, and a person theirs. What was there before one watched it is no news.
 */
export async function touchedSince(
  db: Db,
  personId: number,
  since: HowFar,
): Promise<Map<number, Touched<DoneBy>>> {
  const { article, person, topic } = await watchedBy(db, personId);
  const found = new Map<number, Touched<DoneBy>>();
  const add = (id: number, newest: number, by: DoneBy, from: HowFar) => {
    const known = found.get(id);
    found.set(id, {
      newest: Math.max(newest, known?.newest ?? 0),
      by: by === 'anyone' || known?.by === 'anyone' ? 'anyone' : [...(known?.by ?? []), ...by],
      since: known ? earlier(known.since, later(since, from)) : later(since, from),
    });
  };
  const ids = [...article.keys()].map(Number);
  if (ids.length > 0)
    for (const row of [...(await changedOf(db, ids, since)), ...(await actedOn(db, ids, since))])
      add(row.id, row.sequence, 'anyone', article.get(String(row.id))!);
  if (topic.size > 0) {
    const filed = await topicsFiled(db, [...topic.keys()]);
    const watched = new Map<string, HowFar>();
    for (const [key, from] of topic) {
      const known = watched.get(filed.get(key)!);
      watched.set(filed.get(key)!, known ? earlier(known, from) : from);
    }
    for (const row of await changedUnder(db, [...watched.keys()], since))
      add(row.id, row.sequence, 'anyone', watched.get(row.topic)!);
  }
  if (person.size > 0)
    for (const row of await changedBy(db, [...person.keys()].map(Number), since))
      add(row.id, row.sequence, [row.by], person.get(String(row.by))!);
  return found;
}

function later(a: HowFar, b: HowFar): HowFar {
  return { sequence: Math.max(a.sequence, b.sequence), act: Math.max(a.act, b.act) };
}

function earlier(a: HowFar, b: HowFar): HowFar {
  return { sequence: Math.min(a.sequence, b.sequence), act: Math.min(a.act, b.act) };
}

/**
 * Returns those of some articles that others did something to: nobody waits until all that is one's own is looked through. Of each the
 * newest is looked at first, and one is enough.
 */
export async function changedByOthers(
  db: Db,
  personId: number,
  ids: readonly number[],
  since: HowFar,
): Promise<Set<number>> {
  const found = new Set<number>();
  const edited = db
    .selectFrom('revision')
    .select('revision.sequence')
    .whereRef('revision.article_id', '=', sql.ref('article.id'))
    .where('revision.sequence', '>', since.sequence)
    .where('revision.person_id', '<>', personId)
    .orderBy('revision.number', 'desc')
    .limit(FIRST);
  const acted = db
    .selectFrom('log')
    .innerJoin('byline', 'byline.id', 'log.byline_id')
    .select('log.id')
    .whereRef('log.article_id', '=', sql.ref('article.id'))
    .where('log.id', '>', since.act)
    .where('byline.person_id', '<>', personId)
    .orderBy('log.id', 'desc')
    .limit(FIRST);
  for (const slice of slices(ids)) {
    const rows = await db
      .selectFrom('article')
      .select('article.id')
      .where('article.id', 'in', slice)
      .where(({ or, exists }) => or([exists(edited), exists(acted)]))
      .execute();
    for (const { id } of rows) found.add(id);
  }
  return found;
}

const FIRST = sql.lit(1);

function changedOf(db: Db, ids: readonly number[], { sequence }: HowFar) {
  return db
    .selectFrom('article')
    .select(['id', 'sequence'])
    .where('id', 'in', ids)
    .where('sequence', '>', sequence)
    .execute();
}

function actedOn(db: Db, ids: readonly number[], { act }: HowFar) {
  return db
    .selectFrom('log')
    .innerJoin('article', 'article.id', 'log.article_id')
    .select(['article.id', 'article.sequence'])
    .where('log.article_id', 'in', ids)
    .where('log.id', '>', act)
    .execute();
}

/** To tell of a deleted article by what it's filed under would tell that. */
function changedUnder(db: Db, topics: readonly string[], { sequence }: HowFar) {
  return db
    .selectFrom('facet')
    .innerJoin('article', 'article.id', 'facet.article_id')
    .leftJoin('deletion', 'deletion.article_id', 'facet.article_id')
    .select(['article.id', 'article.sequence', 'facet.value as topic'])
    .where('deletion.act_id', 'is', null)
    .where('facet.name', '=', 'topic')
    .where('facet.value', 'in', topics)
    .where('article.sequence', '>', sequence)
    .execute();
}

function changedBy(db: Db, people: readonly number[], { sequence }: HowFar) {
  return db
    .selectFrom('revision')
    .select(['article_id as id', 'person_id as by', 'sequence'])
    .where('person_id', 'in', people)
    .where('sequence', '>', sequence)
    .execute();
}

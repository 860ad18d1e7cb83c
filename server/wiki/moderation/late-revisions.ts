/** What somebody wrote lately: the numbers of their revisions, article by article, and the runs that these make. */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';

/** Of how many of a person's newest revisions it's looked at which are late. */
const MOST_REVISIONS = 5000;

/** An article, and the numbers of somebody's late revisions in it, in their order. */
export interface LateRevisions {
  slug: string;
  numbers: number[];
}

/**
 * Returns what somebody has saved since a moment (ISO-8601 UTC) in articles that aren't deleted, and nobody has taken back yet, the
 * article that they wrote in last first, of at most `limit` articles; and whether there is more.
 */
export async function lateRevisions(
  db: Db,
  personId: number,
  since: string,
  limit: number,
): Promise<{ articles: LateRevisions[]; isMore: boolean }> {
  const rows = await db
    .selectFrom('revision')
    .innerJoin('article', 'article.id', 'revision.article_id')
    .leftJoin('deletion', 'deletion.article_id', 'article.id')
    .leftJoin('reverted', 'reverted.sequence', 'revision.sequence')
    .select(['article.slug', 'revision.number'])
    .where('revision.person_id', '=', personId)
    .where('reverted.sequence', 'is', null)
    .where('deletion.act_id', 'is', null)
    .where(
      sql<string>`case when revision.recorded_at = '' then revision.written_at else revision.recorded_at end`,
      '>=',
      since,
    )
    .orderBy('revision.sequence', 'desc')
    .limit(MOST_REVISIONS)
    .execute();
  const all = new Map<string, number[]>();
  for (const { slug, number } of rows) all.set(slug, [number, ...(all.get(slug) ?? [])]);
  const articles = [...all].slice(0, limit).map(([slug, numbers]) => ({ slug, numbers }));
  return { articles, isMore: all.size > limit || rows.length === MOST_REVISIONS };
}

/** Revisions of one person in a row, from one number to another; `isOthersBefore` tells that somebody else wrote the one before them. */
export interface Run {
  from: number;
  to: number;
  isOthersBefore: boolean;
}

/** Returns the runs that some revisions of a person make, none of them the first of its article, in their order. */
export async function runsOf(
  db: Db,
  articleId: number,
  personId: number,
  numbers: readonly number[],
): Promise<Run[]> {
  const all = new Set(numbers);
  const starts = numbers.filter((number) => !all.has(number - 1));
  const before = starts.map((number) => number - 1);
  const own = await db
    .selectFrom('revision')
    .select('number')
    .where('article_id', '=', articleId)
    .where('person_id', '=', personId)
    .where('number', 'in', before)
    .execute();
  const isOwn = new Set(own.map(({ number }) => number));
  const ends = numbers.filter((number) => !all.has(number + 1));
  return starts.map((from, i) => ({ from, to: ends[i]!, isOthersBefore: !isOwn.has(from - 1) }));
}

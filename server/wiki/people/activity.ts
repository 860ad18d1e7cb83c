/** What somebody does in the wiki, for their page: when they write, what about, and what of theirs stands today. */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { unindexed } from '../../db/unindexed.ts';

/** An article with words of somebody's, and how many. */
export interface StandingWords {
  slug: string;
  title: string;
  kind: string;
  words: number;
}

/** What of somebody's stands in the articles of today: so many words in so many articles, those with most of them, and the topics of these. */
export interface StandingWorks {
  words: number;
  count: number;
  articles: StandingWords[];
  topics: { topic: string; count: number }[];
}

/** How many articles and topics are named. */
const MOST_NAMED = 10;

/** Returns how many revisions a person wrote in each hour (`YYYY-MM-DDTHH`, UTC) since a moment (ISO-8601 UTC). */
export async function editsByHour(db: Db, personId: number, since: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('revision')
    .select((eb) => [
      sql<string>`substr(revision.written_at, 1, 13)`.as('hour'),
      eb.fn.countAll<number>().as('count'),
    ])
    .where('person_id', '=', personId)
    .where('written_at', '>=', since)
    .groupBy(sql`substr(revision.written_at, 1, 13)`)
    .execute();
  return new Map(rows.map(({ hour, count }) => [hour, count]));
}

/** Returns what of a person's stands today. */
export async function standingOf(db: Db, personId: number): Promise<StandingWorks> {
  const articles = await standingWords(db, personId)
    .select(['article.slug', 'article.title', 'article.kind'])
    .groupBy(['article.slug', 'article.title', 'article.kind'])
    .orderBy('words', 'desc')
    .orderBy('article.slug')
    .limit(MOST_NAMED)
    .execute();
  const all = await db
    .selectFrom(standingWords(db, personId).groupBy('article.id').as('theirs'))
    .select((eb) => [eb.fn.sum<number | null>('words').as('words'), eb.fn.countAll<number>().as('count')])
    .executeTakeFirstOrThrow();
  const topics = await standingWords(db, personId)
    .innerJoin('facet', 'facet.article_id', 'article.id')
    .clearSelect()
    .select((eb) => ['facet.value as topic', eb.fn.count<number>('article.id').distinct().as('count')])
    .where(unindexed('facet.name'), '=', 'topic')
    .groupBy('facet.value')
    .orderBy('count', 'desc')
    .orderBy('facet.value')
    .limit(MOST_NAMED)
    .execute();
  return { words: Number(all.words ?? 0), count: all.count, articles, topics };
}

/** The articles that stand in which a person has words, under any name that they went by. */
function standingWords(db: Db, personId: number) {
  const theirs = sql<number>`contributor.words + contributor.items`;
  return db
    .selectFrom('byline')
    .innerJoin('contributor', 'contributor.byline_id', 'byline.id')
    .innerJoin('article', 'article.id', 'contributor.article_id')
    .leftJoin('deletion', 'deletion.article_id', 'article.id')
    .select(sql<number>`sum(${theirs})`.as('words'))
    .where('byline.person_id', '=', personId)
    .where('deletion.act_id', 'is', null)
    .where(theirs, '>', 0);
}

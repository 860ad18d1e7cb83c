/** Who has just begun to write, to be welcomed: only those who stand by a name that is shown, and whose words are. */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import type { Byline } from '../history/bylines.ts';
import { people, toPerson } from './people.ts';

/** Somebody who has just begun, what of theirs everybody may read, and when they began, as ISO-8601 UTC. */
export interface Newcomer {
  byline: Byline;
  article: { slug: string; title: string };
  began: string;
}

/** How many of the newest revisions are looked through for people who began with one of them. */
const LOOKED_AT = 300;

/**
 * Returns those who wrote for the first time since a moment (ISO-8601 UTC), the last first, at most `limit`. Nobody who was ever
 * blocked, whose name is erased, or whose account is closed, and nobody whose words are deleted, hidden or taken back.
 */
export async function newcomersSince(db: Db, since: string, limit: number): Promise<Newcomer[]> {
  const first = await firstWritten(db, since);
  if (first.length === 0) return [];
  const rows = await people(db)
    .leftJoin('block', 'block.person_id', 'person.id')
    .where('block.act_id', 'is', null)
    .where('byline_words.words', 'is not', null)
    .where('credential.person_id', 'is not', null)
    .where(
      'person.id',
      'in',
      first.map(({ id }) => id),
    )
    .execute();
  const known = new Map(rows.map((row) => [row.person_id, toPerson(row)]));
  return first
    .flatMap(({ id, slug, title, at }) => {
      const person = known.get(id);
      return person ? { byline: person.byline, article: { slug, title }, began: at } : [];
    })
    .slice(0, limit);
}

/** The first revision of each person who began with one of the newest, if all may read it. */
async function firstWritten(db: Db, since: string) {
  const newest = db
    .selectFrom('revision as newest')
    .select([
      'newest.sequence',
      'newest.person_id',
      'newest.article_id',
      'newest.written_at',
      'newest.action',
    ])
    .orderBy('newest.sequence', 'desc')
    .limit(LOOKED_AT);
  return db
    .selectFrom(newest.as('own'))
    .innerJoin('article', 'article.id', 'own.article_id')
    .leftJoin('deletion', 'deletion.article_id', 'own.article_id')
    .leftJoin('hiding', 'hiding.sequence', 'own.sequence')
    .leftJoin('reverted', 'reverted.sequence', 'own.sequence')
    .select(['own.person_id as id', 'article.slug', 'article.title', 'own.written_at as at'])
    .where('own.written_at', '>=', since)
    .where('own.action', 'not in', ['import', 'starter'])
    .where('deletion.act_id', 'is', null)
    .where('hiding.act_id', 'is', null)
    .where('reverted.sequence', 'is', null)
    .where(
      'own.sequence',
      '=',
      sql<number>`(select min(earlier.sequence) from revision as earlier where earlier.person_id = own.person_id)`,
    )
    .orderBy('own.sequence', 'desc')
    .execute();
}

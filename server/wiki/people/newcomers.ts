/** Who has just begun to write, to be welcomed: only those who stand by a name that is shown, and whose words are. */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import type { Byline } from '../history/bylines.ts';
import { people, toPerson } from './people.ts';

/** Somebody who has just begun, what of theirs everybody may read, and when they began, as ISO-8601 UTC. */
export interface NewContributor {
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
export async function newcomersSince(db: Db, since: string, limit: number): Promise<NewContributor[]> {
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

/** The first revision of each person who began with one of the newest, if all may read it, the last first. */
async function firstWritten(db: Db, since: string) {
  const newest = await db
    .selectFrom('revision')
    .select(['sequence', 'person_id', 'written_at'])
    // A bound, if one that bounds nothing: so it's a walk along the key, which ends at the limit.
    .where('sequence', '>', 0)
    .orderBy('sequence', 'desc')
    .limit(LOOKED_AT)
    .execute();
  const first = new Map(newest.map((row) => [row.person_id, row]));
  const fresh = [...first.values()].filter(({ written_at: at }) => at >= since);
  if (fresh.length === 0) return [];
  const rows = await db
    .selectFrom('revision')
    .innerJoin('article', 'article.id', 'revision.article_id')
    .leftJoin('deletion', 'deletion.article_id', 'revision.article_id')
    .leftJoin('hiding', 'hiding.sequence', 'revision.sequence')
    .leftJoin('reverted', 'reverted.sequence', 'revision.sequence')
    .select(['revision.sequence', 'revision.person_id as id', 'revision.written_at as at'])
    .select(['article.slug', 'article.title'])
    .where(
      'revision.sequence',
      'in',
      fresh.map(({ sequence }) => sequence),
    )
    .where('revision.action', 'not in', ['import', 'starter'])
    .where('deletion.act_id', 'is', null)
    .where('hiding.act_id', 'is', null)
    .where('reverted.sequence', 'is', null)
    .where(
      'revision.sequence',
      '=',
      sql<number>`(select min(earlier.sequence) from revision as earlier where earlier.person_id = revision.person_id)`,
    )
    .execute();
  return rows.sort((a, b) => b.sequence - a.sequence);
}

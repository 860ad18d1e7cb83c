/** People by their names, as they go by now. */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { sortKey } from '../../text/sort-key.ts';
import { people, toPerson, type Person } from '../people/people.ts';

/** Returns the people in whose names every word that was typed begins a name, in Danish alphabetical order, at most `limit`. */
export async function findPeople(db: Db, typed: string, limit: number): Promise<Person[]> {
  const words = sortKey(typed).split(' ').filter(Boolean);
  if (words.length === 0) return [];
  let query = people(db).where('byline_words.words', 'is not', null);
  for (const word of words.slice(0, 6)) {
    query = query.where(sql<boolean>`' ' || person.sort_key like ${`% ${word}%`}`);
  }
  const rows = await query.orderBy('person.sort_key').orderBy('person.id').limit(limit).execute();
  return rows.map(toPerson);
}

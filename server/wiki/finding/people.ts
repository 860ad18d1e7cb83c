/** People by their names, as they go by now; a name that is spelled as it sounds finds them, too. */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { foldedWords } from '../../text/finding/stems.ts';
import { soundOf } from '../../text/finding/vocabulary.ts';
import { foldedName } from '../../text/folded-name.ts';
import { people, toPerson, type Person } from '../people/people.ts';

/** How many words a name has that is looked for, and how long one of them is at least if they may sound alike. */
const MOST_WORDS = 6;
const SHORTEST_SOUND = 3;
/** How many people are looked at whose names may sound alike. */
const LOOKED_AT = 200;

/**
 * Returns the people in whose names every word that was typed begins a name, in Danish alphabetical order, at most `limit`; where
 * there are none, those in whose names every word sounds like the beginning of one.
 */
export async function findPeople(db: Db, typed: string, limit: number): Promise<Person[]> {
  const words = foldedName(typed).split(' ').filter(Boolean);
  if (words.length === 0) return [];
  const named = await peopleLike(
    db,
    words.slice(0, MOST_WORDS).map((word) => `% ${word}%`),
    limit,
  );
  return named.length > 0 ? named : peopleSounding(db, foldedWords(typed), limit);
}

async function peopleSounding(db: Db, words: readonly string[], limit: number): Promise<Person[]> {
  if (words.length > MOST_WORDS || words.every(({ length }) => length < SHORTEST_SOUND)) return [];
  const sounds = words.map(soundOf);
  const patterns = sounds.map((sound) => `%${sound.replaceAll(UNSURE, '%')}%`);
  if (patterns.every((pattern) => !SURE.test(pattern))) return [];
  const alike = await peopleLike(db, patterns, LOOKED_AT);
  const isSo = ({ byline }: Person) => {
    const own = foldedWords(byline.name).map(soundOf);
    return sounds.every((sound) => own.some((each) => each.startsWith(sound)));
  };
  return alike.filter(isSo).slice(0, limit);
}

/** Letters that a name has wherever they're heard; the others may be spelled in more ways than one. */
const UNSURE = /[^blmnprst]+/g;
const SURE = /[^%]/;

/** Returns people in whose names, as they're found by, all patterns are found. */
async function peopleLike(db: Db, patterns: readonly string[], limit: number): Promise<Person[]> {
  let query = people(db).where('byline_words.words', 'is not', null);
  for (const pattern of patterns)
    query = query.where(sql<boolean>`' ' || person.folded_name like ${pattern}`);
  const rows = await query.orderBy('person.sort_key').orderBy('person.id').limit(limit).execute();
  return rows.map(toPerson);
}

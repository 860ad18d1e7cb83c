/** The words that the wiki holds, as they're looked up: by what stands in them, and by what they sound like. */
import type { Db } from '../../db/schema.ts';
import { mistakesIn, SHORTEST_MEANT, soundOf, soundsNear } from '../../text/finding/vocabulary.ts';

/** How many words that begin alike are looked at. */
const LOOKED_AT = 100;
/** What is typed of a word is told by its sound from so many letters on. */
const TELLING = 6;

/** Returns those of some stems that the wiki holds. */
export async function knownStems(db: Db, stems: readonly string[]): Promise<Set<string>> {
  if (stems.length === 0) return new Set();
  const rows = await db
    .selectFrom('vocabulary')
    .select('word')
    .where('way', '=', 'ending')
    .where('key', 'in', [...new Set(stems)])
    .whereRef('word', '=', 'key')
    .execute();
  return new Set(rows.map(({ word }) => word));
}

/** Returns the words that begin with what was typed, the shortest first: a half word is as good as a whole one. */
export async function wordsBegun(db: Db, typed: string): Promise<string[]> {
  if (typed.length < SHORTEST_MEANT) return [];
  return (await wordsSounding(db, soundOf(typed))).filter((word) => word.startsWith(typed));
}

/** Returns the words that may have been meant by one, the closest first; then those that begin as it sounds. */
export async function wordsNear(db: Db, typed: string): Promise<string[]> {
  const sounds = soundsNear(typed);
  if (sounds.length === 0) return [];
  const rows = await db
    .selectFrom('vocabulary')
    .select('word')
    .where('way', '=', 'sound')
    .where('key', 'in', sounds)
    .execute();
  const sound = soundOf(typed);
  const near = rows
    .map(({ word }) => ({ word, mistakes: mistakesIn(typed, word), isSame: soundOf(word) === sound }))
    .filter(({ mistakes }) => mistakes < Infinity)
    .sort(
      (a, b) =>
        Number(b.isSame) - Number(a.isSame) || a.mistakes - b.mistakes || a.word.length - b.word.length,
    )
    .map(({ word }) => word);
  return near.length > 0 || typed.length < TELLING ? near : wordsSounding(db, sound);
}

async function wordsSounding(db: Db, beginning: string): Promise<string[]> {
  const rows = await db
    .selectFrom('vocabulary')
    .select('word')
    .where('way', '=', 'sound')
    .where('key', '>=', beginning)
    .where('key', '<', `${beginning}\u{10FFFF}`)
    .orderBy('key')
    .limit(LOOKED_AT)
    .execute();
  return rows.map(({ word }) => word).sort((a, b) => a.length - b.length);
}

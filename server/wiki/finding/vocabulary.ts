/** The words that the wiki holds, as they're looked up: by what stands in them, and by what they sound like. */
import type { Db } from '../../db/schema.ts';
import { holdsRunsOf } from '../../db/search-index.ts';
import {
  keyOf,
  keysFrom,
  MOST_MISTAKES,
  mistakesIn,
  SHORTEST_MEANT,
  SHORTEST_PART,
  soundOf,
  soundsNear,
  wordsOfLine,
} from '../../text/finding/vocabulary.ts';
import { soundingBy, stemsKnown, type KnownStem } from '../copies/vocabulary.ts';

/** How many stems that begin alike are looked at, and how many that hold a part. */
const LOOKED_AT = { begun: 200, holding: 500 };
/** What is typed of a word is told by its sound from so many letters on. */
const TELLING = 6;

/** Returns those of some stems that the wiki holds. */
export async function knownStems(db: Db, stems: readonly string[]): Promise<Set<string>> {
  return new Set((await stemsKnown(db, stems)).map(({ stem }) => stem));
}

/** Returns the stems that hold another anywhere, those first that the wiki has held longest; of very many not all. */
export async function stemsWith(db: Db, part: string): Promise<string[]> {
  if (part.length < SHORTEST_PART) return [];
  const rows = await db
    .selectFrom('vocabulary')
    .select('stem')
    .where(holdsRunsOf(db, part))
    .orderBy('id')
    .limit(LOOKED_AT.holding)
    .execute();
  return rows.map(({ stem }) => stem).filter((stem) => stem.includes(part));
}

/** Returns the words that begin with what was typed, the shortest first: a half word is as good as a whole one. */
export async function wordsBegun(db: Db, typed: string): Promise<string[]> {
  if (typed.length < SHORTEST_MEANT) return [];
  return (await wordsFrom(db, soundOf(typed))).filter((word) => word.startsWith(typed));
}

/** Returns the words that may have been meant by one, the closest first; then those that begin as it sounds. */
export async function wordsNear(db: Db, typed: string): Promise<string[]> {
  const sounds = new Set(soundsNear(typed));
  if (sounds.size === 0) return [];
  const keys = [...new Set([...sounds].map(keyOf))];
  const rows = await soundingBy(db).where('key', 'in', keys).execute();
  const sound = soundOf(typed);
  const near = wordsOf(rows)
    .filter((word) => Math.abs(word.length - typed.length) <= MOST_MISTAKES)
    .map((word) => ({ word, mistakes: mistakesIn(typed, word), sound: soundOf(word) }))
    .filter(({ mistakes, sound: own }) => mistakes < Infinity && sounds.has(own))
    .map((each) => ({ ...each, isSame: each.sound === sound }))
    .sort(
      (a, b) =>
        Number(b.isSame) - Number(a.isSame) || a.mistakes - b.mistakes || a.word.length - b.word.length,
    )
    .map(({ word }) => word);
  if (near.length > 0 || typed.length < TELLING) return near;
  return (await wordsFrom(db, sound)).filter((word) => soundOf(word).startsWith(sound));
}

/** Returns the words of the stems that may begin as something sounds, the shortest first. */
async function wordsFrom(db: Db, sound: string): Promise<string[]> {
  const [first, last] = keysFrom(sound);
  const rows = await soundingBy(db)
    .where('key', '>=', first)
    .where('key', '<=', last)
    .orderBy('key')
    .orderBy('id')
    .limit(LOOKED_AT.begun)
    .execute();
  return wordsOf(rows).sort((a, b) => a.length - b.length);
}

function wordsOf(rows: readonly KnownStem[]): string[] {
  const stems = new Map(rows.map(({ stem, forms }) => [stem, forms]));
  return Array.from(stems, ([stem, forms]) => wordsOfLine(stem, forms)).flat();
}

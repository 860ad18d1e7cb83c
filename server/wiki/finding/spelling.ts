/** What somebody may have meant who typed a word that the wiki doesn't hold. */
import type { Db } from '../../db/schema.ts';
import { readQuery, withWords } from '../../text/finding/query.ts';
import { isStopWord } from '../../text/finding/stems.ts';
import { mistakesIn, soundOf, soundsNear } from '../../text/finding/vocabulary.ts';
import { expand } from './expanding.ts';
import type { Filters } from './lists.ts';
import { countFound } from './ranking.ts';

/** How many of the words closest to what was typed are tried. */
const TRIED = 4;

/** What may have been meant; `isSure` says that hardly anything else can have been. */
export interface Meant {
  text: string;
  isSure: boolean;
}

/** Of a short word there are others close by, whatever was meant. */
const TELLING = 6;

/**
 * Returns what was typed with its words as they're spelled in articles that everybody may read, if that finds any; undefined when
 * nothing is meant that is found.
 */
export async function meantBy(db: Db, typed: string, filters: Filters = {}): Promise<Meant | undefined> {
  const words = [...new Set(readQuery(typed).terms.flatMap((term) => term.words))].filter(
    (word) => !isStopWord(word),
  );
  const others = new Map<string, string>();
  for (const word of words) {
    if (await isFound(db, word, {})) continue;
    const meant = await nearest(db, word);
    if (meant !== undefined) others.set(word, meant);
  }
  if (others.size === 0) return undefined;
  const text = withWords(typed, others);
  if (!(await isFound(db, text, filters))) return undefined;
  return { text, isSure: [...others.keys()].every(({ length }) => length >= TELLING) };
}

async function isFound(db: Db, typed: string, filters: Filters): Promise<boolean> {
  const query = readQuery(typed);
  if (query.terms.length === 0) return false;
  const { all, most, without } = await expand(db, query);
  const sought = most ? { any: [all, most] } : all;
  return (await countFound(db, { sought, without }, filters)) > 0;
}

/** Returns the word closest to another that standing articles hold. */
async function nearest(db: Db, word: string): Promise<string | undefined> {
  const sounds = soundsNear(word);
  if (sounds.length === 0) return undefined;
  const rows = await db
    .selectFrom('vocabulary')
    .select('word')
    .where('way', '=', 'sound')
    .where('key', 'in', sounds)
    .execute();
  const sound = soundOf(word);
  const near = rows
    .map(({ word: other }) => ({
      other,
      mistakes: mistakesIn(word, other),
      isSame: soundOf(other) === sound,
    }))
    .filter(({ mistakes }) => mistakes < Infinity)
    .sort(
      (a, b) =>
        Number(b.isSame) - Number(a.isSame) || a.mistakes - b.mistakes || a.other.length - b.other.length,
    );
  // In quotes: what a compound alone leads to may be a word that was taken from view.
  for (const { other } of near.slice(0, TRIED)) if (await isFound(db, `"${other}"`, {})) return other;
  return undefined;
}

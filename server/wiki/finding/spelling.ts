/** What somebody may have meant who typed a word that the wiki doesn't hold, or holds no more than the parts of. */
import type { Db } from '../../db/schema.ts';
import { readQuery, withWords } from '../../text/finding/query.ts';
import { isStopWord } from '../../text/finding/stems.ts';
import { mistakesIn } from '../../text/finding/vocabulary.ts';
import { expand, mostly, wholly, type Expanded } from './expanding.ts';
import type { Filters } from './lists.ts';
import { countFound } from './ranking.ts';
import { wordsNear } from './vocabulary.ts';

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
    const meant = await nearest(db, word);
    if (meant !== undefined) others.set(word, meant);
  }
  if (others.size === 0) return undefined;
  const text = withWords(typed, others);
  if (!(await isFound(db, text, filters))) return undefined;
  return { text, isSure: [...others.keys()].every(({ length }) => length >= TELLING) };
}

/** Returns the word closest to another that standing articles hold; none to one that they hold, and of its parts only one that is a mistake away. */
async function nearest(db: Db, word: string): Promise<string | undefined> {
  const expanded = await expand(db, readQuery(word));
  const { isParted } = expanded.terms[0]!;
  if (!isParted && (await findsAny(db, expanded, {}))) return undefined;
  const near = (await wordsNear(db, word)).filter((other) => !isParted || mistakesIn(word, other) === 1);
  // In quotes: what a compound alone leads to may be a word that was taken from view.
  for (const other of near.slice(0, TRIED)) if (await isFound(db, `"${other}"`, {})) return other;
  return undefined;
}

async function isFound(db: Db, typed: string, filters: Filters): Promise<boolean> {
  const query = readQuery(typed);
  return query.terms.length > 0 && findsAny(db, await expand(db, query), filters);
}

async function findsAny(db: Db, expanded: Expanded, filters: Filters): Promise<boolean> {
  return (await countFound(db, mostly(expanded) ?? wholly(expanded), filters)) > 0;
}

/**
 * What is read and looked for, counted a day at a time and kept as sums alone: nothing of who it was is asked for or known. It's
 * counted in memory and written now and then, and what wasn't is lost with the process. A word that found nothing is kept only
 * once it was looked for so often that it says something of the wiki instead of somebody.
 */
import type { Db, Tx } from '../../db/schema.ts';
import type { ReadingTable } from '../../db/tables/figures.ts';
import { per } from '../../per.ts';
import { monthAfter, monthsOf, type Period } from './period.ts';

/** How often a word must be looked for in a day, and how long it may be, in UTF-16 units. */
const OFTEN = 5;
const LONGEST = 60;
/** How many words are counted at a time, and for how many months they're kept. */
const MOST_WORDS = 10_000;
const KEPT_MONTHS = 13;

type What = Exclude<ReadingTable['what'], 'word'>;

/** What is counted and not yet written: sums by day and what, and words by day and word, with how much of it is written. */
interface Counted {
  sums: Map<string, number>;
  words: Map<string, { count: number; written: number }>;
}

const countedIn = per((_db: Db): Counted => ({ sums: new Map(), words: new Map() }));

/** Counts something once, on a day (`2026-11-29`, UTC). */
export function count(db: Db, day: string, what: What): void {
  const { sums } = countedIn(db);
  const key = `${day} ${what}`;
  sums.set(key, (sums.get(key) ?? 0) + 1);
}

/** Counts words that nothing holds, each once: of letters alone, so that no number of anybody's is among them. */
export function countInVain(db: Db, day: string, words: readonly string[]): void {
  const { words: counted } = countedIn(db);
  for (const word of new Set(words)) {
    if (word.length > LONGEST || !/^[\p{L}\p{M}-]+$/u.test(word)) continue;
    const key = `${day} ${word}`;
    const known = counted.get(key);
    if (known) known.count++;
    else if (counted.size < MOST_WORDS) counted.set(key, { count: 1, written: 0 });
  }
}

/** Writes what was counted since the last time, and forgets the words of earlier days that were looked for less often. */
export async function writeCounted(db: Db, now: string): Promise<void> {
  const today = now.slice(0, 10);
  const { sums, words } = countedIn(db);
  const takenSums = [...sums];
  const takenWords = [...words]
    .filter(([, { count, written }]) => count >= OFTEN && count > written)
    .map(([key, { count, written }]): [string, number] => [key, count - written]);
  // Taken before it's written, so that nobody who writes at the same time writes it too; given back if that fails.
  sums.clear();
  for (const [key, some] of takenWords) words.get(key)!.written += some;
  if (takenSums.length + takenWords.length > 0) {
    try {
      await writeTaken(db, takenSums, takenWords);
    } catch (error) {
      for (const [key, some] of takenSums) sums.set(key, (sums.get(key) ?? 0) + some);
      for (const [key, some] of takenWords) {
        const known = words.get(key);
        if (known) known.written -= some;
      }
      throw error;
    }
  }
  for (const key of words.keys()) if (key < today) words.delete(key);
}

type Taken = readonly (readonly [key: string, some: number])[];

async function writeTaken(db: Db, takenSums: Taken, takenWords: Taken): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const [key, some] of takenSums) await add(tx, key, some);
    for (const [key, some] of takenWords) await addWord(tx, key, some);
  });
}

async function add(tx: Tx, key: string, some: number): Promise<void> {
  const [day, what] = key.split(' ') as [string, What];
  await insert(tx, { day, what, word: '', count: some });
}

async function addWord(tx: Tx, key: string, some: number): Promise<void> {
  const [day, word] = key.split(' ') as [string, string];
  await insert(tx, { day, what: 'word', word, count: some });
}

async function insert(tx: Tx, row: ReadingTable): Promise<void> {
  await tx
    .insertInto('reading')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['day', 'what', 'word']).doUpdateSet((eb) => ({
        count: eb('reading.count', '+', eb.ref('excluded.count')),
      })),
    )
    .execute();
}

/** Forgets the words that were looked for more than thirteen months ago. */
export async function deleteOldWords(db: Db, now: string): Promise<void> {
  const oldest = monthAfter(now.slice(0, 7), -KEPT_MONTHS);
  await db.deleteFrom('reading').where('what', '=', 'word').where('day', '<', oldest).execute();
}

export interface Readership {
  /** The first day that anything was counted on, ever. */
  since: string | undefined;
  pages: number;
  articles: number;
  searches: number;
  vain: number;
  months: { month: string; pages: number }[];
  /** The words that nothing held, the most sought first. */
  words: { word: string; count: number }[];
}

/** Returns what was read and looked for in a period, and at most so many words. */
export async function readingIn(db: Db, period: Period, mostWords: number): Promise<Readership> {
  const inPeriod = db
    .selectFrom('reading')
    .where('day', '>=', period.from)
    .where('day', '<', monthAfter(period.to, 1));
  const rows = await inPeriod.select(['day', 'what', 'count']).where('what', '!=', 'word').execute();
  const words = await inPeriod
    .select((eb) => ['word', eb.fn.sum<number>('count').as('count')])
    .where('what', '=', 'word')
    .groupBy('word')
    .orderBy('count', 'desc')
    .orderBy('word')
    .limit(mostWords)
    .execute();
  const first = await db
    .selectFrom('reading')
    .select(({ fn }) => fn.min<string | null>('day').as('day'))
    .executeTakeFirstOrThrow();
  const sum = (what: What, month = '') =>
    rows
      .filter((row) => row.what === what && row.day.startsWith(month))
      .reduce((all, { count }) => all + count, 0);
  return {
    since: first.day ?? undefined,
    ...{ pages: sum('pages'), articles: sum('articles'), searches: sum('searches'), vain: sum('vain') },
    months: monthsOf(period).map((month) => ({ month, pages: sum('pages', month) })),
    words: words.map(({ word, count }) => ({ word, count: Number(count) })),
  };
}

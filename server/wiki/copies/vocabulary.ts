/** The vocabulary: each word that articles hold, once, with its stem, and by which keys it's looked up. */
import { sql, type SqlBool } from 'kysely';
import { prepared } from '../../db/prepared.ts';
import type { Db, Tx } from '../../db/schema.ts';
import { pieces } from '../../db/slices.ts';
import type { VocabularySoundTable } from '../../db/tables/copies.ts';
import { per } from '../../per.ts';
import { stemOf } from '../../text/finding/stems.ts';
import { formsLine, keyOf, markOf, soundOf, wordsOfLine } from '../../text/finding/vocabulary.ts';

/** A stem that articles hold, and in a line the words that have it. */
export interface KnownStem {
  id: number;
  stem: string;
  forms: string;
}

/** Returns those of some stems that articles hold. */
export async function stemsKnown(db: Db, stems: readonly string[]): Promise<KnownStem[]> {
  const asked = new Set(stems);
  const known: KnownStem[] = [];
  for (const piece of pieces([...asked])) {
    const keys = piece.map((stem) => ({ key: keyOf(soundOf(stem)), mark: markOf(stem) }));
    for (const row of await sounding(db, keys)) if (asked.has(row.stem)) known.push(row);
  }
  return known;
}

const sounding = prepared((db, keys: { key: number; mark: number }[]) => {
  const pairs = keys.map(({ key, mark }) => sql`(cast(${key} as bigint), cast(${mark} as integer))`);
  return soundingBy(db).where(sql<SqlBool>`(key, mark) in (values ${sql.join(pairs)})`);
});

/** Returns the query of the stems by how they, and the words that have them, begin to sound; one that has several is there several times. */
export function soundingBy(db: Db) {
  return db
    .selectFrom('vocabulary_sound')
    .innerJoin('vocabulary', 'vocabulary.id', 'vocabulary_sound.vocabulary_id')
    .selectAll('vocabulary');
}

/** Adds the words that the vocabulary lacks. */
export async function learn(tx: Tx, words: readonly string[]): Promise<void> {
  const learnt = learntIn(tx);
  const others = byStem(words.filter((word) => !learnt.has(word)));
  const known = new Map((await stemsKnown(tx, [...others.keys()])).map((each) => [each.stem, each]));
  const fresh = [...others].filter(([stem]) => !known.has(stem));
  const sounds = await insertStems(tx, fresh);
  for (const row of known.values()) sounds.push(...(await addForms(tx, row, others.get(row.stem)!)));
  await insertSounds(tx, sounds);
  for (const word of [...others.values()].flat()) learnt.add(word);
}

/** What was learnt in a transaction needn't be looked up again in it. */
const learntIn = per((_tx: Tx) => new Set<string>());

/** Forgets a word, and its stem with all of its words where no article holds that any more. */
export async function forget(tx: Tx, word: string, isStemHeld: boolean): Promise<void> {
  learntIn(tx).delete(word);
  const [known] = await stemsKnown(tx, [stemOf(word)]);
  if (!known) return;
  const words = wordsOfLine(known.stem, known.forms);
  await tx
    .deleteFrom('vocabulary_sound')
    .where('key', 'in', keysOf(known.stem, words))
    .where('vocabulary_id', '=', known.id)
    .execute();
  const left = words.filter((each) => each !== word);
  if (isStemHeld) await insertSounds(tx, await keepForms(tx, known, left));
  else await tx.deleteFrom('vocabulary').where('id', '=', known.id).execute();
}

function byStem(words: readonly string[]): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const word of words) {
    const stem = stemOf(word);
    const known = all.get(stem);
    if (known) known.push(word);
    else all.set(stem, [word]);
  }
  return all;
}

type StemWords = [stem: string, words: string[]];

/** Returns what the stems go by. */
async function insertStems(tx: Tx, stems: readonly StemWords[]): Promise<VocabularySoundTable[]> {
  const sounds: VocabularySoundTable[] = [];
  for (const piece of pieces(stems)) {
    const words = new Map(piece);
    const lines = piece.map(([stem, all]) => ({ stem, forms: formsLine(stem, all) }));
    for (const { id, stem } of await insertLines(tx, lines)) {
      sounds.push(...soundRows(id, stem, words.get(stem)!));
    }
  }
  return sounds;
}

const insertLines = prepared((db, lines: Omit<KnownStem, 'id'>[]) =>
  db.insertInto('vocabulary').values(lines).returning(['id', 'stem']),
);

/** Returns what the stem goes by with the words that its line lacks. */
async function addForms(tx: Tx, row: KnownStem, words: readonly string[]): Promise<VocabularySoundTable[]> {
  const before = wordsOfLine(row.stem, row.forms);
  const added = words.filter((word) => !before.includes(word));
  return added.length > 0 ? keepForms(tx, row, [...before, ...added]) : [];
}

async function keepForms(
  tx: Tx,
  { id, stem }: KnownStem,
  words: readonly string[],
): Promise<VocabularySoundTable[]> {
  await updateLine(tx, id, formsLine(stem, words));
  return soundRows(id, stem, words);
}

const updateLine = prepared((db, id: number, forms: string) =>
  db.updateTable('vocabulary').set({ forms }).where('id', '=', id),
);

function soundRows(id: number, stem: string, words: readonly string[]): VocabularySoundTable[] {
  return keysOf(stem, words).map((key) => ({ key, mark: markOf(stem), vocabulary_id: id }));
}

function keysOf(stem: string, words: readonly string[]): number[] {
  return [...new Set([stem, ...words].map(soundOf).map(keyOf))];
}

async function insertSounds(tx: Tx, rows: readonly VocabularySoundTable[]): Promise<void> {
  for (const piece of pieces(rows)) await insertSoundRows(tx, piece);
}

const insertSoundRows = prepared((db, rows: VocabularySoundTable[]) =>
  db
    .insertInto('vocabulary_sound')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing()),
);

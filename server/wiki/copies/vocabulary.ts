/** The vocabulary: each word that articles hold, once, with its stem, and by which keys it's looked up. */
import { sql, type SqlBool } from 'kysely';
import type { Db, Tx } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
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
  if (stems.length === 0) return [];
  const asked = new Set(stems);
  const keys = Array.from(asked, (stem) => sql`(${sql.lit(keyOf(soundOf(stem)))}, ${sql.lit(markOf(stem))})`);
  const rows = await soundingBy(db)
    .where(sql<SqlBool>`(key, mark) in (values ${sql.join(keys)})`)
    .execute();
  return rows.filter(({ stem }) => asked.has(stem));
}

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
  const others = words.filter((word) => !learnt.has(word));
  for (const slice of slices([...byStem(others)])) {
    const known = new Map(
      (
        await stemsKnown(
          tx,
          slice.map(([stem]) => stem),
        )
      ).map((each) => [each.stem, each]),
    );
    const fresh: [stem: string, words: string[]][] = [];
    for (const [stem, all] of slice) {
      const row = known.get(stem);
      if (row) await addForms(tx, row, all);
      else fresh.push([stem, all]);
    }
    await insertStems(tx, fresh);
  }
  for (const word of others) learnt.add(word);
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
  if (isStemHeld) await keepForms(tx, known, left);
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

async function insertStems(tx: Tx, stems: readonly [stem: string, words: string[]][]): Promise<void> {
  if (stems.length === 0) return;
  const rows = await tx
    .insertInto('vocabulary')
    .values(stems.map(([stem, words]) => ({ stem, forms: formsLine(stem, words) })))
    .returning(['id', 'stem'])
    .execute();
  const words = new Map(stems);
  await insertSounds(
    tx,
    rows.flatMap(({ id, stem }) => soundRows(id, stem, words.get(stem)!)),
  );
}

async function addForms(tx: Tx, row: KnownStem, words: readonly string[]): Promise<void> {
  const before = wordsOfLine(row.stem, row.forms);
  const added = words.filter((word) => !before.includes(word));
  if (added.length > 0) await keepForms(tx, row, [...before, ...added]);
}

async function keepForms(tx: Tx, { id, stem }: KnownStem, words: readonly string[]): Promise<void> {
  await tx
    .updateTable('vocabulary')
    .set({ forms: formsLine(stem, words) })
    .where('id', '=', id)
    .execute();
  await insertSounds(tx, soundRows(id, stem, words));
}

type SoundRow = ReturnType<typeof soundRows>[number];

function soundRows(id: number, stem: string, words: readonly string[]) {
  return keysOf(stem, words).map((key) => ({ key, mark: markOf(stem), vocabulary_id: id }));
}

function keysOf(stem: string, words: readonly string[]): number[] {
  return [...new Set([stem, ...words].map(soundOf).map(keyOf))];
}

async function insertSounds(tx: Tx, rows: readonly SoundRow[]): Promise<void> {
  for (const slice of slices(rows)) {
    await tx
      .insertInto('vocabulary_sound')
      .values(slice)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

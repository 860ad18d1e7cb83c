/**
 * People of one name. Nobody is refused their own name because somebody else has it: wherever it's shown, title and
 * workplace tell the two apart, and a number where they don't. Nobody takes a name that only looks like another's. What people are
 * listed and found by is worked out anew with that.
 */
import type { Db, Tx } from '../../db/schema.ts';
import { bareName, lookOf, looksOf, skeletonOf } from '../../text/look-alikes.ts';
import type { Signature } from '../history/bylines.ts';
import { keysOfName } from '../history/name-keys.ts';
import type { Copy } from './copy.ts';

/** A byline that stands, with what its words look like. */
interface Borne {
  id: number;
  personId: number;
  namesake: number | null;
  name: string;
  bare: string;
  look: string;
  /** Title and workplace as they're shown beside the name. */
  post: string;
}

export const namesakes: Copy = {
  name: 'namesakes',
  followByline: async (tx, { id, name }) => {
    const skeleton = skeletonOf(name);
    await tx.updateTable('byline_words').set({ skeleton }).where('byline_id', '=', id).execute();
    await markNamesakes(tx, skeleton);
  },
  forgetByline: (tx, { name }) => markNamesakes(tx, skeletonOf(name)),
  catchUp: lookAtNames,
  rebuild: (db) => db.transaction().execute(rebuildNamesakes),
};

/** Returns a name that others write, or wrote, under and that one can't be told from, though it's spelled otherwise. */
export async function lookAlikeOf(db: Db, name: string, personId?: number): Promise<string | undefined> {
  const [bare, looks] = [bareName(name), looksOf(name)];
  const alike = await borneBy(db, skeletonOf(name));
  const others = alike.filter((other) => other.personId !== personId);
  return others.find((other) => looks.includes(other.look) && other.bare !== bare)?.name;
}

/** Marks the bylines whose names look somewhat alike anew, once one of them has come or gone; numbers go by who came first. */
async function markNamesakes(tx: Tx, skeleton: string): Promise<void> {
  const bylines = await borneBy(tx, skeleton);
  for (const [byline, namesake] of namesakesAmong(bylines)) {
    if (byline.namesake === namesake) continue;
    await tx.updateTable('byline_words').set({ namesake }).where('byline_id', '=', byline.id).execute();
  }
}

/** Works out what the names look like that nobody has looked at yet, and returns how many they were. */
export async function lookAtNames(db: Db): Promise<number> {
  const missing = db.selectFrom('byline_words').select('byline_id').where('skeleton', 'is', null).limit(1);
  if (!(await missing.executeTakeFirst())) return 0;
  return db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom('byline_words')
      .select(['byline_id', 'words'])
      .where('skeleton', 'is', null)
      .execute();
    const skeletons = new Set<string>();
    for (const { byline_id: id, words } of rows) {
      const { name, skeleton } = lookIn(words);
      skeletons.add(skeleton);
      await tx.updateTable('byline_words').set({ skeleton }).where('byline_id', '=', id).execute();
      await callPerson(tx, id, name);
    }
    for (const skeleton of skeletons) await markNamesakes(tx, skeleton);
    return rows.length;
  });
}

/** Makes what every name looks like, and who shares it, anew from the words. */
async function rebuildNamesakes(tx: Tx): Promise<void> {
  const rows = await tx.selectFrom('byline_words').select(['byline_id', 'words', 'skeleton']).execute();
  const skeletons = new Set<string>();
  for (const { byline_id: id, words, skeleton: stored } of rows) {
    const { name, skeleton } = lookIn(words);
    skeletons.add(skeleton);
    await callPerson(tx, id, name);
    if (skeleton === stored) continue;
    await tx.updateTable('byline_words').set({ skeleton }).where('byline_id', '=', id).execute();
  }
  for (const skeleton of skeletons) await markNamesakes(tx, skeleton);
}

/** Returns the ids of the bylines that stand whose name is said to look otherwise than it does, or that are marked otherwise than they should be. */
export async function wrongNamesakes(db: Db): Promise<number[]> {
  const rows = await standing(db).select('byline_words.skeleton').execute();
  const alike = new Map<string, Borne[]>();
  const wrong: number[] = [];
  for (const { skeleton: stored, ...row } of rows) {
    const byline = borneIn(row);
    if (!byline) continue;
    const skeleton = skeletonOf(byline.name);
    if (skeleton !== stored) wrong.push(byline.id);
    alike.set(skeleton, [...(alike.get(skeleton) ?? []), byline]);
  }
  for (const bylines of alike.values()) {
    const marks = [...namesakesAmong(bylines)];
    wrong.push(...marks.filter(([{ namesake }, mark]) => namesake !== mark).map(([{ id }]) => id));
  }
  return [...new Set(wrong)];
}

function lookIn(words: string): { name: string; skeleton: string } {
  const { name } = JSON.parse(words) as Signature;
  return { name, skeleton: skeletonOf(name) };
}

/** Works out anew what whoever goes by a byline now is listed and found by. */
async function callPerson(tx: Tx, bylineId: number, name: string): Promise<void> {
  await tx
    .updateTable('person')
    .set(keysOfName(name))
    .where('byline_id', '=', bylineId)
    .where('id', '=', (eb) => eb.selectFrom('byline').select('person_id').where('id', '=', bylineId))
    .execute();
}

async function borneBy(db: Db, skeleton: string): Promise<Borne[]> {
  const rows = await standing(db).where('byline_words.skeleton', '=', skeleton).execute();
  return rows.flatMap((row) => borneIn(row) ?? []);
}

function standing(db: Db) {
  return db
    .selectFrom('byline_words')
    .innerJoin('byline', 'byline.id', 'byline_words.byline_id')
    .select(['byline.id', 'byline.person_id', 'byline_words.namesake', 'byline_words.words']);
}

/** What was altered so that it can't be read is for `verify` to tell of, by its seal. */
function borneIn(row: {
  id: number;
  person_id: number;
  namesake: number | null;
  words: string;
}): Borne | undefined {
  const words = wordsIn(row.words);
  if (!words) return undefined;
  const { name, title, workplace } = words;
  const looks = { bare: bareName(name), look: lookOf(name), post: skeletonOf(title + workplace) };
  return { id: row.id, personId: row.person_id, namesake: row.namesake, name, ...looks };
}

function wordsIn(text: string): Signature | undefined {
  try {
    const { name, title, workplace } = JSON.parse(text) as Signature;
    return [name, title, workplace].every((word) => typeof word === 'string')
      ? { name, title, workplace }
      : undefined;
  } catch {
    return undefined;
  }
}

/** What each byline is to be marked with. */
function namesakesAmong(bylines: readonly Borne[]): Map<Borne, number | null> {
  const bearers = peopleBy(bylines, ({ bare }) => bare);
  const alike = peopleBy(bylines, ({ look }) => look);
  const posts = peopleBy(bylines, ({ post }) => post);
  const namesakes = new Map<string, number[]>();
  const marks = new Map<Borne, number | null>();
  for (const byline of bylines) {
    const { bare, look, post, personId } = byline;
    const key = `${bare} ${look}`;
    const people =
      namesakes.get(key) ?? [...new Set([...bearers.get(bare)!, ...alike.get(look)!])].sort((a, b) => a - b);
    namesakes.set(key, people);
    const same = posts.get(post)!;
    const isTold = !people.some((other) => other !== personId && same.has(other));
    const isAlone = people.length < 2 || bare === '';
    marks.set(byline, isAlone ? null : isTold ? 0 : people.indexOf(personId) + 1);
  }
  return marks;
}

function peopleBy(bylines: readonly Borne[], keyOf: (byline: Borne) => string): Map<string, Set<number>> {
  const people = new Map<string, Set<number>>();
  for (const byline of bylines) {
    const key = keyOf(byline);
    people.set(key, (people.get(key) ?? new Set()).add(byline.personId));
  }
  return people;
}

/** A byline is a person's name, title and workplace as at one time. Every revision and log entry credits one; none is ever changed. */
import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import { prepared } from '../../db/prepared.ts';
import type { Db, Tx, Verification } from '../../db/schema.ts';
import type { BylineWordsTable } from '../../db/tables/history.ts';
import { slices } from '../../db/slices.ts';
import { bylineLeaf } from './leaves.ts';
import { isTakenForAnother } from '../../text/names.ts';
import { linkHash } from './hash.ts';
import { seal } from './seal.ts';

/** What a person goes by; title and workplace are empty for a citizen. */
export interface Signature {
  name: string;
  title: string;
  workplace: string;
}

/**
 * A byline as it's shown. `mark` says that an imported name is a handle, or no person's, or a program's; `erased` that the words are gone.
 * `namesake` is there when others go by the name: 0 when title and workplace tell them apart, else a number to show. `now` is what
 * the person is called by now, where that is another name and they want it shown beside this one: on pages alone, never in what is cited or kept.
 * `together` are those who wrote a revision with them, where it's that revision's.
 */
export interface Byline extends Signature {
  id: number;
  personId: number;
  verification: Verification;
  mark?: 'handle' | 'bot';
  erased?: true;
  namesake?: number;
  now?: Named;
  together?: readonly Byline[];
}

/** A name, and the number that tells it from others' if it takes one. */
export type Named = Pick<Byline, 'name' | 'namesake'>;

/** Returns a column of the words that the person of a byline, by its name in the query, goes by now, if they want them shown beside it. */
export function nowOf<Column extends 'words' | 'namesake'>(
  column: Column,
  byline: 'byline' | 'restored_byline',
) {
  return sql<BylineWordsTable[Column] | null>`(
    select present.${sql.ref(column)} from pairing
    join person as paired on paired.id = pairing.person_id
    join byline_words as present on present.byline_id = paired.byline_id
    where pairing.person_id = ${sql.ref(`${byline}.person_id`)} and paired.byline_id <> ${sql.ref(`${byline}.id`)})`;
}

/** The columns that `toByline` needs, for queries that join `byline` and, from the left, `byline_words`. */
export const bylineColumns = [
  'byline.id as byline_id',
  'byline.person_id as person_id',
  'byline.verification as verification',
  'byline_words.words as byline_words',
  'byline_words.namesake as byline_namesake',
  nowOf('words', 'byline').as('byline_now'),
  nowOf('namesake', 'byline').as('byline_now_namesake'),
] as const;

interface BylineRow {
  byline_id: number;
  person_id: number;
  verification: Verification;
  byline_words: string | null;
  byline_namesake: number | null;
  byline_now: string | null;
  byline_now_namesake: number | null;
}

/** Returns the byline in a joined row. */
export function toByline(row: BylineRow): Byline {
  const head = { id: row.byline_id, personId: row.person_id, verification: row.verification };
  if (row.byline_words === null) return { ...head, name: '', title: '', workplace: '', erased: true };
  const words = JSON.parse(row.byline_words) as Signature;
  const mark = row.verification === 'imported' ? markOf(words.name) : undefined;
  const { byline_namesake: namesake, byline_now: present } = row;
  const byline = { ...head, ...words, ...(mark && { mark }), ...(namesake !== null && { namesake }) };
  if (present === null) return byline;
  const { name } = JSON.parse(present) as Signature;
  const number = row.byline_now_namesake;
  return name === words.name
    ? byline
    : { ...byline, now: { name, ...(number !== null && { namesake: number }) } };
}

/**
 * Returns the condition that a byline's words name a workplace with such a part in it, whatever the capitals, and "aa" for "å"; it ends
 * what is stored.
 */
export function saysWorkplace(part: string) {
  const spellings = ['å', 'aa'].map((letter) => saysInWorkplace(part.replace(/aa|å/gi, letter)));
  return sql<boolean>`(${sql.join(spellings, sql` or `)})`;
}

/** Neither engine is sure to know the capital of other letters than those of ASCII: any sign does for such a one. */
function saysInWorkplace(part: string) {
  const pattern = JSON.stringify(part)
    .slice(1, -1)
    .replace(/[\\%_]/g, '\\$&')
    .replace(/[^\x00-\x7f]/gu, (sign) => (sign.toLowerCase() === sign.toUpperCase() ? sign : '_'))
    .toLowerCase();
  return sql<boolean>`lower(byline_words.words) like ${`%"workplace":"%${pattern}%`} escape '\\'`;
}

/** Tells whether some bylines are known in different ways: only then does it tell anything how each is. */
export function knownDifferently(bylines: readonly Pick<Byline, 'verification' | 'together'>[]): boolean {
  const all = bylines.flatMap((byline) => [byline, ...(byline.together ?? [])]);
  return new Set(all.map(({ verification }) => verification)).size > 1;
}

/** A byline to be made: whose, what it says, how that is verified, and when. */
export interface NewByline {
  personId: number;
  signature: Signature;
  verification: Verification;
  at: string;
}

/** Makes a new byline of a person and returns its id. To be called by `recordByline` alone, which lets the copies follow. */
export async function insertByline(tx: Tx, byline: NewByline): Promise<number> {
  const { personId, signature, verification, at } = byline;
  const { name, title, workplace } = signature;
  const text = JSON.stringify({ name, title, workplace });
  const { salt, digest } = seal(text);
  const before = await newestOf(tx, 'byline');
  const id = before.id + 1;
  const { uid } = await tx
    .selectFrom('person')
    .select('uid')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  const leaf = bylineLeaf({ person_uid: uid, verification, digest, recorded_at: at });
  const hash = linkHash('byline', { id, previous: before.hash }, leaf);
  await tx
    .insertInto('byline')
    .values({ id, person_id: personId, verification, digest, recorded_at: at, hash })
    .execute();
  await tx.insertInto('byline_words').values({ byline_id: id, salt, words: text }).execute();
  return id;
}

/** Returns the id and the hash that the next row of a chained table follows. */
export async function newestOf(
  tx: Tx,
  table: 'byline' | 'log',
): Promise<{ id: number; hash: Buffer | null }> {
  const [row] = await newest[table](tx);
  return row ?? { id: 0, hash: null };
}

const newest = {
  byline: prepared((db) => db.selectFrom('byline').select(['id', 'hash']).orderBy('id', 'desc').limit(1)),
  log: prepared((db) => db.selectFrom('log').select(['id', 'hash']).orderBy('id', 'desc').limit(1)),
};

/** Returns a person's bylines, newest first; given a page, at most so many, those before one's id. */
export async function bylinesOf(
  db: Db,
  personId: number,
  page?: { limit: number; before: number },
): Promise<Byline[]> {
  const rows = page ? ownBefore(db, personId, page.before).limit(page.limit).execute() : own(db, personId);
  return (await rows).map(toByline);
}

const own = prepared((db, personId: number) => ownBefore(db, personId));

function ownBefore(db: Db, personId: number, before?: number) {
  return bylines(db)
    .where('byline.person_id', '=', personId)
    .$if(before !== undefined, (query) => query.where('byline.id', '<', before!))
    .orderBy('byline.id', 'desc');
}

/** Returns some bylines, by their ids; none for an id that isn't one. */
export async function readBylines(db: Db, ids: readonly number[]): Promise<Map<number, Byline>> {
  const found = new Map<number, Byline>();
  for (const slice of slices(ids)) {
    const rows = await bylines(db).where('byline.id', 'in', slice).execute();
    for (const row of rows) found.set(row.byline_id, toByline(row));
  }
  return found;
}

/** Returns what some people go by now, by their ids. */
export async function readPresent(db: Db, people: readonly number[]): Promise<Map<number, Byline>> {
  const found = new Map<number, Byline>();
  for (const slice of slices([...new Set(people)])) {
    const rows = await bylines(db)
      .innerJoin('person', 'person.byline_id', 'byline.id')
      .where('person.id', 'in', slice)
      .execute();
    for (const row of rows) found.set(row.person_id, toByline(row));
  }
  return found;
}

function bylines(db: Db) {
  return db
    .selectFrom('byline')
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .select(bylineColumns);
}

function markOf(name: string): 'handle' | 'bot' | undefined {
  if (/\bbot\b|\[bot\]/i.test(name)) return 'bot';
  const isFull = /\p{L}[^\s\p{L}]*\s+[^\s\p{L}]*\p{L}/u.test(name);
  return isFull && !isTaken(name) ? undefined : 'handle';
}

/** What the wiki is called, and was before anybody called it otherwise. */
const sites = new Set(['innovationswiki']);

/** Says what the wiki that is served here is called: nobody who is imported passes for it. */
export function callSite(name: string): void {
  if (!sites.has(name)) taken.clear();
  sites.add(name);
}

/** A list tells the same few names again and again, and looking at one takes a tenth of a millisecond. */
const taken = new LRUCache<string, boolean>({ max: 1000 });

function isTaken(name: string): boolean {
  const known = taken.get(name);
  if (known !== undefined) return known;
  const is = isTakenForAnother(name, [...sites]);
  taken.set(name, is);
  return is;
}

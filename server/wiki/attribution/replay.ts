/**
 * The history credited anew, revision by revision in the order of their saves: to fill in what an older wiki lacks, to
 * make all of it again, and to tell whether it is what it should be.
 */
import { LRUCache } from 'lru-cache';
import type { Db, Tx } from '../../db/schema.ts';
import type { Attribution } from '../../text/attribution.ts';
import { attributeRevision } from '../attribution.ts';
import { readContent, unlessErased } from '../content.ts';
import { creditRevision, type Uncredited } from './crediting.ts';
import { countHeld, heldIn } from './first-held.ts';
import { isSame, readAttribution, readBefore, readStored } from './stored.ts';

const BATCH = 200;
// Articles whose last attribution a walk goes along with.
const REMEMBERED = 1000;
const NOTHING: Attribution = new Uint32Array();

/** Credits the revisions that have no attribution yet, and returns how many they were. */
export async function attributeMissing(db: Db): Promise<number> {
  for (let all = 0; ;) {
    const done = await db.transaction().execute(async (tx) => {
      const { last } = await tx
        .selectFrom('attribution')
        .select((eb) => eb.fn.max('sequence').as('last'))
        .executeTakeFirstOrThrow();
      const missing = await revisionsAfter(tx, last ?? 0);
      for (const revision of missing) {
        await attributeRevision(tx, revision, await contentOf(tx, revision));
      }
      return missing.length;
    });
    if (done === 0) return all;
    all += done;
  }
}

/** Makes all attributions anew, but for those that a text was erased of which they were made: they stay what they are. */
export async function rebuildAttributions(tx: Tx): Promise<void> {
  const kept = new Map<number, Attribution>();
  for (const sequence of await keptOf(tx)) kept.set(sequence, await readAttribution(tx, sequence));
  for (const table of ['attribution', 'current_attribution', 'first_held'] as const) {
    await tx.deleteFrom(table).execute();
  }
  for await (const revision of revisions(tx)) {
    await attributeRevision(tx, revision, await contentOf(tx, revision), kept.get(revision.sequence));
  }
}

/**
 * Tells of each revision, all or one article's, whether its attribution is what a replay comes to. Returns how many
 * sentences and items are filed beyond those that should be.
 */
export async function checkAttributions(
  db: Db,
  only: number | undefined,
  tell: (revision: Uncredited, isRight: boolean) => void,
): Promise<number> {
  const kept = await keptOf(db);
  const last = new LRUCache<number, Attribution>({ max: REMEMBERED });
  let filed = 0;
  for await (const revision of revisions(db, only)) {
    const { article_id: articleId, sequence } = revision;
    const before = last.get(articleId) ?? (await unlessBroken(readBefore(db, revision))) ?? NOTHING;
    const stored = await readStored(db, { articleId, sequence }, before);
    last.set(articleId, stored ?? NOTHING);
    const content = await contentOf(db, revision);
    const credit = content && (await unlessBroken(creditRevision(db, revision, content, before)));
    const first = credit?.first ?? [];
    filed += first.length;
    const expected = kept.has(sequence) ? stored : credit?.attribution;
    const isCredited = stored !== undefined && expected !== undefined && isSame(stored, expected);
    tell(revision, isCredited && (await isFiled(db, revision, first)));
  }
  return (await countHeld(db, only)) - filed;
}

/** Waits for what is worked out of stored attributions; undefined when one of them can't be read. */
async function unlessBroken<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

async function isFiled(db: Db, revision: Uncredited, hashes: readonly number[]): Promise<boolean> {
  const { sequence, article_id: articleId } = revision;
  const held = await heldIn(db, articleId, hashes, sequence + 1);
  return hashes.every((hash) => held.get(hash) === sequence);
}

function contentOf(db: Db, { sequence }: Uncredited) {
  return unlessErased(readContent(db, sequence));
}

async function keptOf(db: Db): Promise<Set<number>> {
  const rows = await db.selectFrom('attribution').select('sequence').where('kept', '=', 1).execute();
  return new Set(rows.map(({ sequence }) => sequence));
}

async function* revisions(db: Db, articleId?: number): AsyncGenerator<Uncredited> {
  for (let last = 0; ;) {
    const rows = await revisionsAfter(db, last, articleId);
    yield* rows;
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.sequence;
  }
}

function revisionsAfter(db: Db, last: number, articleId?: number): Promise<Uncredited[]> {
  const rows = db
    .selectFrom('revision')
    .leftJoin('revision as parent', (join) =>
      join
        .onRef('parent.article_id', '=', 'revision.article_id')
        .on((eb) => eb('parent.number', '=', eb('revision.number', '-', 1))),
    )
    .select(['revision.sequence', 'revision.article_id', 'revision.number'])
    .select(['revision.action', 'revision.from_number', 'parent.sequence as parent'])
    .where('revision.sequence', '>', last)
    .orderBy('revision.sequence')
    .limit(BATCH);
  return (articleId === undefined ? rows : rows.where('revision.article_id', '=', articleId)).execute();
}

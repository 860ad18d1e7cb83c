/**
 * The history credited anew, revision by revision in the order of their saves: to fill in what an older wiki lacks, to
 * make all of it again, and to tell whether it is what it should be.
 */
import { LRUCache } from 'lru-cache';
import type { Db, Tx } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import { tokensOf, type Attribution } from '../../text/attribution.ts';
import { attributeRevision } from '../attribution.ts';
import { readContent, unlessErased } from '../content.ts';
import { readErasures } from '../erasure/account.ts';
import { creditRevision, type Uncredited } from './crediting.ts';
import { countHeld, heldIn } from './first-held.ts';
import { fileAnew, FORMER, takeFormer } from './former.ts';
import { isSame, readAttribution, readStored, readWhole, type Stored } from './stored.ts';
import { isCounted } from './words.ts';

const BATCH = 200;
// Articles whose last attribution a walk goes along with.
const REMEMBERED = 1000;
const NOTHING: Attribution = new Uint32Array();

/** Credits the revisions that have no attribution yet, and returns how many they were. */
export async function attributeMissing(db: Db): Promise<number> {
  for (let [all, last] = [0, 0]; ;) {
    const missing = await db.transaction().execute(async (tx) => {
      const batch = await after(tx, last)
        .leftJoin('attribution', 'attribution.sequence', 'revision.sequence')
        .where((eb) => eb.or([eb('attribution.sequence', 'is', null), eb('steps', '=', FORMER)]))
        .execute();
      if (last === 0 && batch.length > 0) await fileAnew(tx);
      for (const revision of batch) {
        const content = await contentOf(tx, revision);
        await attributeRevision(tx, revision, content, await takeFormer(tx, revision, content));
      }
      return batch;
    });
    if (missing.length === 0) return all;
    all += missing.length;
    last = missing.at(-1)!.sequence;
  }
}

/** Makes all attributions anew, but for those that a text was erased of which they were made: they stay what they are. */
export async function rebuildAttributions(tx: Tx): Promise<void> {
  const kept = await keptOf(tx);
  const stored = storedInTurn(tx);
  const erased = await tx.selectFrom('first_held').selectAll().where('origin', 'is not', null).execute();
  for (const table of ['current_attribution', 'first_held'] as const) await tx.deleteFrom(table).execute();
  for await (const revision of revisions(tx)) {
    const { attribution } = kept.size > 0 ? await stored(revision) : {};
    await tx.deleteFrom('attribution').where('sequence', '=', revision.sequence).execute();
    const own = kept.has(revision.sequence) ? attribution : undefined;
    await attributeRevision(tx, revision, await contentOf(tx, revision), own);
  }
  for (const { key, article_id: articleId, origin } of erased) {
    await tx
      .updateTable('first_held')
      .set({ origin })
      .where('key', '=', key)
      .where('article_id', '=', articleId)
      .execute();
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
  const inTurn = storedInTurn(db);
  let filed = 0;
  for await (const revision of revisions(db, only)) {
    const { before, attribution: stored } = await inTurn(revision);
    const content = await unlessBroken(contentOf(db, revision));
    const credit = content && (await unlessBroken(creditRevision(db, revision, content, before)));
    const first = credit?.first ?? [];
    filed += first.length;
    const { sequence } = revision;
    const isCredited = kept.has(sequence)
      ? fits(stored, sequence, content)
      : stored !== undefined && credit !== undefined && isSame(stored, credit.attribution);
    tell(revision, isCredited && (await isFiled(db, revision, first)));
  }
  return (await countHeld(db, only)) - filed;
}

/** Returns what reads the attributions of revisions, given in their order, each from its own row and the one before in its article. */
function storedInTurn(db: Db) {
  const last = new LRUCache<number, Stored>({ max: REMEMBERED });
  return async (
    revision: Uncredited,
  ): Promise<{ before: Attribution; attribution: Attribution | undefined }> => {
    const { article_id: articleId, sequence, parent } = revision;
    const known =
      last.get(articleId) ?? (parent === null ? undefined : await unlessBroken(readWhole(db, parent)));
    const stored = await readStored(db, { articleId, sequence }, known);
    last.set(articleId, stored ?? { steps: 0, attribution: NOTHING });
    return { before: known?.attribution ?? NOTHING, attribution: stored?.attribution };
  };
}

/** What was kept can't be made anew, but must be of the body that stands, and of nothing later. */
function fits(stored: Attribution | undefined, sequence: number, content: Content | undefined): boolean {
  if (!stored) return false;
  const isOfBody = content === undefined || tokensOf(content.body).length === stored.length;
  return isOfBody && stored.every((origin) => origin > 0 && origin <= sequence);
}

/** Tells whether the words of an article are counted as its revision of a sequence is credited; what can't be read isn't. */
export async function areWordsCounted(db: Db, articleId: number, sequence: number): Promise<boolean> {
  const attribution = await unlessBroken(readAttribution(db, sequence));
  return attribution !== undefined && (await unlessBroken(isCounted(db, articleId, attribution))) === true;
}

/** Waits for what is worked out of stored attributions; undefined when one of them can't be read. */
async function unlessBroken<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function isFiled(db: Db, revision: Uncredited, keys: readonly string[]): Promise<boolean> {
  const { sequence, article_id: articleId } = revision;
  const held = await heldIn(db, articleId, keys, sequence + 1);
  return keys.every((key) => held.get(key) === sequence);
}

function contentOf(db: Db, { sequence }: Uncredited) {
  return unlessErased(readContent(db, sequence));
}

/** Returns the sequences of what is kept. Nothing can be from before anything was erased, whatever its row says. */
async function keptOf(db: Db): Promise<Set<number>> {
  const firstErasure = Math.min(...(await readErasures(db)).content);
  if (firstErasure === Infinity) return new Set();
  const rows = await db
    .selectFrom('attribution')
    .select('sequence')
    .where('kept', '=', 1)
    .where('sequence', '>=', firstErasure)
    .execute();
  return new Set(rows.map(({ sequence }) => sequence));
}

async function* revisions(db: Db, articleId?: number): AsyncGenerator<Uncredited> {
  for (let last = 0; ;) {
    const next = after(db, last);
    const rows = await (
      articleId === undefined ? next : next.where('revision.article_id', '=', articleId)
    ).execute();
    yield* rows;
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.sequence;
  }
}

/** The next revisions after a sequence. */
function after(db: Db, last: number) {
  return db
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
}

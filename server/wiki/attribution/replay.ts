/**
 * The history credited anew, revision by revision in the order of their saves: to fill in what an older wiki lacks,
 * and to tell whether it is what it should be.
 */
import { LRUCache } from 'lru-cache';
import type { Db } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import type { Attribution } from '../../text/attribution.ts';
import { words } from '../../text/words.ts';
import { attributeRevision } from '../attribution.ts';
import { inBatches } from '../batches.ts';
import { readContent, unlessErased } from '../content.ts';
import { readErasures } from '../erasure/account.ts';
import { creditRevision, type Uncredited } from './crediting.ts';
import { countHeld, heldIn } from './first-held.ts';
import { isSame, readAttribution, readStored, readWhole, unlessBroken, type Stored } from './stored.ts';
import { isCounted } from './words.ts';

const BATCH = 200;
// Articles whose last attribution a walk goes along with.
const REMEMBERED = 1000;
const NOTHING: Attribution = new Uint32Array();

/** Credits the revisions that have no attribution yet, a batch at a time, and returns how many they were. */
export async function attributeMissing(db: Db): Promise<number> {
  let [all, last] = [0, 0];
  const [one] = await missing(db, 0).execute();
  if (!one) return 0;
  await inBatches(db, async (tx) => {
    const [revision] = await missing(tx, last).execute();
    if (!revision) return false;
    await attributeRevision(tx, revision, await contentOf(tx, revision));
    last = revision.sequence;
    all++;
    return true;
  });
  return all;
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
  const inTurn = storedInTurn();
  let filed = 0;
  for await (const revision of revisions(db, only)) {
    const { before, attribution: stored } = await inTurn.read(db, revision);
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

/** Reads the attributions of revisions, given in their order, each from its own row and the one before in its article. */
export function storedInTurn() {
  const last = new LRUCache<number, Stored>({ max: REMEMBERED });
  return {
    read: async (
      db: Db,
      { article_id: articleId, sequence, parent }: Uncredited,
    ): Promise<{ before: Attribution; attribution: Attribution | undefined }> => {
      const known =
        last.get(articleId) ?? (parent === null ? undefined : await unlessBroken(readWhole(db, parent)));
      const stored = await readStored(db, { articleId, sequence }, known);
      last.set(articleId, stored ?? { steps: 0, attribution: NOTHING });
      return { before: known?.attribution ?? NOTHING, attribution: stored?.attribution };
    },
    /** Forgets what was read of an article, or of all. */
    forget: (articleId?: number) => void (articleId === undefined ? last.clear() : last.delete(articleId)),
  };
}

/** What was kept can't be made anew, but must be of the body that stands, and of nothing later. */
function fits(stored: Attribution | undefined, sequence: number, content: Content | undefined): boolean {
  if (!stored) return false;
  const isOfBody = content === undefined || words(content.body).length === stored.length;
  return isOfBody && stored.every((origin) => origin > 0 && origin <= sequence);
}

/** Tells whether the words of an article are counted as its revision of a sequence is credited; what can't be read isn't. */
export async function areWordsCounted(db: Db, articleId: number, sequence: number): Promise<boolean> {
  const attribution = await unlessBroken(readAttribution(db, sequence));
  return attribution !== undefined && (await unlessBroken(isCounted(db, articleId, attribution))) === true;
}

async function isFiled(db: Db, revision: Uncredited, hashes: readonly number[]): Promise<boolean> {
  const { sequence, article_id: articleId } = revision;
  const held = await heldIn(db, articleId, hashes, sequence + 1);
  return hashes.every((hash) => held.get(hash) === sequence);
}

export function contentOf(db: Db, { sequence }: Uncredited) {
  return unlessErased(readContent(db, sequence));
}

/** Returns the sequences of what is kept. Nothing can be from before anything was erased, whatever its row says. */
export async function keptOf(db: Db): Promise<Set<number>> {
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

/** The next revision after a sequence that has no attribution. */
function missing(db: Db, last: number) {
  return after(db, last, 1)
    .leftJoin('attribution', 'attribution.sequence', 'revision.sequence')
    .where('attribution.sequence', 'is', null);
}

/** The next revisions after a sequence. */
export function after(db: Db, last: number, most = BATCH) {
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
    .limit(most);
}

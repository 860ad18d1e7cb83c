/**
 * Every attribution held to a replay of the history, and mended where it differs, in the order of the saves: what one stands
 * on is right before it's looked at itself. Looking holds nobody up; each mending leaves a whole that can be read.
 */
import type { Db, Tx } from '../../db/schema.ts';
import type { Attribution } from '../../text/attribution.ts';
import { inBatches } from '../../db/batches.ts';
import { newestLogEntry } from '../history/state.ts';
import { creditRevision, type Uncredited } from './crediting.ts';
import { filedBetween, refile, type Filed } from './first-held.ts';
import { readInTurn, storedInTurn } from './in-turn.ts';
import { after, keptOf } from './replay.ts';
import { isSame, replaceAttribution, unlessBroken } from './stored.ts';

/** How many revisions' filing is read at a time: each reading goes through the whole index. */
const WINDOW = 20_000;
/** How long mending goes on before it's looked first again, in milliseconds. */
const MENDING = 2000;
const NOTHING: Attribution = new Uint32Array();

interface Walk {
  inTurn: ReturnType<typeof storedInTurn>;
  read: ReturnType<typeof readInTurn>;
  /** The revisions whose attribution stays what it is, since a text that it was made from is erased. */
  kept: ReadonlySet<number>;
  /** What is filed under the revisions up to a sequence. */
  filed: Map<number, Filed[]>;
  upTo: number;
  /** The newest log entry that all this was read after: an erasure makes it old. */
  logged: number;
}

/** Follows the mending of an article's current attribution, in its transaction. */
export type FollowMended = (tx: Tx, articleId: number, attribution: Attribution) => Promise<void>;

/**
 * Mends all attributions, but for those that a text was erased of which they were made: they stay what they are. What is
 * worked out of the current ones is to follow.
 */
export async function mendAttributions(db: Db, follow: FollowMended): Promise<void> {
  await forgetWrongMarks(db);
  const inTurn = storedInTurn();
  const read = readInTurn();
  const walk: Walk = { inTurn, read, kept: new Set(), filed: new Map(), upTo: 0, logged: -1 };
  for (let last = 0; ;) {
    const rows = await after(db, last).execute();
    if (rows.length === 0) return;
    const wrong = await firstWrong(db, walk, rows);
    last = wrong ? await mendFrom(db, walk, wrong.sequence, follow) : rows.at(-1)!.sequence;
  }
}

async function firstWrong(db: Db, walk: Walk, rows: readonly Uncredited[]): Promise<Uncredited | undefined> {
  await keepUp(db, walk);
  for (const revision of rows) {
    await readFiled(db, walk, revision.sequence);
    const found = await unlessBroken(compare(db, walk, revision));
    if (!found || !found.isRight) return revision;
  }
  return undefined;
}

/** Mends revisions from a sequence on for a while, and returns the last. */
async function mendFrom(db: Db, walk: Walk, sequence: number, follow: FollowMended): Promise<number> {
  walk.inTurn.forget();
  let last = sequence - 1;
  let batch: Tx | undefined;
  const until = performance.now() + MENDING;
  await inBatches(db, async (tx) => {
    const [revision] = await after(tx, last, 1).execute();
    if (!revision || (batch && performance.now() > until)) return false;
    // While a batch lasts nobody else writes.
    if (tx !== batch) await keepUp(tx, walk);
    batch = tx;
    await readFiled(tx, walk, revision.sequence);
    await mend(tx, walk, revision, follow);
    last = revision.sequence;
    return true;
  });
  return last;
}

/** What an attribution, and what is filed, should be, and whether it is. */
async function compare(db: Db, walk: Walk, revision: Uncredited) {
  const { sequence, article_id: articleId } = revision;
  const { before, attribution: stored } = await walk.inTurn.read(db, revision);
  const { content, parentContent } = await walk.read(db, revision);
  const credit = content && (await creditRevision(db, revision, content, before, parentContent));
  const own = walk.kept.has(sequence) ? stored : undefined;
  const attribution = own ?? credit?.attribution ?? NOTHING;
  const first = new Set(credit?.first);
  const filed = walk.filed.get(sequence) ?? [];
  const surplus = filed.filter(({ key, article_id }) => article_id !== articleId || !first.has(key));
  const isCredited = stored !== undefined && isSame(stored, attribution);
  const isFiled = surplus.length === 0 && filed.length === first.size;
  return {
    before,
    attribution,
    isKept: !content || own !== undefined,
    isCredited,
    isFiled,
    first,
    surplus,
    isRight: isCredited && isFiled,
  };
}

async function mend(tx: Tx, walk: Walk, revision: Uncredited, follow: FollowMended): Promise<void> {
  const { sequence, article_id: articleId, parent } = revision;
  const { isCredited, isFiled, before, attribution, isKept, first, surplus } = await compare(
    tx,
    walk,
    revision,
  );
  if (!isCredited) {
    const next = await nextOf(tx, revision);
    await replaceAttribution(tx, { articleId, sequence, parent }, attribution, { before, isKept, next });
    if (next === undefined) await follow(tx, articleId, attribution);
    walk.inTurn.forget(articleId);
  }
  if (!isFiled) {
    await refile(tx, { article_id: articleId, sequence }, [...first], surplus);
    const row = (key: string): Filed => ({ key, article_id: articleId, sequence });
    walk.filed.set(sequence, [...first].map(row));
  }
}

/** Reads anew what the walk goes along with when something was erased since it was read. */
async function keepUp(db: Db, walk: Walk): Promise<void> {
  const logged = await newestLogEntry(db);
  if (logged === walk.logged) return;
  walk.inTurn.forget();
  Object.assign(walk, { kept: await keptOf(db), upTo: 0, logged });
}

/** Reads what is filed under a revision, and under many after it, unless the walk holds it. */
async function readFiled(db: Db, walk: Walk, sequence: number): Promise<void> {
  if (sequence <= walk.upTo) return;
  const { newest } = await db
    .selectFrom('revision')
    .select((eb) => eb.fn.max<number>('sequence').as('newest'))
    .executeTakeFirstOrThrow();
  const upTo = Math.min(sequence + WINDOW, newest);
  Object.assign(walk, { filed: await filedBetween(db, sequence, upTo), upTo });
}

async function nextOf(tx: Tx, { article_id, number }: Uncredited): Promise<number | undefined> {
  const next = await tx
    .selectFrom('revision')
    .select('sequence')
    .where('article_id', '=', article_id)
    .where('number', '=', number + 1)
    .executeTakeFirst();
  return next?.sequence;
}

/** What no erasure in the log explains can be made anew, whatever its row says. */
async function forgetWrongMarks(db: Db): Promise<void> {
  const kept = await keptOf(db);
  const marked = await db.selectFrom('attribution').select('sequence').where('kept', '=', 1).execute();
  for (const { sequence } of marked) {
    if (kept.has(sequence)) continue;
    await db.updateTable('attribution').set({ kept: 0 }).where('sequence', '=', sequence).execute();
  }
}

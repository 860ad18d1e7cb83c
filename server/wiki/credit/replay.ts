/**
 * The history credited anew, revision by revision in the order of their saves: to fill in what an older wiki lacks,
 * and to tell whether it is what it should be.
 */
import { prepared } from '../../db/prepared.ts';
import type { Db } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import { isOfBody, type Attribution } from '../../text/attribution.ts';
import { attributeRevision } from './attribution.ts';
import { areItemsCounted } from './beside.ts';
import { inBatches } from '../../db/batches.ts';
import { readContent, unlessErased } from '../history/contents.ts';
import { creditRevision, type Uncredited } from './crediting.ts';
import { countHeld, heldIn } from './first-held.ts';
import { fileAnew, FORMER, takeFormer } from './former.ts';
import { readInTurn, storedInTurn } from './in-turn.ts';
import { articlesWithOrigins, explainKept } from './after-erasure.ts';
import { isSame, readAttribution, unlessBroken } from './stored.ts';
import { isCounted } from './words.ts';
import { withParents } from '../history/revisions.ts';

const BATCH = 200;

/** Credits the revisions that have no attribution yet, a batch at a time, and returns how many they were. */
export async function attributeMissing(db: Db): Promise<number> {
  let [all, last] = [0, 0];
  const [one] = await missing(db, 0);
  if (!one) return 0;
  await db.transaction().execute(fileAnew);
  const read = readInTurn();
  await inBatches(db, async (tx) => {
    const [revision] = await missing(tx, last);
    if (!revision) return false;
    const { content, parentContent } = await read(tx, revision);
    const kept = await takeFormer(tx, revision, content);
    await attributeRevision(tx, revision, content, { kept, parentContent });
    last = revision.sequence;
    all++;
    return true;
  });
  return all;
}

/** What isn't as it should be beside the attributions of single revisions. */
export interface Unfit {
  /** How many sentences and items are filed beyond those that should be. */
  surplus: number;
  /** The entries of the log whose erasures kept attributions that aren't what they were. */
  entries: number[];
  /** The articles that credit something to a revision which wasn't erased before. */
  articles: number[];
}

/** Tells of each revision, all or one article's, whether its attribution is what a replay comes to, and returns what else is wrong. */
export async function checkAttributions(
  db: Db,
  only: number | undefined,
  tell: (revision: Uncredited, isRight: boolean) => void,
): Promise<Unfit> {
  const marked = await markedKept(db);
  const kept = await explainKept(db);
  const inTurn = storedInTurn();
  const read = readInTurn();
  let filed = 0;
  for await (const revision of revisions(db, only)) {
    const { sequence, article_id: articleId } = revision;
    const { before, attribution: stored } = await inTurn.read(db, revision);
    kept.take(sequence, articleId, stored);
    const { content, parentContent } = (await unlessBroken(read(db, revision))) ?? {};
    const credit =
      content && (await unlessBroken(creditRevision(db, revision, content, before, parentContent)));
    const first = credit?.first ?? [];
    filed += first.length;
    const explained = kept.isKept(sequence, articleId);
    const isMarked = marked.has(sequence);
    const isCredited = isMarked
      ? explained !== undefined && fits(stored, sequence, content)
      : explained !== 'surely' && stored && credit && isSame(stored, credit.attribution);
    tell(revision, isCredited === true && (await isFiled(db, revision, first)));
  }
  const surplus = (await countHeld(db, only)) - filed;
  // What an erasure kept may stand in other articles too.
  if (only !== undefined) return { surplus, entries: [], articles: [] };
  return { surplus, entries: await kept.altered(), articles: await articlesWithOrigins(db) };
}

/** What was kept can't be made anew, but must be of the body that stands, and of nothing later. */
function fits(stored: Attribution | undefined, sequence: number, content: Content | undefined): boolean {
  if (!stored) return false;
  const isOf = content === undefined || isOfBody(content.body, stored);
  return isOf && stored.every((origin) => origin > 0 && origin <= sequence);
}

/** Tells whether the words of an article, and those beside its body, are counted as its revision of a sequence is credited; what can't be read isn't. */
export async function areWordsCounted(db: Db, articleId: number, sequence: number): Promise<boolean> {
  const check = async () => {
    const content = await unlessErased(readContent(db, sequence));
    const attribution = await readAttribution(db, sequence);
    return (
      (await isCounted(db, articleId, attribution)) &&
      (await areItemsCounted(db, { articleId, sequence, content }))
    );
  };
  return (await unlessBroken(check())) === true;
}

async function isFiled(db: Db, revision: Uncredited, keys: readonly string[]): Promise<boolean> {
  const { sequence, article_id: articleId } = revision;
  const held = await heldIn(db, articleId, keys, sequence + 1);
  return keys.every((key) => held.get(key) === sequence);
}

/** Returns the sequences of what is kept: marked so, and explained by the log. */
export async function keptOf(db: Db): Promise<Set<number>> {
  const explained = await explainKept(db);
  const marked = await db
    .selectFrom('attribution')
    .innerJoin('revision', 'revision.sequence', 'attribution.sequence')
    .select(['revision.sequence', 'revision.article_id'])
    .where('kept', '=', 1)
    .execute();
  const kept = marked.filter((row) => explained.isKept(row.sequence, row.article_id) !== undefined);
  return new Set(kept.map(({ sequence }) => sequence));
}

/** Returns the sequences of what is marked as kept. */
async function markedKept(db: Db): Promise<Set<number>> {
  const rows = await db.selectFrom('attribution').select('sequence').where('kept', '=', 1).execute();
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
const missing = prepared((db, last: number) =>
  after(db, last, 1)
    .leftJoin('attribution', 'attribution.sequence', 'revision.sequence')
    .where((eb) => eb.or([eb('attribution.sequence', 'is', null), eb('steps', '=', FORMER)])),
);

/** The next revisions after a sequence. */
export function after(db: Db, last: number, most = BATCH) {
  return withParents(db)
    .select(['revision.sequence', 'revision.article_id', 'revision.number'])
    .select(['revision.action', 'revision.from_number', 'parent.sequence as parent'])
    .where('revision.sequence', '>', last)
    .orderBy('revision.sequence')
    .limit(most);
}

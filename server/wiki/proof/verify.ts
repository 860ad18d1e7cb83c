/**
 * Proves that history is what it was: walks every revision, byline and log entry in its order, computes anew what its row
 * vouches for, and compares with the checkpoints on the way. Each finding names its place; nothing is mended.
 */
import type { Db, Tx } from '../../db/schema.ts';
import { wrongKinds } from '../../db/stored-kinds.ts';
import { findAnyArticle } from '../articles/articles.ts';
import { areWordsCounted, checkAttributions } from '../credit/replay.ts';
import { allCheckpoints, type Checkpoint } from './checkpoints.ts';
import { articleLeaf, bylineLeaf, bylines, entries, entryLeaf } from '../history/leaves.ts';
import { merkleRoot, merkleTree } from './checkpoints/merkle.ts';
import { areLinksRight } from '../copies/links.ts';
import { wrongNamesakes } from '../copies/namesakes.ts';
import { readDeeds, type Deeds } from '../history/deeds.ts';
import { linkHash } from '../history/hash.ts';
import { checkCopies, checkStrays, currentAttributions } from './verify/copies.ts';
import { checkChain, checkKept, isAmong, watchFor, type Watch } from './verify/checkpoints.ts';
import type { CheckpointPart, Finding, Findings } from './verify/findings.ts';
import { checkDomains, checkPeople, checkRecords } from './verify/people.ts';
import { checkStates } from './verify/states.ts';
import { checkTalk } from './verify/talk.ts';
import {
  checkRevision,
  isUnreadable,
  rememberTexts,
  revisionBatches,
  type RevisionWalk,
  type Walked,
} from './verify/revisions.ts';
import { checkSealed, type Sealed } from './verify/sealed.ts';
import { emptyTally } from './verify/tally.ts';

export type { Finding, Findings } from './verify/findings.ts';

/**
 * What to verify: the whole wiki, also against checkpoints that somebody kept; or one article, by its slug. With
 * `attribution`, who wrote each word is worked out anew, and compared too.
 */
export type Asked = ({ kept?: readonly Checkpoint[] } | { article: string }) & { attribution?: boolean };

/** Told how many revisions have been walked, of how many. */
type VerifyProgress = (done: number, all: number) => void;

/** Verifies what is asked as it stands at one moment. Throws 404 when there's no such article. */
export async function verify(db: Db, progress: VerifyProgress, asked: Asked = {}): Promise<Findings> {
  return db
    .transaction()
    .setAccessMode('read only')
    .execute((tx) => verifyNow(tx, progress, asked));
}

/** As `verify`, within a transaction: it tells of what that sees. */
export async function verifyNow(tx: Tx, progress: VerifyProgress, asked: Asked = {}): Promise<Findings> {
  const id = 'article' in asked ? (await findAnyArticle(tx, asked.article)).id : undefined;
  const deeds = await readDeeds(tx);
  const walk =
    'article' in asked
      ? await verifyArticle(tx, progress, deeds, id!)
      : await verifyAll(tx, progress, deeds, asked.kept ?? []);
  walk.result.findings.push(
    ...(await checkCopies(tx, walk, deeds, id)),
    ...(await checkStates(tx, walk, deeds, id)),
    ...(await checkTalk(tx, id)),
  );
  if (asked.attribution) await walkAttributions(tx, walk, progress, id);
  return walk.result;
}

async function verifyArticle(
  db: Db,
  progress: VerifyProgress,
  deeds: Deeds,
  id: number,
): Promise<RevisionWalk> {
  const walk = await beginWalk(db, deeds, id);
  await walkWords('byline', grounds(bylines(db, id), walk), bylineLeaf, walk);
  await walkRevisions(db, walk, progress, undefined, id);
  await walkWords('log', entries(db, id), entryLeaf, walk);
  return walk;
}

async function verifyAll(
  db: Db,
  progress: VerifyProgress,
  deeds: Deeds,
  kept: readonly Checkpoint[],
): Promise<RevisionWalk> {
  const own = await allCheckpoints(db);
  const checkpoints = [...own, ...kept.filter((checkpoint) => !isAmong(own, checkpoint))];
  const walk = await beginWalk(db, deeds);
  const { result } = walk;
  const watch = (part: CheckpointPart) => watchFor(part, checkpoints, result.findings);
  await walkWords('byline', grounds(bylines(db), walk), bylineLeaf, walk, watch('bylines'));
  await walkRevisions(db, walk, progress, watch('articles'));
  await walkWords('log', entries(db), entryLeaf, walk, watch('entries'));
  result.checkpoints = own.length;
  result.findings.push(
    ...checkChain(own),
    ...checkKept(kept, own),
    ...deeds.unfit.map((id) => ({ code: 'log-unfit', id }) as const),
    ...(await checkPeople(db, walk, deeds)),
    ...(await checkDomains(db)),
    ...(await checkRecords(db)),
    ...(await wrongNamesakes(db)).map((id) => ({ code: 'copy', id, column: 'namesake' }) as const),
    ...(await checkStrays(db)),
    ...(await wrongKinds(db)).map((column) => ({ code: 'kind', column }) as const),
  );
  return walk;
}

/** Returns a walk that begins: what it goes along, of all articles or of one. The articles come in the order of their uids, as a checkpoint takes them. */
export async function beginWalk(db: Db, { erasures }: Deeds, articleId?: number): Promise<RevisionWalk> {
  const all = db.selectFrom('article').selectAll().orderBy('uid');
  const heads = await (articleId === undefined ? all : all.where('id', '=', articleId)).execute();
  const nowhere = {
    number: 0,
    sequence: 0,
    hash: Buffer.alloc(0),
    steps: 0,
    points: undefined,
    isAltered: false,
  };
  return {
    articles: new Map(
      heads.map(({ id, uid, licence, revision_count: count, sequence: current, ...head }) => [
        id,
        { slug: head.slug, uid, licence, head, tally: emptyTally(), count, current, ...nowhere },
      ]),
    ),
    bylines: new Map(),
    people: new Map(),
    texts: rememberTexts(),
    erasures,
    result: {
      revisions: 0,
      checkpoints: 0,
      erased: { content: 0, summary: 0, byline: 0, log: 0 },
      findings: [],
    },
  };
}

async function walkRevisions(
  db: Db,
  walk: RevisionWalk,
  progress: VerifyProgress,
  watch?: Watch,
  articleId?: number,
): Promise<void> {
  const { articles, result } = walk;
  const all = [...articles.values()].reduce((sum, { count }) => sum + count, 0);
  const root = () => merkleRoot(leavesOf(articles));
  let last = 0;
  for await (const rows of revisionBatches(db, articleId)) {
    for (const row of rows) {
      watch?.reach(row.sequence - 1, root);
      if (articleId === undefined && row.sequence !== last + 1) {
        result.findings.push({ code: 'missing-sequence', sequence: last + 1 });
      }
      await checkRevision(db, row, walk);
      last = row.sequence;
    }
    progress(result.revisions, all);
  }
  watch?.reach(last, root);
  watch?.end();
  for (const { slug, count, number, sequence, current } of articles.values()) {
    if (count !== number) result.findings.push({ code: 'revision-count', article: slug, number: number + 1 });
    else if (sequence !== current) result.findings.push({ code: 'current', article: slug, number });
  }
}

async function walkAttributions(
  db: Db,
  { articles, result }: RevisionWalk,
  progress: VerifyProgress,
  articleId?: number,
): Promise<void> {
  let done = 0;
  const unfit = await checkAttributions(db, articleId, (revision, isRight) => {
    const { article_id: id, number, sequence } = revision;
    const article = articles.get(id);
    const at = { ...(article && { article: article.slug }), number, sequence };
    if (!isRight) result.findings.push({ code: 'attribution', ...at });
    progress(++done, result.revisions);
  });
  if (unfit.surplus !== 0) result.findings.push({ code: 'attribution-filed' });
  for (const id of unfit.entries) result.findings.push({ code: 'log-kept', id });
  for (const id of unfit.articles) result.findings.push({ code: 'copy', id, column: 'first_held' });
  const copies = await currentAttributions(db);
  for (const [id, { slug, sequence }] of articles) {
    if (copies.get(id) !== sequence) {
      result.findings.push({ code: 'copy', article: slug, column: 'current_attribution' });
    }
    if (!(await areWordsCounted(db, id, sequence))) {
      result.findings.push({ code: 'attribution-counts', article: slug });
    }
    if ((await unlessUnreadable(areLinksRight(db, { id, sequence }))) === false) {
      result.findings.push({ code: 'copy', article: slug, column: 'link' });
    }
  }
}

/** Of a text that can't be read it's told already. */
async function unlessUnreadable<Read>(reading: Promise<Read>): Promise<Read | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

function* leavesOf(articles: ReadonlyMap<number, Walked>): Generator<string> {
  for (const article of articles.values()) if (article.number > 0) yield articleLeaf(article);
}

/** Keeps what the bylines are, for the revisions that stand on them. */
async function* grounds(rows: ReturnType<typeof bylines>, walk: RevisionWalk) {
  for await (const row of rows) {
    const { id, person_id: personId, person_uid: personUid, recorded_at: recordedAt } = row;
    const { digest, verification } = row;
    walk.bylines.set(id, { personId, personUid, digest, verification, recordedAt });
    yield row;
  }
}

/** Where a checkpoint is watched for, the walk is over all there is, and each row must follow the one before. */
async function walkWords<Row extends Sealed & { id: number; hash: Buffer | null }>(
  what: 'byline' | 'log',
  rows: AsyncGenerator<Row>,
  leafOf: (row: Row) => string,
  walk: RevisionWalk,
  watch?: Watch,
): Promise<void> {
  const { findings } = walk.result;
  const tree = merkleTree();
  let previous: Buffer | null = null;
  for await (const row of rows) {
    watch?.reach(tree.size(), tree.root);
    const { id } = row;
    const codes = codesOf(what, row, walk, () => {
      const leaf = leafOf(row);
      tree.add(leaf);
      return !watch || (row.hash !== null && linkHash(what, { id, previous }, leaf).equals(row.hash));
    });
    for (const code of codes) findings.push({ code, id });
    previous = row.hash;
  }
  watch?.reach(tree.size(), tree.root);
  watch?.end();
}

/** What is wrong with a byline or a log entry, if anything; one that can't even be read was altered. */
function codesOf(
  what: 'byline' | 'log',
  row: Sealed & { id: number },
  walk: RevisionWalk,
  isLinked: () => boolean,
): Finding['code'][] {
  try {
    const code = checkSealed(what, row.id, row, walk);
    return [...(code ? [code] : []), ...(isLinked() ? [] : [`${what}-row` as const])];
  } catch (error) {
    if (isUnreadable(error)) return [`${what}-row`];
    throw error;
  }
}

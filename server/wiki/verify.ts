/**
 * Proves that history is what it was: walks every revision, byline and log entry in its order, computes anew what its row
 * vouches for, and compares with the checkpoints on the way. Each finding names its place; nothing is mended.
 */
import type { Db } from '../db/schema.ts';
import { findArticle } from './articles.ts';
import { areWordsCounted, checkAttributions } from './attribution/replay.ts';
import { allCheckpoints, type Checkpoint } from './checkpoints.ts';
import { articleLeaf, bylineLeaf, bylines, entries, entryLeaf } from './checkpoints/leaves.ts';
import { merkleRoot, merkleTree } from './checkpoints/merkle.ts';
import { readErasures } from './erasure/account.ts';
import { checkChain, checkKept, isAmong, watchFor, type Watch } from './verify/checkpoints.ts';
import type { CheckpointPart, Verification } from './verify/findings.ts';
import { checkRevision, rememberTexts, revisionBatches, type Walk, type Walked } from './verify/revisions.ts';
import { checkSealed, type Sealed } from './verify/sealed.ts';

export type { Finding, Verification } from './verify/findings.ts';

/**
 * What to verify: the whole wiki, also against checkpoints that somebody kept; or one article, by its slug. With
 * `attribution`, who wrote each word is worked out anew, and compared too.
 */
export type Asked = ({ kept?: readonly Checkpoint[] } | { article: string }) & { attribution?: boolean };

/** Told how many revisions have been walked, of how many. */
type Progress = (done: number, all: number) => void;

/** Verifies what is asked as it stands at one moment. Throws 404 when there's no such article. */
export async function verify(db: Db, progress: Progress, asked: Asked = {}): Promise<Verification> {
  return db
    .transaction()
    .setAccessMode('read only')
    .execute(async (tx) => {
      const id = 'article' in asked ? (await findArticle(tx, asked.article)).id : undefined;
      const walk =
        'article' in asked
          ? await verifyArticle(tx, progress, id!)
          : await verifyAll(tx, progress, asked.kept ?? []);
      if (asked.attribution) await walkAttributions(tx, walk, progress, id);
      return walk.result;
    });
}

async function verifyArticle(db: Db, progress: Progress, id: number): Promise<Walk> {
  const walk = await beginWalk(db, id);
  await walkWords('byline', grounds(bylines(db, id), walk), bylineLeaf, walk);
  await walkRevisions(db, walk, progress, undefined, id);
  await walkWords('log', entries(db, id), entryLeaf, walk);
  return walk;
}

async function verifyAll(db: Db, progress: Progress, kept: readonly Checkpoint[]): Promise<Walk> {
  const own = await allCheckpoints(db);
  const checkpoints = [...own, ...kept.filter((checkpoint) => !isAmong(own, checkpoint))];
  const walk = await beginWalk(db);
  const { result } = walk;
  const watch = (part: CheckpointPart) => watchFor(part, checkpoints, result.findings);
  await walkWords('byline', grounds(bylines(db), walk), bylineLeaf, walk, watch('bylines'));
  await walkRevisions(db, walk, progress, watch('articles'));
  await walkWords('log', entries(db), entryLeaf, walk, watch('entries'));
  result.checkpoints = own.length;
  result.findings.push(...checkChain(own), ...checkKept(kept, own));
  return walk;
}

/** Reads what the walk goes along. The articles come in the order of their uids, as a checkpoint takes them. */
async function beginWalk(db: Db, articleId?: number): Promise<Walk> {
  const all = db.selectFrom('article');
  const heads = await (articleId === undefined ? all : all.where('id', '=', articleId))
    .select(['id', 'slug', 'uid', 'revision_count', 'sequence'])
    .orderBy('uid')
    .execute();
  const nowhere = { number: 0, sequence: 0, hash: Buffer.alloc(0), steps: 0, isAltered: false };
  return {
    articles: new Map(
      heads.map(({ id, slug, uid, revision_count, sequence }) => [
        id,
        { slug, uid, count: revision_count, current: sequence, ...nowhere },
      ]),
    ),
    bylines: new Map(),
    texts: rememberTexts(),
    erasures: await readErasures(db),
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
  walk: Walk,
  progress: Progress,
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
  { articles, result }: Walk,
  progress: Progress,
  articleId?: number,
): Promise<void> {
  let done = 0;
  const surplus = await checkAttributions(db, articleId, (revision, isRight) => {
    const { article_id: id, number, sequence } = revision;
    const article = articles.get(id);
    const at = { ...(article && { article: article.slug }), number, sequence };
    if (!isRight) result.findings.push({ code: 'attribution', ...at });
    progress(++done, result.revisions);
  });
  if (surplus !== 0) result.findings.push({ code: 'attribution-filed' });
  for (const [id, { slug, sequence }] of articles) {
    if (!(await areWordsCounted(db, id, sequence))) {
      result.findings.push({ code: 'attribution-counts', article: slug });
    }
  }
}

function* leavesOf(articles: ReadonlyMap<number, Walked>): Generator<string> {
  for (const article of articles.values()) if (article.number > 0) yield articleLeaf(article);
}

/** Keeps what the bylines are, for the revisions that stand on them. */
async function* grounds(rows: ReturnType<typeof bylines>, walk: Walk) {
  for await (const row of rows) {
    const { id, person_id, person_uid, digest, verification } = row;
    walk.bylines.set(id, { personId: person_id, personUid: person_uid, digest, verification });
    yield row;
  }
}

async function walkWords<Row extends Sealed & { id: number }>(
  what: 'byline' | 'log',
  rows: AsyncGenerator<Row>,
  leaf: (row: Row) => string,
  walk: Walk,
  watch?: Watch,
): Promise<void> {
  const tree = merkleTree();
  for await (const row of rows) {
    watch?.reach(tree.size(), tree.root);
    tree.add(leaf(row));
    const code = checkSealed(what, row.id, row, walk);
    if (code) walk.result.findings.push({ code, id: row.id });
  }
  watch?.reach(tree.size(), tree.root);
  watch?.end();
}

/** The walk over revisions in their order: each one's hash, content and summary are computed anew from what is stored. */
import { LRUCache } from 'lru-cache';
import type { Db, Verification } from '../../../db/schema.ts';
import { coBylinesOf } from '../../history/co-authors.ts';
import { decodeContent, readText } from '../../history/contents.ts';
import type { Head } from '../../copies/heads.ts';
import { hashOf, type HashedWriter } from '../../history/hash.ts';
import type { Finding } from './findings.ts';
import { checkSealed, type Lawful } from './sealed.ts';
import { countPoints, pointsAfter, sizeOf } from './size.ts';
import { countAuthor, countText, type People, type ArticleTally } from './tally.ts';

/** An article, what its row says, how far the walk has come in it, and what that has come to. */
export interface Walked {
  slug: string;
  uid: Buffer;
  licence: string;
  head: Head;
  tally: ArticleTally;
  count: number;
  current: number;
  number: number;
  sequence: number;
  hash: Buffer;
  /** How many deltas the text that the walk came to last is from a whole one. */
  steps: number;
  /** The points of that text, as `size.ts` counts them; undefined when it couldn't be read. */
  points: number | undefined;
  /** Whether the text that the walk came to last isn't the one that was saved, so that no delta can stand on it. */
  isAltered: boolean;
}

/** A byline as revisions' hashes stand on it. */
export interface HashedByline {
  personId: number;
  /** Null when nobody has the person's id. */
  personUid: Buffer | null;
  digest: Buffer;
  verification: Verification;
  recordedAt: string;
}

/** What the walk compares with: each article is moved on with its revisions. */
export interface RevisionWalk extends Lawful {
  /** The text that the walk read last of an article, which the next one's delta stands on. */
  texts: LRUCache<number, Buffer>;
  articles: ReadonlyMap<number, Walked>;
  bylines: Map<number, HashedByline>;
  people: People;
}

export type RevisionRow = Awaited<ReturnType<typeof revisionsAfter>>[number];

const BATCH = 500;
const TEXTS = 64 * 1024 * 1024;

/** Makes the memory of texts that a walk goes along with. */
export function rememberTexts(): RevisionWalk['texts'] {
  return new LRUCache({ maxSize: TEXTS, sizeCalculation: ({ length }) => length + 1 });
}

/** Yields the revisions, all or one article's, in their order, some hundred at a time. */
export async function* revisionBatches(db: Db, articleId?: number): AsyncGenerator<RevisionRow[]> {
  for (let last = 0; ;) {
    const rows = await revisionsAfter(db, last, articleId);
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) return;
    last = articleId === undefined ? rows.at(-1)!.sequence : rows.at(-1)!.number;
  }
}

/** Checks a revision, and moves its article on. A row that can't even be read was altered. */
export async function checkRevision(db: Db, row: RevisionRow, walk: RevisionWalk): Promise<void> {
  try {
    await checkReadable(db, row, walk);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    const { number, sequence } = row;
    walk.result.findings.push({ code: 'hash', sequence, number });
  }
}

/** Tells whether what went wrong is that a value isn't of its kind: SQLite keeps anything in any column. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
}

async function checkReadable(db: Db, row: RevisionRow, walk: RevisionWalk): Promise<void> {
  const { findings } = walk.result;
  walk.result.revisions++;
  const article = walk.articles.get(row.article_id);
  if (!article) {
    findings.push({ code: 'missing-article', number: row.number, sequence: row.sequence });
    return;
  }
  if (row.number !== article.number + 1) {
    findings.push({ code: 'missing-number', article: article.slug, number: article.number + 1 });
  }
  const at = { article: article.slug, number: row.number, sequence: row.sequence };
  const text = await textOf(db, row, article, walk);
  const content = { salt: row.content_salt, words: text ?? null, digest: row.content_digest };
  const contentCode =
    text === undefined ? ('content-lost' as const) : checkSealed('content', row.sequence, content, walk);
  const summary = { salt: row.summary_salt, words: row.summary_words, digest: row.summary_digest };
  const codes = [
    hashFits(row, article, walk) ? undefined : ('hash' as const),
    contentCode,
    checkSealed('summary', row.sequence, summary, walk),
    isShown(row.current, text) ? undefined : ('current' as const),
    ...countIn(row, isTold(contentCode) ? undefined : text, article, walk),
  ];
  for (const code of codes) if (code) findings.push({ code, ...at });
  article.number = row.number;
  article.sequence = row.sequence;
  article.hash = row.hash;
  article.isAltered = contentCode === 'content' || contentCode === 'content-lost';
}

/** Tells whether a text isn't what was saved, or is gone for no reason, so that nothing can be held to it. */
function isTold(code: Finding['code'] | undefined): boolean {
  return code === 'content' || code === 'content-lost' || code === 'content-gone';
}

/** Adds a revision up with the others, and compares its size; a text that isn't what was saved counts for nothing. */
function countIn(
  row: RevisionRow,
  text: Buffer | null | undefined,
  { tally, uid, current, points }: Walked,
  { people, bylines }: RevisionWalk,
): ('size' | undefined)[] {
  const at = row.written_at;
  countAuthor(tally, people, { id: row.byline_id, personId: row.person_id, at });
  for (const id of row.coBylineIds) {
    const personId = bylines.get(id)?.personId;
    if (personId !== undefined) countAuthor(tally, people, { id, personId, at });
  }
  countText(tally, text, { uid, isCurrent: row.sequence === current });
  return [text && sizeOf(text, points) !== row.size ? 'size' : undefined];
}

const COLUMNS = [
  'revision.sequence',
  'revision.article_id',
  'revision.number',
  'revision.byline_id',
  'revision.person_id',
  'revision.action',
  'revision.from_number',
  'revision.to_number',
  'revision.base_number',
  'revision.minor',
  'revision.size',
  'revision.written_at',
  'revision.recorded_at',
  'revision.content_digest',
  'revision.summary_digest',
  'revision.hash',
  'content.salt as content_salt',
  'content.steps',
  'content.bytes',
  'current.bytes as current',
  'summary.salt as summary_salt',
  'summary.words as summary_words',
] as const;

/** The order of numbers within an article is that of the sequence, and its index is at hand. */
async function revisionsAfter(db: Db, last: number, articleId: number | undefined) {
  const rows = db
    .selectFrom('revision')
    .leftJoin('content', 'content.sequence', 'revision.sequence')
    .leftJoin('summary', 'summary.sequence', 'revision.sequence')
    .leftJoin('current_content as current', (join) =>
      join
        .onRef('current.article_id', '=', 'revision.article_id')
        .onRef('current.sequence', '=', 'revision.sequence'),
    )
    .select(COLUMNS)
    .limit(BATCH);
  const chosen =
    articleId === undefined
      ? rows.where('revision.sequence', '>', last).orderBy('revision.sequence')
      : rows
          .where('revision.article_id', '=', articleId)
          .where('revision.number', '>', last)
          .orderBy('revision.number');
  const revisions = await chosen.execute();
  const sequences = revisions.map(({ sequence }) => sequence);
  const coBylines = await coBylinesOf(db, sequences);
  return revisions.map((row) => ({ ...row, coBylineIds: coBylines.get(row.sequence) ?? [] }));
}

function hashFits(row: RevisionRow, article: Walked, { bylines }: RevisionWalk): boolean {
  if (bylines.get(row.byline_id)?.personId !== row.person_id) return false;
  const writers = [row.byline_id, ...row.coBylineIds].map((id) => hashedWriter(bylines.get(id)));
  const [writer, ...coAuthors] = writers.filter((each) => each !== undefined);
  if (!writer || coAuthors.length < row.coBylineIds.length) return false;
  const parentHash = article.number === 0 ? null : article.hash;
  return hashOf(row, { articleUid: article.uid, parentHash, ...writer, coAuthors }).equals(row.hash);
}

/** Returns what a byline gives to a hash; undefined when it isn't there, or is of nobody. */
function hashedWriter(byline: HashedByline | undefined): HashedWriter | undefined {
  if (!byline || byline.personUid === null) return undefined;
  const { personUid, digest: bylineDigest, verification } = byline;
  return { personUid, bylineDigest, verification };
}

/**
 * Returns the text of a row's content: null when it's gone, undefined when it's lost with an earlier one that it stands
 * on. What can't even be decoded stands as empty, which no digest fits.
 */
async function textOf(
  db: Db,
  { steps, bytes, article_id: articleId }: RevisionRow,
  article: Walked,
  { texts }: RevisionWalk,
): Promise<Buffer | null | undefined> {
  const known = texts.get(articleId);
  const { points } = article;
  texts.delete(articleId);
  article.points = undefined;
  if (steps === null || bytes === null) return null;
  if (article.isAltered && steps > 0) return undefined;
  // A wrong count leads readers to another whole text, or to none.
  if (steps !== 0 && steps !== article.steps + 1) return Buffer.alloc(0);
  article.steps = steps;
  try {
    const parent = steps === 0 ? undefined : (known ?? (await readText(db, article.sequence)));
    const text = decodeContent({ steps, bytes }, parent);
    article.points = parent && points !== undefined ? pointsAfter(points, parent, bytes) : countPoints(text);
    texts.set(articleId, text);
    return text;
  } catch {
    return Buffer.alloc(0);
  }
}

/** What readers are shown is a copy of the newest revision's text, and nothing when that was erased; of a lost one nobody can tell. */
function isShown(copy: Buffer | null, text: Buffer | null | undefined): boolean {
  if (copy === null || text === undefined) return true;
  if (text === null) return false;
  try {
    return decodeContent({ steps: 0, bytes: copy }).equals(text);
  } catch {
    return false;
  }
}

/**
 * Proves that history is what it was: walks every revision in its order and computes anew, from what is stored, what its
 * row vouches for. Each finding names the revision; nothing is mended.
 */
import type { Db } from '../db/schema.ts';
import { decodeContent } from './content.ts';
import { hashOf } from './hash.ts';
import { digestOf } from './seal.ts';

/** Something that isn't as it was: a stable code and where. */
export interface Finding {
  code:
    | 'missing-sequence'
    | 'missing-article'
    | 'missing-number'
    | 'hash'
    | 'content'
    | 'summary'
    | 'byline'
    | 'log'
    | 'revision-count'
    | 'current';
  article?: string;
  number?: number;
  sequence?: number;
  id?: number;
}

/** What a verification found; erased contents are lawful, and counted. */
export interface Verification {
  revisions: number;
  erased: number;
  findings: Finding[];
}

const BATCH = 500;

/** Verifies the whole wiki. `progress` is told how many revisions have been walked, of how many. */
export async function verify(db: Db, progress: (done: number, all: number) => void): Promise<Verification> {
  const articles = await articleHeads(db);
  const all = [...articles.values()].reduce((sum, article) => sum + article.count, 0);
  const result: Verification = { revisions: 0, erased: 0, findings: [] };
  let last = 0;
  for (let batch = await rowsAfter(db, last); batch.length > 0; batch = await rowsAfter(db, last)) {
    for (const row of batch) {
      checkRow(row, last, articles, result);
      last = row.sequence;
      result.revisions++;
    }
    progress(result.revisions, all);
  }
  for (const article of articles.values()) {
    const { slug, count, number, sequence, current } = article;
    if (count !== number) result.findings.push({ code: 'revision-count', article: slug, number: number + 1 });
    else if (sequence !== current) result.findings.push({ code: 'current', article: slug, number });
  }
  result.findings.push(...(await checkBylines(db)), ...(await checkLog(db)));
  return result;
}

/** An article, and how far the walk has come in it. */
interface Walked {
  slug: string;
  uid: Buffer;
  count: number;
  current: number;
  number: number;
  sequence: number;
  hash: Buffer | null;
}

async function articleHeads(db: Db): Promise<Map<number, Walked>> {
  const rows = await db
    .selectFrom('article')
    .select(['id', 'slug', 'uid', 'revision_count', 'sequence'])
    .execute();
  return new Map(
    rows.map(({ id, slug, uid, revision_count, sequence }) => [
      id,
      { slug, uid, count: revision_count, current: sequence, number: 0, sequence: 0, hash: null },
    ]),
  );
}

function rowsAfter(db: Db, sequence: number) {
  return db
    .selectFrom('revision')
    .innerJoin('byline', 'byline.id', 'revision.byline_id')
    .innerJoin('person', 'person.id', 'revision.person_id')
    .leftJoin('content', 'content.sequence', 'revision.sequence')
    .leftJoin('summary', 'summary.sequence', 'revision.sequence')
    .selectAll('revision')
    .select([
      'person.uid as person_uid',
      'byline.digest as byline_digest',
      'byline.verification as verification',
      'content.salt as content_salt',
      'content.encoding as encoding',
      'content.bytes as bytes',
      'summary.salt as summary_salt',
      'summary.words as summary_words',
    ])
    .where('revision.sequence', '>', sequence)
    .orderBy('revision.sequence')
    .limit(BATCH)
    .execute();
}

type Row = Awaited<ReturnType<typeof rowsAfter>>[number];

function checkRow(row: Row, last: number, articles: Map<number, Walked>, result: Verification): void {
  if (row.sequence !== last + 1) result.findings.push({ code: 'missing-sequence', sequence: last + 1 });
  const article = articles.get(row.article_id);
  if (!article) {
    result.findings.push({ code: 'missing-article', number: row.number, sequence: row.sequence });
    return;
  }
  const at = { article: article.slug, number: row.number, sequence: row.sequence };
  if (row.number !== article.number + 1) {
    result.findings.push({ code: 'missing-number', article: article.slug, number: article.number + 1 });
  }
  if (!hashOfRow(row, article).equals(row.hash)) result.findings.push({ code: 'hash', ...at });
  if (row.bytes === null) result.erased++;
  else if (!contentFits(row)) result.findings.push({ code: 'content', ...at });
  if (!summaryFits(row)) result.findings.push({ code: 'summary', ...at });
  Object.assign(article, { number: row.number, sequence: row.sequence, hash: row.hash });
}

function hashOfRow(row: Row, article: Walked): Buffer {
  return hashOf(row, {
    articleUid: article.uid,
    parentHash: article.hash,
    personUid: row.person_uid,
    bylineDigest: row.byline_digest,
    verification: row.verification,
  });
}

function contentFits({ content_salt, encoding, bytes, content_digest }: Row): boolean {
  try {
    return digestOf(content_salt!, decodeContent({ encoding: encoding!, bytes: bytes! })).equals(
      content_digest,
    );
  } catch {
    return false;
  }
}

/** A summary that is gone was erased; one that nobody vouched for was slipped in. */
function summaryFits({ summary_salt, summary_words, summary_digest }: Row): boolean {
  if (summary_words === null || summary_salt === null) return true;
  return summary_digest !== null && digestOf(summary_salt, summary_words).equals(summary_digest);
}

async function checkBylines(db: Db): Promise<Finding[]> {
  const rows = await db
    .selectFrom('byline')
    .innerJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .select(['byline.id', 'byline.digest', 'byline_words.salt', 'byline_words.words'])
    .execute();
  return rows
    .filter(({ salt, words, digest }) => !digestOf(salt, words).equals(digest))
    .map(({ id }) => ({ code: 'byline', id }));
}

async function checkLog(db: Db): Promise<Finding[]> {
  const rows = await db
    .selectFrom('log')
    .innerJoin('log_words', 'log_words.log_id', 'log.id')
    .select(['log.id', 'log.words_digest', 'log_words.salt', 'log_words.words'])
    .execute();
  return rows
    .filter(({ salt, words, words_digest }) => !words_digest || !digestOf(salt, words).equals(words_digest))
    .map(({ id }) => ({ code: 'log', id }));
}

/**
 * A revision is a whole article as saved once, by one author, and stands for ever. Here one is inserted, with all that
 * must be true in the same transaction, and here revisions are listed.
 */
import { prepared } from '../db/prepared.ts';
import type { Action, Db, Tx } from '../db/schema.ts';
import { notFound } from '../errors.ts';
import { canonical, type Content } from '../kinds/content.ts';
import { attributeRevision } from './attribution.ts';
import type { Author } from './author.ts';
import { bylineColumns, toByline, type Byline } from './bylines.ts';
import { readContent, sequenceAt, writeContent } from './content.ts';
import { copyCurrent, countRevision } from './copies.ts';
import { hashOf, type Ground } from './hash.ts';
import { seal } from './seal.ts';

/** The article that a revision is added to: `revisionCount` is the number of the revision that it was merged onto. */
export interface Target {
  id: number;
  uid: Buffer;
  revisionCount: number;
}

/** What is saved. `fromNumber` and `toNumber` tell what a revert took back or restored; `recordedAt` differs from the author's time in an import. */
export interface Save {
  content: Content;
  action: Action;
  summary: string;
  minor: boolean;
  baseNumber: number | null;
  fromNumber?: number | null;
  toNumber?: number | null;
  recordedAt?: string;
}

/** A revision as lists show it. `delta` is the change of size in code points; `merged` that it was merged onto a later one than its base; `restored` what a restore brought back. */
export interface RevisionLine {
  sequence: number;
  number: number;
  action: Action;
  byline: Byline;
  summary: string;
  minor: boolean;
  size: number;
  delta: number;
  writtenAt: string;
  recordedAt: string;
  fromNumber: number | null;
  toNumber: number | null;
  baseNumber: number | null;
  merged: boolean;
  restored?: { number: number; byline: Byline };
}

/**
 * Adds the next revision to an article and returns its number and sequence.
 * Throws an Error when another revision has been added since `revisionCount` was read: the caller must merge anew.
 */
export async function insertRevision(
  tx: Tx,
  author: Author,
  target: Target,
  save: Save,
): Promise<{ number: number; sequence: number }> {
  const number = await claimNumber(tx, target);
  const sequence = await nextSequence(tx);
  const contentSeal = seal(canonical(save.content));
  const summarySeal = save.summary === '' ? null : seal(save.summary);
  const row = {
    sequence,
    article_id: target.id,
    number,
    byline_id: author.bylineId,
    person_id: author.personId,
    action: save.action,
    from_number: save.fromNumber ?? null,
    to_number: save.toNumber ?? null,
    base_number: save.baseNumber,
    minor: save.minor ? 1 : 0,
    size: [...save.content.body].length,
    written_at: author.at,
    recorded_at: save.recordedAt ?? '',
    content_digest: contentSeal.digest,
    summary_digest: summarySeal?.digest ?? null,
  };
  const parent = await parentOf(tx, target);
  const ground = { articleUid: target.uid, parentHash: parent.hash };
  const hash = hashOf(row, { ...ground, ...(await groundOf(tx, author.bylineId)) });
  await tx
    .insertInto('revision')
    .values({ ...row, hash })
    .execute();
  const place = { articleId: target.id, sequence, parent: parent.sequence };
  await writeContent(tx, place, save.content, contentSeal);
  if (summarySeal) {
    await tx
      .insertInto('summary')
      .values({ sequence, salt: summarySeal.salt, words: save.summary })
      .execute();
  }
  await copyCurrent(tx, target.id, sequence, save.content);
  await countRevision(tx, author, target.id);
  await attributeRevision(tx, { ...row, parent: parent.sequence }, save.content);
  return { number, sequence };
}

/** Returns the lines of an article's revisions, newest first, at most `limit`, those before a number when one is given. */
export async function historyPage(
  db: Db,
  articleId: number,
  limit: number,
  before = NO_END,
): Promise<RevisionLine[]> {
  const rows = await newestLines(db, articleId, before, limit);
  return rows.map(toLine);
}

/** Returns the line of one revision. Throws 404 when the article has no such number. */
export async function revisionLine(db: Db, articleId: number, number: number): Promise<RevisionLine> {
  const [row] = await lineAt(db, articleId, number);
  if (!row) throw notFound('no-such-revision');
  return toLine(row);
}

/** Returns the content of one revision of an article. Throws 404 when there's no such number, 410 when it was erased. */
export async function contentAt(db: Db, articleId: number, number: number): Promise<Content> {
  return readContent(db, await sequenceAt(db, articleId, number));
}

/**
 * Returns how many people wrote the revisions of an article from one number to another, both included. It reads those, or
 * the others if there are far fewer of them: whoever wrote more of the article than stands there wrote some of the rest.
 */
export async function countAuthors(
  db: Db,
  { id, number }: { id: number; number: number },
  from: number,
  to: number,
): Promise<number> {
  const revisions = to - from + 1;
  if (number - revisions > revisions / 2) return (await authorsWithin(db, id, from, to)).length;
  const others = await authorsWithout(db, id, from, to);
  const counts = new Map(others.map(({ person_id, revisions }) => [person_id, revisions]));
  const all = await authorsOf(db, id);
  return all.filter(({ person_id, revisions }) => revisions > (counts.get(person_id) ?? 0)).length;
}

/** Returns who wrote the revisions after one number up to another: each person as they last signed, the last one first. */
export async function authorsAfter(db: Db, articleId: number, from: number, to: number): Promise<Byline[]> {
  const last = db
    .selectFrom('revision as last')
    .select((eb) => eb.fn.max('last.sequence').as('sequence'))
    .where('last.article_id', '=', articleId)
    .where('last.number', '>', from)
    .where('last.number', '<=', to)
    .groupBy('last.person_id');
  const rows = await revisionLines(db)
    .where('revision.sequence', 'in', last)
    .orderBy('revision.sequence', 'desc')
    .execute();
  return rows.map(toByline);
}

/** Returns the query that every list of revisions starts from; `toLine` reads its rows. */
export function revisionLines(db: Db) {
  return db
    .selectFrom('revision')
    .innerJoin('byline', 'byline.id', 'revision.byline_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'revision.byline_id')
    .leftJoin('summary', 'summary.sequence', 'revision.sequence')
    .leftJoin('revision as parent', (join) =>
      join
        .onRef('parent.article_id', '=', 'revision.article_id')
        .on((eb) => eb('parent.number', '=', eb('revision.number', '-', 1))),
    )
    .leftJoin('revision as restored', (join) =>
      join
        .onRef('restored.article_id', '=', 'revision.article_id')
        .onRef('restored.number', '=', 'revision.from_number')
        .on('revision.action', '=', 'restore'),
    )
    .leftJoin('byline as restored_byline', 'restored_byline.id', 'restored.byline_id')
    .leftJoin('byline_words as restored_words', 'restored_words.byline_id', 'restored.byline_id')
    .select(bylineColumns)
    .select([
      'revision.sequence',
      'revision.number',
      'revision.action',
      'summary.words as summary',
      'revision.minor',
      'revision.size',
      'parent.size as parent_size',
      'revision.written_at',
      'revision.recorded_at',
      'revision.from_number',
      'revision.to_number',
      'revision.base_number',
      'restored_byline.id as restored_byline_id',
      'restored_byline.person_id as restored_person_id',
      'restored_byline.verification as restored_verification',
      'restored_words.words as restored_words',
    ]);
}

// Above every number, and what both engines hold to be an integer.
const NO_END = 2 ** 31 - 1;

const newestLines = prepared((db, articleId: number, before: number, limit: number) =>
  revisionLines(db)
    .where('revision.article_id', '=', articleId)
    .where('revision.number', '<', before)
    .orderBy('revision.number', 'desc')
    .limit(limit),
);

const lineAt = prepared((db, articleId: number, number: number) =>
  revisionLines(db).where('revision.article_id', '=', articleId).where('revision.number', '=', number),
);

const authorsWithin = prepared((db, articleId: number, from: number, to: number) =>
  db
    .selectFrom('revision')
    .select('person_id')
    .distinct()
    .where('article_id', '=', articleId)
    .where('number', '>=', from)
    .where('number', '<=', to),
);

const authorsWithout = prepared((db, articleId: number, from: number, to: number) =>
  db
    .selectFrom('revision')
    .select(['person_id', (eb) => eb.fn.countAll<number>().as('revisions')])
    .where('article_id', '=', articleId)
    .where((eb) => eb.or([eb('number', '<', from), eb('number', '>', to)]))
    .groupBy('person_id'),
);

const authorsOf = prepared((db, articleId: number) =>
  db
    .selectFrom('contributor')
    .innerJoin('byline', 'byline.id', 'contributor.byline_id')
    .select(['byline.person_id', (eb) => eb.fn.sum<number>('contributor.revisions').as('revisions')])
    .where('contributor.article_id', '=', articleId)
    .groupBy('byline.person_id'),
);

type Row = Awaited<ReturnType<ReturnType<typeof revisionLines>['execute']>>[number];

/** Returns the line in a row of `revisionLines`. */
export function toLine(row: Row): RevisionLine {
  return {
    sequence: row.sequence,
    number: row.number,
    action: row.action,
    byline: toByline(row),
    summary: row.summary ?? '',
    minor: row.minor === 1,
    size: row.size,
    delta: row.size - (row.parent_size ?? 0),
    writtenAt: row.written_at,
    recordedAt: row.recorded_at || row.written_at,
    fromNumber: row.from_number,
    toNumber: row.to_number,
    baseNumber: row.base_number,
    merged: row.base_number !== null && row.base_number < row.number - 1,
    ...(row.restored_byline_id !== null && {
      restored: {
        number: row.from_number!,
        byline: toByline({
          byline_id: row.restored_byline_id,
          person_id: row.restored_person_id!,
          verification: row.restored_verification!,
          byline_words: row.restored_words,
        }),
      },
    }),
  };
}

/** The compare-and-swap: two saves onto one revision can't both pass. */
async function claimNumber(tx: Tx, { id, revisionCount }: Target): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('article')
    .set({ revision_count: revisionCount + 1 })
    .where('id', '=', id)
    .where('revision_count', '=', revisionCount)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw new Error(`Article ${id} has moved on from revision ${revisionCount}`);
  return revisionCount + 1;
}

async function nextSequence(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('revision')
    .select('sequence')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (row?.sequence ?? 0) + 1;
}

async function parentOf(tx: Tx, { id, revisionCount }: Target) {
  const parent = await tx
    .selectFrom('revision')
    .select(['sequence', 'hash'])
    .where('article_id', '=', id)
    .where('number', '=', revisionCount)
    .executeTakeFirst();
  return parent ?? { sequence: null, hash: null };
}

/** What a revision's hash stands on of the one who writes it. */
function groundOf(tx: Tx, bylineId: number): Promise<Omit<Ground, 'articleUid' | 'parentHash'>> {
  return tx
    .selectFrom('byline')
    .innerJoin('person', 'person.id', 'byline.person_id')
    .select(['byline.digest as bylineDigest', 'byline.verification', 'person.uid as personUid'])
    .where('byline.id', '=', bylineId)
    .executeTakeFirstOrThrow();
}

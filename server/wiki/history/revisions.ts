/** A revision is a whole article as saved once, by one author, and stands for ever. Here its rows are made. */
import { prepared } from '../../db/prepared.ts';
import type { Action, Db, RevisionTable, Tx } from '../../db/schema.ts';
import type { SummaryTable } from '../../db/tables/history.ts';
import { signInNeeded } from '../../errors.ts';
import { canonical, type Content } from '../../kinds/content.ts';
import { codePoints } from '../../text/words.ts';
import type { Author } from './author.ts';
import { insertCoAuthor } from './co-authors.ts';
import { writeContent } from './contents.ts';
import { hashOf, type HashedWriter } from './hash.ts';
import { seal } from './seal.ts';

/** The article that a revision is added to: `revisionCount` is the number of the revision that it was merged onto. */
export interface Target {
  id: number;
  uid: Buffer;
  revisionCount: number;
}

/** What is saved. `fromNumber` and `toNumber` tell what a revert took back or restored; `recordedAt` differs from the author's time in an import, where others may have written it with its author. */
export interface Save {
  content: Content;
  action: Action;
  summary: string;
  minor: boolean;
  baseNumber: number | null;
  fromNumber?: number | null;
  toNumber?: number | null;
  recordedAt?: string;
  coAuthors?: readonly Author[];
}

/** A revision that has just been made, what its content is, and that as it's stored whole. */
export interface AddedRevision {
  sequence: number;
  articleId: number;
  number: number;
  /** The sequence of the revision before, if there's one. */
  parent: number | null;
  action: Action;
  fromNumber: number | null;
  toNumber: number | null;
  baseNumber: number | null;
  author: Author;
  coAuthors: readonly Author[];
  content: Content;
  whole: Buffer;
  change: RevisionChange;
}

/** What a revision changes: both contents as canonical texts, none before it if there's none that stands, and the code points of both bodies. */
export interface RevisionChange {
  minor: boolean;
  text: Buffer;
  before: Buffer | undefined;
  size: number;
  sizeBefore: number;
}

/**
 * Makes the next revision of an article. To be called by `recordRevision` alone, which lets the copies follow.
 * Throws 401 when the author's name was erased meanwhile, and an Error when another revision has been added since
 * `revisionCount` was read: the caller must merge anew.
 */
export async function insertRevision(
  tx: Tx,
  author: Author,
  target: Target,
  save: Save,
): Promise<AddedRevision> {
  const number = await claimNumber(tx, target);
  const sequence = await nextSequence(tx);
  const text = Buffer.from(canonical(save.content));
  const contentSeal = seal(text);
  const summarySeal = save.summary === '' ? null : seal(save.summary);
  const row = {
    sequence,
    article_id: target.id,
    number,
    ...columnsOf(author, save),
    content_digest: contentSeal.digest,
    summary_digest: summarySeal?.digest ?? null,
  };
  const parent = await parentOf(tx, target);
  const coAuthors = (save.coAuthors ?? []).toSorted((a, b) => a.bylineId - b.bylineId);
  const [writer, ...others] = await hashedWriters(tx, [author, ...coAuthors]);
  const ground = { articleUid: target.uid, parentHash: parent.hash, ...writer!, coAuthors: others };
  await insertRow(tx, { ...row, hash: hashOf(row, ground) });
  for (const { bylineId } of coAuthors) await insertCoAuthor(tx, { sequence, byline_id: bylineId });
  const place = { articleId: target.id, sequence, parent: parent.sequence };
  const { whole, before } = await writeContent(tx, place, text, contentSeal);
  if (summarySeal) {
    await insertSummary(tx, { sequence, salt: summarySeal.salt, words: save.summary });
  }
  const { action, content, minor } = save;
  const change = { minor, text, before, size: row.size, sizeBefore: parent.size };
  const { from_number: fromNumber, to_number: toNumber, base_number: baseNumber } = row;
  const numbers = { number, fromNumber, toNumber, baseNumber };
  return { ...place, ...numbers, action, author, coAuthors, content, whole, change };
}

function columnsOf(author: Author, save: Save) {
  return {
    byline_id: author.bylineId,
    person_id: author.personId,
    action: save.action,
    from_number: save.fromNumber ?? null,
    to_number: save.toNumber ?? null,
    base_number: save.baseNumber,
    minor: save.minor ? (1 as const) : (0 as const),
    size: codePoints(save.content.body),
    written_at: author.at,
    recorded_at: save.recordedAt ?? '',
  };
}

/** Returns the query of revisions, each with the one before it in its article as `parent`. */
export function withParents(db: Db) {
  return db
    .selectFrom('revision')
    .leftJoin('revision as parent', (join) =>
      join
        .onRef('parent.article_id', '=', 'revision.article_id')
        .on((eb) => eb('parent.number', '=', eb('revision.number', '-', 1))),
    );
}

/** The compare-and-swap: two saves onto one revision can't both pass. */
async function claimNumber(tx: Tx, { id, revisionCount }: Target): Promise<number> {
  const number = revisionCount + 1;
  const [claimed] = await claim(tx, id, revisionCount, number);
  if (!claimed) throw new Error(`Article ${id} has moved on from revision ${revisionCount}`);
  return number;
}

const claim = prepared((db, id: number, from: number, to: number) =>
  db
    .updateTable('article')
    .set({ revision_count: to })
    .where('id', '=', id)
    .where('revision_count', '=', from)
    .returning('id'),
);

const insertSummary = prepared((db, row: SummaryTable) => db.insertInto('summary').values(row));

const insertRow = prepared((db, row: RevisionTable) => db.insertInto('revision').values(row));

async function nextSequence(tx: Tx): Promise<number> {
  const [row] = await newestSequence(tx);
  return (row?.sequence ?? 0) + 1;
}

const newestSequence = prepared((db) =>
  db.selectFrom('revision').select('sequence').orderBy('sequence', 'desc').limit(1),
);

async function parentOf(tx: Tx, { id, revisionCount }: Target) {
  const [parent] = await revisionAt(tx, id, revisionCount);
  return parent ?? { sequence: null, hash: null, size: 0 };
}

const revisionAt = prepared((db, articleId: number, number: number) =>
  db
    .selectFrom('revision')
    .select(['sequence', 'hash', 'size'])
    .where('article_id', '=', articleId)
    .where('number', '=', number),
);

/** What a revision's hash stands on of those who write it. */
async function hashedWriters(tx: Tx, authors: readonly Author[]): Promise<HashedWriter[]> {
  const writers: HashedWriter[] = [];
  for (const { bylineId } of authors) {
    const [writer] = await writersUnder(tx, bylineId);
    // The name may have been erased while the save waited for its turn.
    if (!writer) throw signInNeeded();
    writers.push(writer);
  }
  return writers;
}

const writersUnder = prepared((db, bylineId: number) =>
  db
    .selectFrom('byline')
    .innerJoin('person', 'person.id', 'byline.person_id')
    .innerJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .select(['byline.digest as bylineDigest', 'byline.verification', 'person.uid as personUid'])
    .where('byline.id', '=', bylineId),
);

/** The history of an article, as lists show it: the line of each revision, and who wrote a run of them. */
import { NO_END } from '../../db/no-end.ts';
import { prepared } from '../../db/prepared.ts';
import type { Action, Db } from '../../db/schema.ts';
import { notFound } from '../../errors.ts';
import { seesHidden, type Reader } from '../policy.ts';
import { bylineColumns, nowOf, toByline, type Byline } from './bylines.ts';
import { coAuthorsOn } from './co-authors.ts';
import { withParents } from './revisions.ts';
import { readWithholdings, type Withholding } from './withheld.ts';
import { writings } from './writings.ts';

/** A revision as lists show it. `delta` is the change of size in code points; `merged` that it was merged onto a later one than its base; `restored` what a restore brought back; `revertedIn` the number of the first revert that took it back and stands; `hidden` what is hidden of it, and a hidden summary is empty to whom doesn't see it; `erased` what nobody sees any more. */
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
  revertedIn?: number;
  hidden?: HiddenParts;
  erased?: { text: boolean; summary: boolean };
}

/** What is hidden of a revision, with who hid it. */
export interface HiddenParts extends Withholding {
  text: boolean;
  summary: boolean;
}

/** Returns the lines of an article's revisions, newest first, at most `limit`, those before a number when one is given. */
export async function historyPage(
  db: Db,
  articleId: number,
  limit: number,
  before = NO_END,
  reader?: Reader,
): Promise<RevisionLine[]> {
  return toLines(db, await newestLines(db, articleId, before, limit), reader);
}

/** Returns the line of one revision. Throws 404 when the article has no such number. */
export async function revisionLine(
  db: Db,
  articleId: number,
  number: number,
  reader?: Reader,
): Promise<RevisionLine> {
  const [line] = await toLines(db, await lineAt(db, articleId, number), reader);
  if (!line) throw notFound('no-such-revision');
  return line;
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

/** Of the byline of what a restore brought back. */
const restoredColumns = [
  'restored_byline.id as restored_byline_id',
  'restored_byline.person_id as restored_person_id',
  'restored_byline.verification as restored_verification',
  'restored_words.words as restored_words',
  'restored_words.namesake as restored_namesake',
  nowOf('words', 'restored_byline').as('restored_now'),
  nowOf('namesake', 'restored_byline').as('restored_now_namesake'),
] as const;

const lineColumns = [
  ...bylineColumns,
  'revision.sequence',
  'revision.number',
  'revision.action',
  'content.sequence as content',
  'summary.words as summary',
  'revision.summary_digest',
  'hiding.act_id as hidden_by',
  'hiding.text as hidden_text',
  'hiding.summary as hidden_summary',
  'revision.minor',
  'revision.size',
  'parent.size as parent_size',
  'revision.written_at',
  'revision.recorded_at',
  'revision.from_number',
  'revision.to_number',
  'revision.base_number',
  'reverted.revert_number as reverted_in',
  ...restoredColumns,
] as const;

/** Returns the query that every list of revisions starts from; `toLines` reads its rows. */
export function revisionLines(db: Db) {
  return withParents(db)
    .innerJoin('byline', 'byline.id', 'revision.byline_id')
    .leftJoin('byline_words', 'byline_words.byline_id', 'revision.byline_id')
    .leftJoin('summary', 'summary.sequence', 'revision.sequence')
    .leftJoin('hiding', 'hiding.sequence', 'revision.sequence')
    .leftJoin('content', 'content.sequence', 'revision.sequence')
    .leftJoin('reverted', 'reverted.sequence', 'revision.sequence')
    .leftJoin('revision as restored', (join) =>
      join
        .onRef('restored.article_id', '=', 'revision.article_id')
        .onRef('restored.number', '=', 'revision.from_number')
        .on('revision.action', '=', 'restore'),
    )
    .leftJoin('byline as restored_byline', 'restored_byline.id', 'restored.byline_id')
    .leftJoin('byline_words as restored_words', 'restored_words.byline_id', 'restored.byline_id')
    .select(lineColumns);
}

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
  writings(db, articleId)
    .select('person_id')
    .distinct()
    .where('number', '>=', from)
    .where('number', '<=', to),
);

const authorsWithout = prepared((db, articleId: number, from: number, to: number) =>
  writings(db, articleId)
    .select(['person_id', (eb) => eb.fn.countAll<number>().as('revisions')])
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

type LineRow = Awaited<ReturnType<ReturnType<typeof revisionLines>['execute']>>[number];

/** Returns the lines in rows of `revisionLines`, as a reader is shown them. */
export async function toLines(db: Db, rows: readonly LineRow[], reader: Reader): Promise<RevisionLine[]> {
  const acts = rows.flatMap(({ hidden_by }) => hidden_by ?? []);
  const withholdings = await readWithholdings(db, acts);
  const sequences = rows.map(({ sequence }) => sequence);
  const withCoAuthors = await coAuthorsOn(db, sequences);
  return rows.map((row) => {
    const isHidden = row.hidden_summary === 1 && !seesHidden(reader);
    const line = toLine(row);
    line.byline = withCoAuthors(line.sequence, line.byline);
    if (isHidden) line.summary = '';
    if (row.hidden_by === null) return line;
    const parts = { text: row.hidden_text === 1, summary: row.hidden_summary === 1 };
    return { ...line, hidden: { ...withholdings.get(row.hidden_by)!, ...parts } };
  });
}

function erasedOf({ content, summary, summary_digest: digest }: LineRow): Pick<RevisionLine, 'erased'> {
  const erased = { text: content === null, summary: digest !== null && summary === null };
  return erased.text || erased.summary ? { erased } : {};
}

function toLine(row: LineRow): RevisionLine {
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
    ...(row.reverted_in !== null && { revertedIn: row.reverted_in }),
    ...erasedOf(row),
    ...(row.restored_byline_id !== null && {
      restored: {
        number: row.from_number!,
        byline: toByline({
          byline_id: row.restored_byline_id,
          person_id: row.restored_person_id!,
          verification: row.restored_verification!,
          byline_words: row.restored_words,
          byline_namesake: row.restored_namesake,
          byline_now: row.restored_now,
          byline_now_namesake: row.restored_now_namesake,
        }),
      },
    }),
  };
}

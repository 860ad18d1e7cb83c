/** The moderators' desk of reports: those that wait, and those that are answered; the log tells of each answer without a word of the reader's. */
import { NO_END } from '../../db/no-end.ts';
import type { Db } from '../../db/schema.ts';
import { invalid, notFound } from '../../errors.ts';
import type { Author } from '../history/author.ts';
import { readPresent, type Byline } from '../history/bylines.ts';
import { readActs, type LoggedAct } from '../history/public-log.ts';
import { checkReason } from '../history/reasons.ts';
import { check } from '../policy.ts';
import { recordAct } from '../record.ts';

/** What a moderator may answer: that something was done about it, or that nothing need be. Codes stand in the log. */
export const ANSWERS = ['done', 'no-action'] as const;

/** A report as it was sent; `current` is the article's number now, and `sender` is there when it's from somebody signed in. */
export interface Report {
  id: number;
  article: { id: number; slug: string; title: string; current: number; isDeleted: boolean };
  number: number;
  section: string;
  reason: string;
  words: string;
  email: string;
  at: string;
  sender?: Byline;
}

/** A report that is answered, and the act by which it was. */
export interface HandledReport extends Report {
  act: LoggedAct;
}

/** Returns the reports that wait, oldest first, at most `limit`, those after an id when it's given. Throws 403 to all but moderators. */
export async function listReports(db: Db, author: Author, limit: number, after?: number): Promise<Report[]> {
  check(author, 'handle-report');
  let query = waiting(db).orderBy('report.id').limit(limit);
  if (after !== undefined) query = query.where('report.id', '>', after);
  return toReports(db, await query.execute());
}

/** Returns a report that waits. Throws 403 to all but moderators, and 404 when there's none, or it's handled. */
export async function findReport(db: Db, author: Author, id: number): Promise<Report> {
  check(author, 'handle-report');
  const [report] = await toReports(db, await waiting(db).where('report.id', '=', id).execute());
  if (!report) throw notFound('no-such-report');
  return report;
}

/**
 * Returns the reports that are answered, the last answered first, at most `limit`, those answered before an act when it's given.
 * Throws 403 to all but moderators.
 */
export async function listHandled(
  db: Db,
  author: Author,
  limit: number,
  before = NO_END,
): Promise<HandledReport[]> {
  check(author, 'handle-report');
  const query = reports(db).where('report.act_id', '<', before).orderBy('report.act_id', 'desc').limit(limit);
  const rows = await query.execute();
  const ids = rows.map(({ act_id: id }) => id!);
  const acts = new Map((await readActs(db, ids, author)).map((act) => [act.id, act]));
  return (await toReports(db, rows)).map((report, index) => ({ ...report, act: acts.get(ids[index]!)! }));
}

/** Returns how many reports wait. */
export async function countReports(db: Db, most: number): Promise<number> {
  const open = db.selectFrom('report').select('id').where('act_id', 'is', null);
  return (await open.limit(most).execute()).length;
}

/**
 * Answers a report, with a note for all to read. Throws 403 to all but moderators, 404 when it doesn't wait any more, and 422
 * without a note or an answer of those that there are.
 */
export async function handleReport(
  db: Db,
  performer: Author,
  id: number,
  { answer, note }: { answer: string; note: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { article } = await findReport(tx, performer, id);
    const named = ANSWERS.find((each) => each === answer);
    if (!named) throw invalid([{ field: 'answer', code: 'required' }]);
    checkReason(note);
    const act = await recordAct(tx, performer, 'handle-report', {
      ...{ articleId: article.id, named, words: { reason: note } },
    });
    await tx
      .updateTable('report')
      .set({ act_id: act, handled_at: performer.at })
      .where('id', '=', id)
      .execute();
  });
}

function waiting(db: Db) {
  return reports(db).where('report.act_id', 'is', null);
}

function reports(db: Db) {
  return db
    .selectFrom('report')
    .innerJoin('article', 'article.id', 'report.article_id')
    .leftJoin('deletion', 'deletion.article_id', 'article.id')
    .select(['report.id', 'report.number', 'report.section', 'report.reason', 'report.words'])
    .select(['report.email', 'report.at', 'report.person_id', 'report.act_id'])
    .select([
      'article.id as article_id',
      'article.slug',
      'article.title',
      'article.revision_count as current',
      'deletion.act_id as deleted_by',
    ]);
}

type ReportRow = Awaited<ReturnType<ReturnType<typeof reports>['execute']>>[number];

async function toReports(db: Db, rows: readonly ReportRow[]): Promise<Report[]> {
  const people = await readPresent(
    db,
    rows.flatMap(({ person_id: id }) => id ?? []),
  );
  return rows.map(({ article_id, slug, title, current, deleted_by, person_id: personId, ...row }) => {
    const { act_id: _act, ...report } = row;
    const article = { id: article_id, slug, title, current, isDeleted: deleted_by !== null };
    const sender = personId === null ? undefined : people.get(personId);
    return { ...report, article, ...(sender && { sender }) };
  });
}

/** The moderators' desk of reports: those that wait, and those that a moderator has closed, which the log tells of without a word of the reader's. */
import { NO_END } from '../../db/no-end.ts';
import type { Db } from '../../db/schema.ts';
import { invalid, notFound } from '../../errors.ts';
import type { Author } from '../history/author.ts';
import { readPresent, type Byline } from '../history/bylines.ts';
import { readActs, type LoggedAct } from '../history/public-log.ts';
import { checkReason } from '../history/reasons.ts';
import { check } from '../policy.ts';
import { recordAct } from '../record.ts';
import { withNames } from '../talk/mentions.ts';
import { postsAt, type Post } from '../talk/posts.ts';

/** What a report is closed with: that something was done about it, or that nothing had to be. Codes stand in the log. */
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
  /** The post that it's of, if it's of one, as moderators see it and with the names of whom it mentions. */
  post?: Post;
}

/** A report that is closed, and the act by which it was. */
export interface ClosedReport extends Report {
  act: LoggedAct;
}

/** Returns the reports that wait, oldest first, at most `limit`, those after an id when it's given. Throws 403 to all but moderators. */
export async function listReports(db: Db, author: Author, limit: number, after?: number): Promise<Report[]> {
  check(author, 'handle-report');
  let query = waiting(db).orderBy('report.id').limit(limit);
  if (after !== undefined) query = query.where('report.id', '>', after);
  const rows = await query.execute();
  return toReports(db, rows, author);
}

/** Returns a report that waits. Throws 403 to all but moderators, and 404 when there's none, or it's handled. */
export async function findReport(db: Db, author: Author, id: number): Promise<Report> {
  check(author, 'handle-report');
  const row = await waiting(db).where('report.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('no-such-report');
  return (await toReports(db, [row], author))[0]!;
}

/**
 * Returns the reports that are closed, the last closed first, at most `limit`, those closed before an act when it's given.
 * Throws 403 to all but moderators.
 */
export async function listClosed(
  db: Db,
  author: Author,
  limit: number,
  before = NO_END,
): Promise<ClosedReport[]> {
  check(author, 'handle-report');
  const rows = await reports(db)
    .select('report.act_id')
    .where('report.act_id', '<', before)
    .orderBy('report.act_id', 'desc')
    .limit(limit)
    .execute();
  const ids = rows.flatMap(({ act_id: id }) => id ?? []);
  const acts = new Map((await readActs(db, ids, author)).map((act) => [act.id, act]));
  const told = await toReports(db, rows, author);
  return rows.flatMap(({ act_id: id }, index) => {
    const act = id === null ? undefined : acts.get(id);
    return act ? { ...told[index]!, act } : [];
  });
}

/** Returns how many reports wait. */
export async function countReports(db: Db, most: number): Promise<number> {
  const open = db.selectFrom('report').select('id').where('act_id', 'is', null);
  return (await open.limit(most).execute()).length;
}

/**
 * Closes a report, with a note for all to read. Throws 403 to all but moderators, 404 when it doesn't wait any more, and 422
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
    .select(['report.email', 'report.at', 'report.person_id', 'report.post_id'])
    .select([
      'article.id as article_id',
      'article.slug',
      'article.title',
      'article.revision_count as current',
      'deletion.act_id as deleted_by',
    ]);
}

type ReportRow = Awaited<ReturnType<ReturnType<typeof reports>['execute']>>[number];

async function toReports(db: Db, rows: readonly ReportRow[], reader: Author): Promise<Report[]> {
  const people = await readPresent(
    db,
    rows.flatMap(({ person_id: id }) => id ?? []),
  );
  const posts = await postsReported(
    db,
    rows.flatMap(({ post_id: id }) => id ?? []),
    reader,
  );
  return rows.map((row) => {
    const { id, number, section, reason, words, email, at } = row;
    const { article_id, slug, title, current, deleted_by, person_id, post_id } = row;
    const article = { id: article_id, slug, title, current, isDeleted: deleted_by !== null };
    const [sender, post] = [people.get(person_id ?? 0), posts.get(post_id ?? 0)];
    const of = { ...(sender && { sender }), ...(post && { post }) };
    return { ...{ id, article, number, section, reason, words, email, at }, ...of };
  });
}

async function postsReported(db: Db, ids: readonly number[], reader: Author): Promise<Map<number, Post>> {
  const posts = [...(await postsAt(db, ids, reader)).values()];
  const words = await withNames(
    db,
    posts.map((post) => post.words),
  );
  return new Map(posts.map((post, index) => [post.id, { ...post, words: words[index]! }]));
}

/**
 * What anyone may tell the moderators of something in an article, or in what is said of it: a reason and words of their own, which nobody else is shown.
 * It's no edit, and nothing of it stands for ever: it's forgotten thirteen months after a moderator has handled it.
 */
import type { Db, Tx } from '../../db/schema.ts';
import { invalid, type FieldProblem } from '../../errors.ts';
import { cprInTexts } from '../cpr.ts';
import { checkAddress } from '../people/accounts.ts';
import { keptSince } from '../upkeep/keeping.ts';

/** What may be wrong with something. Codes stand in the database. */
export const REPORT_REASONS = ['wrong', 'offensive', 'personal-data', 'copyright', 'spam', 'other'] as const;

/** How many characters the words may have. */
export const LONGEST_WORDS = 2000;

/** A report as it's sent: `number` is the revision that was seen, `section` a heading's id, empty for all of the article; `postId` is the act of a post, if it's of one. */
export interface NewReport {
  articleId: number;
  number: number;
  section: string;
  reason: string;
  words: string;
  /** Where to answer; empty for who wants none. */
  email: string;
  /** Who is signed in, if anyone is. */
  personId: number | undefined;
  postId?: number | undefined;
}

/** Lays a report on the moderators' desk. Throws 422 when the reason, the words or the e-mail won't do, or one holds a CPR number. */
export async function makeReport(db: Db, report: NewReport, at: string): Promise<void> {
  const { articleId, number, section, reason, words, email, personId, postId } = report;
  const problems = problemsOf(report);
  if (problems.length > 0) throw invalid(problems);
  await db
    .insertInto('report')
    .values({
      ...{ article_id: articleId, number, section, reason, words, email, at },
      ...{ person_id: personId ?? null, post_id: postId ?? null },
    })
    .execute();
}

/** Lets reports of some revisions of an article be about all of it: the id of a section tells what its heading says. */
export async function forgetSections(tx: Tx, articleId: number, numbers: readonly number[]): Promise<void> {
  await tx
    .updateTable('report')
    .set({ section: '' })
    .where('article_id', '=', articleId)
    .where('number', 'in', numbers)
    .execute();
}

/** Forgets the reports that were handled more than thirteen months ago. */
export async function deleteOldReports(db: Db, now: string): Promise<void> {
  await db.deleteFrom('report').where('handled_at', '<', keptSince(now)).execute();
}

function problemsOf({ reason, words, email }: NewReport): FieldProblem[] {
  const cpr = cprInTexts(Object.entries({ words, email }));
  const others = [...reasonProblem(reason), ...wordsProblem(reason, words), ...emailProblem(email)];
  // What else is wrong with such a field might repeat what stands in it.
  return [...others.filter(({ field }) => !cpr.some((one) => one.field === field)), ...cpr];
}

function reasonProblem(reason: string): FieldProblem[] {
  const isKnown = REPORT_REASONS.some((each) => each === reason);
  return isKnown ? [] : [{ field: 'reason', code: 'choose-reason' }];
}

function wordsProblem(reason: string, words: string): FieldProblem[] {
  const { length } = [...words];
  if (length > LONGEST_WORDS)
    return [{ field: 'words', code: 'too-long', params: { max: LONGEST_WORDS, length } }];
  return reason === 'other' && length === 0 ? [{ field: 'words', code: 'say-what' }] : [];
}

function emailProblem(email: string): FieldProblem[] {
  return email === '' ? [] : checkAddress(email);
}

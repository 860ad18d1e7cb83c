/** The form by which anyone reports something in an article, without an account, a name or a cookie. */
import { deleted, type WikiError } from '../../errors.ts';
import { listKeepers } from '../../wiki/people/roles.ts';
import { LONGEST_WORDS, makeReport, REPORT_REASONS } from '../../wiki/reports/reports.ts';
import { withNames } from '../../wiki/talk/mentions.ts';
import { findPost, type Post } from '../../wiki/talk/posts.ts';
import { articlePath } from '../../locales/language.ts';
import { emailOf } from '../../text/emails.ts';
import { articleByAnySlug, standingAt } from '../articles/article.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { formError, lineOf, readNumber, shownErrors, wordsOf, type Fields } from '../frame/fields.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { headOf, type ShownArticle } from '../showing/article.ts';
import { limitWords } from '../wire/limits.ts';
import { sectionsOf } from './sections.ts';
import { page, type TypedReport } from './views.ts';

/** GET /wiki/:slug/report?section=&number=&post= */
export async function showReportForm(visit: Visit): Promise<Page> {
  const article = await standingAt(visit);
  return reportPage(visit, article, reportIn(visit.request.query, article));
}

/** POST /wiki/:slug/report */
export async function takeReportForm(visit: Visit): Promise<Answer> {
  const { author, context } = visit;
  const article = await articleByAnySlug(visit);
  if (article.deletedBy !== undefined) throw deleted(article.slug);
  const typed = reportIn(fieldsOf(visit), article);
  const personId = author?.personId;
  try {
    const post = await postIn(visit, article, typed);
    const sections = post ? [] : await sectionsOf(visit, article.id, typed.number);
    const section = sections.some(({ id }) => id === typed.section) ? typed.section : '';
    const report = { ...typed, section, articleId: article.id, personId, postId: post?.id };
    await limitWords(visit, 'report', personId, () => makeReport(context.db, report, context.now()));
    return seeOther(articlePath(article.slug, '/reported'));
  } catch (error) {
    return reportPage(visit, article, typed, formError(error));
  }
}

/** GET /wiki/:slug/reported: what becomes of it, the same to everybody. */
export async function showReported(visit: Visit): Promise<Page> {
  const article = await standingAt(visit);
  return page('reports/reported', {
    title: visit.t('reported.title'),
    section: `articles:${article.kind}`,
    article: headOf(article),
    isSeen: (await listKeepers(visit.context.db)).length > 0,
  });
}

/** Reads a report; of a revision that the article hasn't, it's about the present one. */
function reportIn(fields: Fields, { number: current }: ShownArticle): TypedReport {
  const number = readNumber(fields['number']) || current;
  return {
    number: Math.min(number, current),
    section: lineOf(fields['section']),
    reason: lineOf(fields['reason']),
    words: wordsOf(fields['words'], LONGEST_WORDS),
    email: emailOf(lineOf(fields['email'])),
    post: readNumber(fields['post']) || undefined,
  };
}

/** Returns the post that a report is of, if it's of one. Throws 404 when nothing was said so. */
async function postIn(
  { context: { db }, author }: Visit,
  { id }: ShownArticle,
  { post }: TypedReport,
): Promise<Post | undefined> {
  return post === undefined ? undefined : findPost(db, id, post, author);
}

async function reportPage(
  visit: Visit,
  article: ShownArticle,
  values: TypedReport,
  error?: WikiError,
): Promise<Page> {
  const { t } = visit;
  const post = await postIn(visit, article, values);
  return page('reports/report', {
    title: t(post ? 'report.postTitle' : 'report.title', { title: article.title }),
    section: `articles:${article.kind}`,
    article: headOf(article),
    post,
    saidThere: post && (await withNames(visit.context.db, [post.words]))[0],
    sections: post ? [] : await sectionsOf(visit, article.id, values.number),
    reasons: REPORT_REASONS,
    longest: LONGEST_WORDS,
    values,
    ...shownErrors(error, t, 'reason'),
  });
}

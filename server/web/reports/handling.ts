/** The moderators' desk of reports, and the form that closes one. */
import type { WikiError } from '../../errors.ts';
import {
  ANSWERS,
  findReport,
  handleReport,
  listClosed,
  listReports,
  type Report,
} from '../../wiki/reports/handling.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { formError, lineOf, pageFrom, readNumber, shownErrors } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { leaveFlash } from '../frame/flash.ts';
import { nextPage } from '../frame/paging.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { limitSaves } from '../wire/limits.ts';
import { sectionsOf } from './sections.ts';
import { page, type Shown } from './views.ts';

/** How many are shown at once: each is read. */
const AT_ONCE = 20;

/** GET /moderation/reports?after= */
export async function showReports(visit: Visit): Promise<Page> {
  const { context, t, request } = visit;
  const reports = await listReports(context.db, authorIn(visit), AT_ONCE, pageFrom(request.query['after']));
  return page('reports/list', {
    title: t('reports.title'),
    section: 'desk',
    reports: await Promise.all(reports.map((report) => shown(visit, report))),
    next: nextPage(visit, reports, ({ id }) => ({ after: id }), AT_ONCE),
  });
}

/** GET /moderation/reports/closed?before= */
export async function showClosed(visit: Visit): Promise<Page> {
  const { context, t, request } = visit;
  const before = pageFrom(request.query['before']);
  const reports = await listClosed(context.db, authorIn(visit), AT_ONCE, before);
  return page('reports/closed', {
    title: t('reports.closed'),
    section: 'desk',
    reports: await Promise.all(reports.map((report) => shown(visit, report))),
    older: nextPage(visit, reports, ({ act }) => ({ before: act.id }), AT_ONCE),
  });
}

/** GET /moderation/reports/:report */
export async function showHandlingForm(visit: Visit): Promise<Page> {
  return handlingPage(visit, await reportAt(visit), '');
}

/** POST /moderation/reports/:report */
export async function takeHandlingForm(visit: Visit): Promise<Answer> {
  const report = await reportAt(visit);
  const fields = fieldsOf(visit);
  const note = lineOf(fields['reason']);
  try {
    await limitSaves(visit);
    const answer = lineOf(fields['answer']);
    await handleReport(visit.context.db, authorIn(visit), report.id, { answer, note });
    leaveFlash(visit, 'flash.reportHandled');
    return seeOther('/moderation/reports');
  } catch (error) {
    return handlingPage(visit, report, note, formError(error));
  }
}

function reportAt(visit: Visit): Promise<Report> {
  const { context, request } = visit;
  return findReport(context.db, authorIn(visit), readNumber(request.params['report']) || 0);
}

/** What its section is called is read where it stands, so that an erasure leaves no copy here. */
async function shown<R extends Report>(visit: Visit, report: R): Promise<Shown<R>> {
  const { article, number, section } = report;
  const sections = section === '' ? [] : await sectionsOf(visit, article.id, number);
  return { ...report, heading: sections.find(({ id }) => id === section)?.text };
}

async function handlingPage(visit: Visit, report: Report, reason: string, error?: WikiError): Promise<Page> {
  const { t } = visit;
  return page('reports/handle', {
    title: t('handling.title', { title: report.article.title }),
    report: await shown(visit, report),
    answers: ANSWERS,
    values: { reason },
    ...shownErrors(error, t, 'reason'),
  });
}

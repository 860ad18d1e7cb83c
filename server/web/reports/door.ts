/** The addresses of reports: the form by which anyone tells the moderators of something in an article, and the moderators' desk of them. */
import type { Address } from '../frame/visit.ts';
import { showClosed, showHandlingForm, showReports, takeHandlingForm } from './handling.ts';
import { showReported, showReportForm, takeReportForm } from './reporting.ts';

const telling = { who: 'anyone', robots: 'noindex' } as const;
const handling = { who: 'author', deed: 'handle-report' } as const;

export const door: readonly Address[] = [
  {
    ...{ path: '/wiki/:slug/report', ...telling, query: ['section', 'number', 'post'] },
    get: showReportForm,
    post: takeReportForm,
    makes: true,
  },
  { path: '/wiki/:slug/reported', ...telling, get: showReported },
  { path: '/moderation/reports', ...handling, get: showReports, query: ['after'] },
  { path: '/moderation/reports/closed', ...handling, get: showClosed, query: ['before'] },
  { path: '/moderation/reports/:report', ...handling, get: showHandlingForm, post: takeHandlingForm },
];

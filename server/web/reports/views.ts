/** What each view of reports takes, checked where it's given. */
import type { TocEntry } from '../../text/markdown.ts';
import type { ClosedReport, Report } from '../../wiki/reports/handling.ts';
import type { Post } from '../../wiki/talk/posts.ts';
import { pagesOf } from '../frame/answer.ts';
import type { ShownError } from '../frame/fields.ts';
import type { ArticleHead } from '../showing/article.ts';

interface ReportViews {
  'reports/report': {
    article: ArticleHead;
    /** The post that is reported, if it isn't the article. */
    post: Post | undefined;
    saidThere: string | undefined;
    /** The headings of the revision that is reported. */
    sections: readonly TocEntry[];
    reasons: readonly string[];
    longest: number;
    values: TypedReport;
    errors: ShownError[];
  };
  'reports/reported': { article: ArticleHead; isSeen: boolean };
  'reports/list': { reports: Shown<Report>[]; next: string | undefined };
  'reports/closed': { reports: Shown<ClosedReport>[]; older: string | undefined };
  'reports/handle': {
    report: Shown<Report>;
    answers: readonly string[];
    values: { reason: string };
    errors: ShownError[];
  };
}

/** A report as typed; `number` is the revision that was seen. */
export interface TypedReport {
  number: number;
  section: string;
  reason: string;
  words: string;
  email: string;
  /** The act of the post that it's of, if it's of one. */
  post: number | undefined;
}

/** A report as moderators see it; `heading` is what its section is called, where its revision still tells. */
export type Shown<R extends Report> = R & { heading: string | undefined };

/** Returns a page of reports. */
export const page = pagesOf<ReportViews>();

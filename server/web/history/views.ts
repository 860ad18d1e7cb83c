/** What each view of the history takes, checked where it's given. */
import type { RevisionLine } from '../../wiki/history/lines.ts';
import type { LoggedAct } from '../../wiki/history/public-log.ts';
import { pagesOf } from '../frame/answer.ts';
import type { ArticleHead, ShownChange } from '../showing/article.ts';
import type { Difference } from '../showing/comparison.ts';
import type { Tools } from '../showing/tools.ts';

interface HistoryViews {
  'history/index': {
    article: ArticleHead;
    /** With what of each may be hidden or erased. */
    revisions: (RevisionLine & { parts: readonly ('text' | 'summary')[] })[];
    counts: { revisions: number; people: number };
    older: string | undefined;
    newest: string | undefined;
  };
  'history/diff': Difference & {
    article: ArticleHead;
    from: RevisionLine;
    to: RevisionLine;
    /** How many versions by how many people, and the lines of the newest. */
    between: { revisions: number; people: number; lines: RevisionLine[] };
    tools: Tools;
    /** Where whoever came here by a link that says it goes back to. */
    back: string | undefined;
    previousHref: string | undefined;
    nextHref: string | undefined;
  };
  'history/changes': { changes: ShownChange[]; older: string | undefined };
  'history/log': {
    acts: LoggedAct[];
    codes: { value: string; text: string }[];
    chosen: string;
    filters: { text: string; removeHref: string }[];
    /** What else is asked for, by its name. */
    others: Record<string, string>;
    older: string | undefined;
  };
}

/** Returns a page of the history. */
export const page = pagesOf<HistoryViews>();

/** What each view of the history takes, checked where it's given. */
import type { Byline } from '../../wiki/history/bylines.ts';
import type { Intake } from '../../wiki/history/changes.ts';
import type { Thanks } from '../../wiki/following/thanks.ts';
import type { RevisionLine } from '../../wiki/history/lines.ts';
import type { LoggedAct } from '../../wiki/history/public-log.ts';
import { pagesOf } from '../frame/answer.ts';
import type { ArticleHead, ShownChange } from '../showing/article.ts';
import type { Difference } from '../showing/comparison.ts';
import type { Tools } from '../showing/tools.ts';

interface HistoryViews {
  'history/index': {
    article: ArticleHead;
    /** With what of each may be hidden or erased, and who thanked for it. */
    revisions: (RevisionLine & { parts: readonly ('text' | 'summary')[]; thanks: Thanks | undefined })[];
    counts: { revisions: number; people: number };
    /** Whether the name of each of them is told. */
    areNamed: boolean;
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
    /** For the later of the two. */
    thanks: Thanks | undefined;
    /** Where whoever came here by a link that says it goes back to. */
    back: string | undefined;
    /** The patch of the two texts, where they differ. */
    patchHref: string | undefined;
    previousHref: string | undefined;
    nextHref: string | undefined;
  };
  'history/changes': {
    days: RecentDay[];
    isByArticle: boolean;
    orders: { text: string; href: string; isChosen: boolean }[];
    /** What the form holds, by the names of its controls. */
    values: Record<string, string>;
    sizes: readonly number[];
    chosen: { text: string; removeHref: string; byline?: Byline }[];
    removeAllHref: string;
    older: string | undefined;
  };
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

/** An edit, with what may be done about it, many that came in at once, or an act. */
export type ShownRecent = { at: string } & (
  { change: ShownChange & { tools: Tools } } | { intake: Intake } | { act: LoggedAct }
);

/** What happened on a day, the first of it at `at`: by itself, or all of an article in one group. */
export interface RecentDay {
  at: string;
  groups: ShownRecent[][];
}

/** Returns a page of the history. */
export const page = pagesOf<HistoryViews>();

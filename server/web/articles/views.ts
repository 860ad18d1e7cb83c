/** What each view of articles takes, checked where it's given. */
import type { Kind } from '../../kinds/kind.ts';
import type { Part } from '../../text/diff.ts';
import type { Wanted } from '../../wiki/articles/reverts.ts';
import type { Byline } from '../../wiki/history/bylines.ts';
import type { Intake } from '../../wiki/history/changes.ts';
import type { RevisionLine } from '../../wiki/history/lines.ts';
import { pagesOf } from '../frame/answer.ts';
import type { ShownError } from '../frame/fields.ts';
import type { ArticleHead, Credit, ShownChange, ShownContent } from '../showing/article.ts';
import type { Difference } from '../showing/comparison.ts';
import type { ShownTopic } from '../showing/topic.ts';
import type { OfferedWatch } from '../showing/watch.ts';
import type { FormContent } from './form-page.ts';

interface ArticleViews {
  'articles/front': {
    /** Whether somebody is its administrator yet. */
    isSetUp: boolean;
    counts: { kind: Kind; count: number }[];
    /** More articles than these aren't counted: of a kind, and of those with sections to write. */
    mostCounted: number;
    changes: (ShownChange | Intake)[];
    unfinished: number;
    hands: HandNeeded[];
    newcomers: { byline: Byline; article: { slug: string; title: string } }[];
    topics: { label: string; href: string }[];
  };
  'articles/view': ShownContent & {
    article: ArticleHead;
    credit: Credit;
    /** Sections that stand under no heading of it, and that may be asked about. */
    askable?: AskableSection[];
    /** Those that resemble it most; none of an old version. */
    alike?: ArticleHead[];
    last: RevisionLine;
    /** That it can be watched; not so an old version. */
    watch?: OfferedWatch;
    /** What the notice above says, if it's an old version. */
    old?: OldVersion;
    /** Of the text of a topic: what stands beneath it, or else the topic that it's merged into. */
    about?: ShownTopic;
    mergedTopic?: { label: string; href: string };
  };
  'articles/erased': { article: ArticleHead };
  /** `wanted` is the title to write under, if one was asked for. */
  'articles/choose-kind': { wanted: string };
  'articles/form': FormContent;
  'articles/conflict': FormContent & {
    attempt: { action: 'edit' } | Wanted;
    /** The version that both started from, and the last one. */
    since: number;
    last: RevisionLine;
    authors: Byline[];
    /** Whether nobody else has saved since. */
    isAlone: boolean;
    clashes: ShownClash[];
    count: number;
    difference: Difference;
    chooseAction: string;
    /** What was posted, to go along unseen. */
    carried: { name: string; value: string }[];
  };
  'articles/move': { article: ArticleHead; values: { title: string; summary: string }; errors: ShownError[] };
  'articles/revert': Difference & {
    article: ArticleHead;
    wanted: Wanted;
    /** The version that it is about. */
    line: RevisionLine;
    values: { base: number; summary: string };
    /** The page that led here, to come back to. */
    back: string | undefined;
    errors: ShownError[];
  };
  'articles/cite': { article: ArticleHead; line: RevisionLine; old: boolean; citations: Citation[] };
}

/** A section that the authors may be asked about, how many such questions are open, and where one is asked. */
export interface AskableSection {
  id: string;
  text: string;
  open: number;
  href: string;
  /** Where it's written, as long as nothing is; else empty. */
  write: string;
  /** Whether whoever reads may ask about it. */
  isInvited: boolean;
}

/** The line of an old version, and the numbers around it. */
export interface OldVersion {
  line: RevisionLine;
  current: number;
  previous: number | undefined;
  next: number | undefined;
}

/** A clash by itself: what stood, and what either side made of it. */
export interface ShownClash {
  name: string;
  label: string;
  under: string | undefined;
  chosen: string | undefined;
  canBeBoth: boolean;
  base: Part[][];
  mine: Part[][];
  theirs: Part[][];
}

/** An article that needs a hand: what it lacks, and where one sees that. */
export interface HandNeeded {
  slug: string;
  title: string;
  text: string;
  href: string;
}

/** A ready citation as HTML, and the file that holds the same, if there's one. */
export interface Citation {
  name: string;
  html: string;
  file?: string;
  href?: string;
}

/** Returns a page of articles. */
export const page = pagesOf<ArticleViews>();

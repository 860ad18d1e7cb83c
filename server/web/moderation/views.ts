/** What each view of moderation takes, checked where it's given. */
import type { Byline } from '../../wiki/history/bylines.ts';
import type { RevisionLine } from '../../wiki/history/lines.ts';
import type { ErasureRequest, NameAskable } from '../../wiki/moderation/erasing.ts';
import type { Obstacle } from '../../wiki/moderation/rollbacks.ts';
import type { Person } from '../../wiki/people/people.ts';
import type { Post } from '../../wiki/talk/posts.ts';
import { pagesOf } from '../frame/answer.ts';
import type { ShownError } from '../frame/fields.ts';
import type { ArticleHead, ShownChange } from '../showing/article.ts';
import type { Tools } from '../showing/tools.ts';
import type { TypedMeasure } from './measures.ts';

interface ModerationViews {
  'moderation/desk': {
    changes: DeskChange[];
    flags: { name: string; checked: boolean }[];
    values: { kind: string; workplace: string; person: string };
    chosen: { text: string; removeHref: string }[];
    /** Whose changes alone are shown, and the newest of them by its sequence. */
    of: { id: number; newest: number } | undefined;
    here: string;
    newest: string | undefined;
    older: string | undefined;
  };
  'moderation/protect': {
    article: ArticleHead;
    levels: readonly string[];
    values: TypedProtection;
    errors: ShownError[];
  };
  /** `of` is whom it's about. */
  'moderation/block': { of: Person; scopes: readonly string[]; values: TypedBlock; errors: ShownError[] };
  'moderation/unblock': { of: Person; values: { reason: string }; errors: ShownError[] };
  'moderation/role': {
    of: Person;
    roles: readonly string[];
    values: { role: string; reason: string };
    errors: ShownError[];
  };
  'moderation/rollback-person': {
    of: Person;
    choices: string[];
    back: (ToldFate & { steps: ToldStep[] })[];
    byHand: (ToldFate & { numbers: number[]; obstacle: Obstacle })[];
    made: ToldFate[];
    /** There's more that waits until this is done. */
    isMore: boolean;
    values: { since: string; at: string; reason: string };
    errors: ShownError[];
  };
  'moderation/moderators': {
    people: Person[];
    /** Whether the form reaches anybody, and by mail; where else to write, if that is said; the address of whoever is signed in, once it's confirmed. */
    enquiry: { reaches: boolean; isMailed: boolean; contact: string | undefined; address: string };
    longest: { subject: number; words: number };
    values: TypedEnquiry;
    errors: ShownError[];
  };
  'moderation/sent': { isMailed: boolean };
  'moderation/deletion': {
    deed: DeletionDeed;
    article: ArticleHead;
    values: { reason: string };
    /** The page that led here, to come back to. */
    back: string | undefined;
    errors: ShownError[];
  };
  'moderation/free': {
    article: ArticleHead;
    /** The slug that may be set free, and all that lead to the article. */
    old: string | undefined;
    slugs: string[];
    values: { reason: string };
    errors: ShownError[];
  };
  'moderation/hide': {
    article: ArticleHead;
    line: RevisionLine;
    /** What of the revision may be hidden. */
    parts: readonly ('text' | 'summary')[];
    values: { text: boolean; summary: boolean; reason: string };
    errors: ShownError[];
  };
  'moderation/erase': {
    article: ArticleHead;
    line: RevisionLine;
    isAlone: boolean;
    /** What of the revision may be erased; `values.what` is one of them, if there's any. */
    options: readonly ('content' | 'summary')[];
    values: { what: 'content' | 'summary'; reason: string };
    errors: ShownError[];
  };
  'moderation/erase-post': {
    article: ArticleHead;
    post: Post;
    saidThere: string | undefined;
    isAlone: boolean;
    values: { reason: string };
    errors: ShownError[];
  };
  'moderation/remove-name': {
    byline: Byline;
    isAlone: boolean;
    values: { what: NameAskable; reason: string };
    errors: ShownError[];
  };
  'moderation/erasures': {
    requests: (ErasureRequest & { isMine: boolean })[];
    /** Nobody else may confirm. */
    isAlone: boolean;
  };
  'moderation/confirm-erasure': { request: ErasureRequest };
  'moderation/removals': {
    removals: { contributor: number; at: string; byline: string; revisions: number }[];
    older: string | undefined;
  };
}

/** A change that waits for a look: what strikes about it, what may be done, and where only this person's are shown. */
export type DeskChange = ShownChange & { marks: string[]; tools: Tools; onlyHref?: string };

/** An article that something would become of, with the current revision's number. */
export interface ToldFate {
  article: { id: number; slug: string; title: string; number: number };
}

/** What a step does to which versions. */
export interface ToldStep {
  does: string;
  from: number;
  to: number;
}

/** What is written to the moderators, as typed. */
export interface TypedEnquiry {
  subject: string;
  words: string;
  email: string;
}

export type DeletionDeed = 'delete' | 'undelete';

/** Who may edit, `all` for everybody, until when, and why, as typed. */
export type TypedProtection = TypedMeasure & { level: string };

/** From what somebody is kept, until when, and why, as typed. */
export type TypedBlock = TypedMeasure & { scope: string };

/** Returns a page of moderation. */
export const page = pagesOf<ModerationViews>();

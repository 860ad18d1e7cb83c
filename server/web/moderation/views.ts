/** What each view of moderation takes, checked where it's given. */
import type { Person } from '../../wiki/people/people.ts';
import { pagesOf } from '../frame/answer.ts';
import type { ShownError } from '../frame/fields.ts';
import type { ArticleHead } from '../showing/article.ts';
import type { TypedMeasure } from './measures.ts';

interface ModerationViews {
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
  'moderation/moderators': { people: Person[] };
}

/** Who may edit, `all` for everybody, until when, and why, as typed. */
export type TypedProtection = TypedMeasure & { level: string };

/** From what somebody is kept, until when, and why, as typed. */
export type TypedBlock = TypedMeasure & { scope: string };

/** Returns a page of moderation. */
export const page = pagesOf<ModerationViews>();

/** What each view of moderation takes, checked where it's given. */
import type { Byline } from '../../wiki/history/bylines.ts';
import type { RevisionLine } from '../../wiki/history/lines.ts';
import type { ErasureRequest } from '../../wiki/moderation/erasing.ts';
import { pagesOf } from '../frame/answer.ts';
import type { ShownError } from '../frame/fields.ts';
import type { ArticleHead } from '../showing/article.ts';

export type DeletionDeed = 'delete' | 'undelete';

interface ModerationViews {
  'moderation/deletion': {
    deed: DeletionDeed;
    article: ArticleHead;
    values: { reason: string };
    errors: ShownError[];
  };
  'moderation/hide': {
    article: ArticleHead;
    line: RevisionLine;
    values: { text: boolean; summary: boolean; reason: string };
    errors: ShownError[];
  };
  'moderation/erase': {
    article: ArticleHead;
    line: RevisionLine;
    isAlone: boolean;
    values: { what: 'content' | 'summary'; reason: string };
    errors: ShownError[];
  };
  'moderation/remove-name': {
    byline: Byline;
    isAlone: boolean;
    values: { what: 'name' | 'names'; reason: string };
    errors: ShownError[];
  };
  'moderation/erasures': {
    requests: (ErasureRequest & { isMine: boolean })[];
    /** Nobody else may confirm. */
    isAlone: boolean;
  };
  'moderation/removals': {
    removals: { contributor: number; at: string; byline: string; revisions: number }[];
    older: string | undefined;
  };
}

/** Returns a page of moderation. */
export const page = pagesOf<ModerationViews>();

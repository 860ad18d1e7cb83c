/** What the view of who wrote what takes, checked where it's given. */
import type { Byline } from '../../wiki/history/bylines.ts';
import type { OldVersion } from '../articles/views.ts';
import { pagesOf } from '../frame/answer.ts';
import type { ArticleHead, Credit, ShownContent } from '../showing/article.ts';
import type { Credited } from '../showing/passages.ts';

interface CreditViews {
  'credit/attribution': ShownContent & {
    article: ArticleHead;
    revision: number;
    /** The mark of the notes' HTML. */
    notes: string;
    marks: Omit<Credited, 'html' | 'notes' | 'starts'>;
    /** Each author with the dress of their passages, and the address where they are lifted out. */
    credit: Omit<Credit, 'authors'> & {
      authors: (Credit['authors'][number] & { dress: string; liftHref: string })[];
    };
    lifted: Byline | undefined;
    allHref: string;
    old: OldVersion | undefined;
  };
}

/** Returns a page of who wrote what. */
export const page = pagesOf<CreditViews>();

/** What each view of the frame takes, checked where it's given: that something can't be, and that the wiki itself failed. */
import { pagesOf } from './answer.ts';
import type { Withholding } from '../../wiki/history/withheld.ts';
import type { ShownError, WayOn } from './fields.ts';

interface FrameViews {
  'frame/error': { status: number; heading: string; text: string; wayOn?: WayOn | undefined };
  'frame/failed': {
    heading: string;
    text: string;
    reference: string;
    /** The address to ask, or to send the form to, again. */
    again: string;
    form: SentForm | undefined;
  };
  'moderation/deleted': { who: Withholding; slug: string; mayUndelete: boolean };
  'moderation/freed': {
    who: Withholding;
    article: { slug: string; title: string } | undefined;
    /** The page of it that was asked for. */
    path: string | undefined;
    /** Another article has the title now. */
    isTaken: boolean;
  };
  'moderation/hidden': { who: Withholding; slug: string; number: number };
  'people/sign-in-needed': {
    next: string;
    draft: string;
    values: Record<'email' | 'name' | 'title' | 'workplace', string>;
    errors: ShownError[];
  };
}

/** What somebody sent, to be sent again. */
export interface SentForm {
  isText: boolean;
  isPreview: boolean;
  asksPassword: boolean;
  shown: { name: string; value: string }[];
  hidden: { name: string; value: string }[];
}

/** Returns a page of the frame's own. */
export const page = pagesOf<FrameViews>();

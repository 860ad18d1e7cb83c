/** What each view of following takes, checked where it's given. */
import type { Following, MailPace, Seen, Stoppable } from '../../wiki/following/followers.ts';
import type { NewsLine } from '../../wiki/following/news.ts';
import type { Notice } from '../../wiki/following/notices.ts';
import type { Byline } from '../../wiki/history/bylines.ts';
import type { WrittenLetter } from '../../wiki/following/letters.ts';
import type { ShownError } from '../frame/fields.ts';
import { pagesOf } from '../frame/answer.ts';
import type { ArticleHead, ShownChange } from '../showing/article.ts';
import type { OfferedWatch, SearchLink } from '../showing/watch.ts';

/** What somebody chose to watch before they had signed in, and what it's called. */
export interface BegunWatch {
  watch: OfferedWatch;
  name: string;
}

interface FollowingViews {
  'following/watchlist': {
    news: (Omit<NewsLine, 'searches'> & { searches: SearchLink[] })[];
    begun: BegunWatch | undefined;
    /** How far the wiki had come when the list was made. */
    reached: Seen;
    following: Following;
    paces: readonly MailPace[];
    articles: ArticleHead[];
    people: Byline[];
    topics: { topic: string; label: string; href: string }[];
    searches: SearchLink[];
  };
  'following/notices': {
    notices: (Omit<Notice, 'change'> & { change?: ShownChange })[];
    older: string | undefined;
  };
  'following/stop': { what: Stoppable; isStopped: boolean; action: string };
  'following/write': {
    recipient: Byline;
    values: WrittenLetter;
    longest: { subject: number; words: number };
    errors: ShownError[];
  };
}

/** Returns a page of following. */
export const page = pagesOf<FollowingViews>();

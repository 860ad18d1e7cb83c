/** What each view of following takes, checked where it's given. */
import type { Following, MailPace, Reached } from '../../wiki/following/followers.ts';
import type { NewsLine } from '../../wiki/following/news.ts';
import type { Notice } from '../../wiki/following/notices.ts';
import type { Byline } from '../../wiki/history/bylines.ts';
import { pagesOf } from '../frame/answer.ts';
import type { ArticleHead, ShownChange } from '../showing/article.ts';

interface FollowingViews {
  'following/watchlist': {
    news: NewsLine[];
    /** How far the wiki had come when the list was made. */
    reached: Reached;
    following: Following;
    paces: readonly MailPace[];
    articles: ArticleHead[];
    people: Byline[];
    topics: { topic: string; label: string; href: string }[];
  };
  'following/notices': {
    notices: (Omit<Notice, 'change'> & { change?: ShownChange })[];
    older: string | undefined;
  };
  'following/stop': { isStopped: boolean; action: string };
}

/** Returns a page of following. */
export const page = pagesOf<FollowingViews>();

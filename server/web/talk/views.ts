/** What each view of talk takes, checked where it's given. */
import type { Kind } from '../../kinds/kind.ts';
import type { Post, Wording } from '../../wiki/talk/posts.ts';
import type { OpenQuestion, Thread } from '../../wiki/talk/threads.ts';
import { pagesOf } from '../frame/answer.ts';
import type { ShownError } from '../frame/fields.ts';
import type { ArticleHead } from '../showing/article.ts';
import type { PostForm } from './forms.ts';
import type { ShownPost, ShownSaid } from './showing.ts';

/** A thread as a page shows it; `label` is what the section is called that it asks about. */
export type ShownThread = Omit<Thread, 'first'> & {
  first: ShownPost;
  answers: ShownPost[];
  label: string | undefined;
};

export type SettlingDeed = 'settle' | 'reopen';
export type PostHidingDeed = 'hide-post' | 'unhide-post';

interface TalkViews {
  'talk/index': {
    article: ArticleHead;
    threads: ShownThread[];
    counts: { open: number; settled: number };
    states: { name: string; href: string; isChosen: boolean }[];
    /** The section that is asked about: what it's called, and what a reader asks about by it. */
    asked: { label: string; ask: string | undefined } | undefined;
    older: string | undefined;
    /** The number of the version that a passage is quoted from. */
    quotedFrom: number;
    form: PostForm;
    errors: ShownError[];
  };
  'talk/thread': {
    article: ArticleHead;
    thread: Thread & { label: string | undefined };
    posts: ShownPost[];
    /** Where the thread begins, if the page doesn't, and where it goes on. */
    beginning: string | undefined;
    later: string | undefined;
    form: PostForm;
    errors: ShownError[];
  };
  'talk/reword': { article: ArticleHead; post: Post; form: PostForm; errors: ShownError[] };
  'talk/history': {
    article: ArticleHead;
    post: Post;
    wordings: ShownSaid<Wording>[];
    older: string | undefined;
  };
  'talk/settling': {
    article: ArticleHead;
    deed: SettlingDeed;
    thread: Thread;
    values: { reason: string };
    errors: ShownError[];
  };
  'talk/hide': {
    article: ArticleHead;
    deed: PostHidingDeed;
    post: ShownSaid<Post>;
    values: { reason: string };
    errors: ShownError[];
  };
  'talk/questions': {
    questions: (Omit<OpenQuestion, 'article'> & {
      article: Omit<OpenQuestion['article'], 'kind'> & { kind: Kind };
      label: string;
    })[];
    chosen: string;
    options: { value: string; text: string }[];
    files: { type: string; href: string }[];
    next: string | undefined;
  };
}

/** Returns a page of talk. */
export const page = pagesOf<TalkViews>();

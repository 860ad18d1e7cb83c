/** What each view of topics takes, checked where it's given. */
import { pagesOf } from '../frame/answer.ts';
import type { ShownError } from '../frame/fields.ts';
import type { ShownTopic } from '../showing/topic.ts';

interface TopicViews {
  'topics/list': {
    topics: { label: string; count: number; href: string }[];
    count: number;
    files: { type: string; href: string }[];
    next: string | undefined;
  };
  'topics/topic': { about: ShownTopic; writeHref: string };
  'topics/merge': {
    /** How many articles are filed under it. */
    count: number;
    action: string;
    cancel: string;
    values: { into: string; reason: string };
    /** What other topics are called. */
    options: string[];
    errors: ShownError[];
  };
  'topics/part': { action: string; cancel: string; values: { reason: string }; errors: ShownError[] };
}

/** Returns a page of topics. */
export const page = pagesOf<TopicViews>();

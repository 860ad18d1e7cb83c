/** What a story is made of: plain data, step by step, that the player performs. */
import type { Content } from '../../kinds/content.ts';
import type { Signature } from '../../wiki/history/bylines.ts';
import type { At } from './calendar.ts';
import type { Nickname } from './people.ts';

export type ContentChange = (content: Content) => Content;

interface Happening {
  at: At;
  by: Nickname;
}

/** One save. An edit starts from the revision `base`, or from the current one. */
export type StorySave = Happening & { summary: string } & (
    | { create: Content }
    | { change: ContentChange; base?: number; minor?: true }
    | { moveTo: string }
    | { restore: number }
  );

/** What happens beside the articles: the starter content is loaded, or the person goes by other words from now on. */
export type Event = Happening & ({ loads: 'starter' } | { goesBy: Signature });

/** An article's story; `article` is its first title. */
export interface Story {
  article: string;
  steps: StorySave[];
}

/** What each view of links takes, checked where it's given. */
import type { Kind } from '../../kinds/kind.ts';
import type { Backlink } from '../../wiki/links/backlinks.ts';
import type { DeadLink } from '../../wiki/links/external.ts';
import type { LinkingArticle } from '../../wiki/links/linking.ts';
import type { LostIn } from '../../wiki/links/lost-headings.ts';
import type { WantedArticle } from '../../wiki/links/wanted.ts';
import { pagesOf } from '../frame/answer.ts';
import type { ShownError } from '../frame/fields.ts';
import type { ArticleHead } from '../showing/article.ts';

/** An article that links, for a view. */
export type ShownLinking<A extends LinkingArticle = LinkingArticle> = Omit<A, 'kind'> & { kind: Kind };

interface LinkViews {
  'links/backlinks': {
    /** The title as a link says it. */
    written: string;
    article: ArticleHead;
    links: ShownLinking<Backlink>[];
    /** Some of them link by a title that only leads on now. */
    isOutdated: boolean;
    next: string | undefined;
  };
  'links/relink': {
    article: ArticleHead;
    /** The articles that may be changed, and those that are protected. */
    open: (ShownLinking & { checked: boolean })[];
    closed: ShownLinking[];
    more: number;
    values: { summary: string };
    errors: ShownError[];
  };
  'links/maintenance': object;
  'links/wanted': {
    wanted: WantedArticle[];
    files: { type: string; href: string }[];
    next: string | undefined;
  };
  'links/orphans': {
    articles: ShownLinking[];
    files: { type: string; href: string }[];
    next: string | undefined;
  };
  /** `problem` is a sentence. */
  'links/dead': { dead: DeadLink[]; next: string | undefined };
  'links/lost-headings': { lost: ShownLinking<LostIn>[]; next: string | undefined };
}

/** Returns a page of links. */
export const page = pagesOf<LinkViews>();

/** The views of finding, and what each takes. */
import type { Kind } from '../../kinds/kind.ts';
import type { FoundPost } from '../../wiki/finding/said.ts';
import type { Person } from '../../wiki/people/people.ts';
import { pagesOf } from '../frame/answer.ts';
import type { ArticleLine } from '../showing/lines.ts';
import type { ChosenValue, ShownFacet } from './narrowing.ts';
import type { OfferedWatch } from '../showing/watch.ts';

/** What a list may be narrowed by, and what it's narrowed to. */
interface Narrowing {
  chosen: ChosenValue[];
  removeAllHref: string;
  facets: ShownFacet[];
}

interface FindingViews {
  'finding/list': Narrowing & {
    kind: Kind | undefined;
    /** The topic, or the search, that it is. */
    watch?: OfferedWatch | undefined;
    topicHref?: string | undefined;
    articles: ArticleLine[];
    count: number;
    /** The same list for machines and spreadsheets. */
    files: { type: string; href: string }[];
    next: string | undefined;
  };
  'finding/search': {
    query: string;
    /** Whether nothing was typed but what mustn't be found. */
    lacksWords?: boolean;
    /** What may have been meant, and whether that is what was found instead. */
    meant?: { text: string; href: string } | undefined;
    isInstead?: boolean;
    watch?: OfferedWatch | undefined;
    results?: Results;
    places?: SearchPlace[];
  };
  'finding/said': {
    query: string;
    found: FoundPost[];
    places: SearchPlace[];
    previous: string | undefined;
    next: string | undefined;
  };
}

/** The articles, or what is said of them: where was searched, or may be. */
export interface SearchPlace {
  text: string;
  href: string;
  isChosen: boolean;
}

/** What was found; `wider` is how many there are without what was chosen, where nothing is left with it. */
export interface Results extends Narrowing {
  count: number;
  found: ArticleLine[];
  people: Person[];
  sorts: { text: string; href: string; isChosen: boolean }[];
  wider: number;
  /** Where nothing holds all words: each word that something holds, and how many articles do. */
  words: { text: string; count: number; href: string }[];
  /** How many of the best are counted in the facets, where they aren't all. */
  counted: number | undefined;
  previous: string | undefined;
  next: string | undefined;
}

/** Returns a page of finding. */
export const page = pagesOf<FindingViews>();

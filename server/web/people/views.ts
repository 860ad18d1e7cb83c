/** What each view of people takes, checked where it's given. */
import type { Byline, Signature } from '../../wiki/history/bylines.ts';
import type { Person } from '../../wiki/people/people.ts';
import { pagesOf } from '../frame/answer.ts';
import type { ShownError } from '../frame/fields.ts';
import type { ShownChange } from '../showing/article.ts';

interface PeopleViews {
  'people/list': {
    people: Person[];
    counts: { own: number; imported: number };
    next: string | undefined;
  };
  'people/view': Person &
    Earlier & { contributions: ShownChange[]; older: string | undefined; mayRemoveName: boolean };
  'people/account': Earlier & { values: Signature; byline: Byline; errors: ShownError[] };
  'people/login': Carried & { values: { email: string }; errors: ShownError[] };
  'people/register': Carried & { values: NewAccount; errors: ShownError[] };
  'people/setup': { token: string; starter: boolean; values: NewAccount; errors: ShownError[] };
}

type NewAccount = Signature & { email: string };

/** What a person went by before. */
interface Earlier {
  bylines: Byline[];
  bylinesOpen: boolean;
  olderBylines: string | undefined;
}

/** What a form of signing in carries through: the address to go on to, and a packed draft. */
export interface Carried {
  next: string;
  draft: string | undefined;
}

/** Returns a page of people. */
export const page = pagesOf<PeopleViews>();

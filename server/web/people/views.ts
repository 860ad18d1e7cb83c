/** What each view of people takes, checked where it's given. */
import type { Byline, Signature } from '../../wiki/history/bylines.ts';
import type { Question } from '../../wiki/people/arriving.ts';
import type { PersonalData } from '../../wiki/people/personal-data.ts';
import type { WorkDomain } from '../../wiki/people/domains.ts';
import type { SecurityEvent } from '../../wiki/people/events.ts';
import type { StandingWorks } from '../../wiki/people/activity.ts';
import type { PeopleFilter, Person } from '../../wiki/people/people.ts';
import type { PersonBlock } from '../../wiki/policy.ts';
import type { WholeName } from '../../wiki/people/vouching.ts';
import { pagesOf } from '../frame/answer.ts';
import type { ShownError } from '../frame/fields.ts';
import type { ShownChange } from '../showing/article.ts';
import type { OfferedWatch } from '../showing/watch.ts';
import type { Calendar } from './calendar.ts';
import type { SignedInBrowser } from '../../wiki/people/sessions.ts';

interface PeopleViews {
  'people/list': {
    people: Person[];
    /** What the form holds. */
    values: Required<Record<keyof PeopleFilter, string>>;
    counts: { own: number; imported: number };
    next: string | undefined;
  };
  'people/view': Person &
    Earlier & {
      block: PersonBlock | undefined;
      watch: OfferedWatch;
      takesLetters: boolean;
      calendar: Calendar;
      standing: Pick<StandingWorks, 'words' | 'count' | 'articles'> & {
        topics: { text: string; count: number; href: string }[];
      };
      contributions: ShownChange[];
      /** Whether they have said anything in talk. */
      hasPosted: boolean;
      older: string | undefined;
    };
  'people/account': Earlier &
    TypedForm<Signature> & {
      byline: Byline;
      workplaceConfirmed: boolean;
      /** What keeps them from writing, in a sentence, if anything does. */
      blocked: string | undefined;
      nameConfirmed: boolean;
      /** The last that they went by, if it's another than the present one, and whether that is shown beside it. */
      earlierName: string | undefined;
      paired: boolean;
      /** The logins that the account is tied to, as the settings name them. */
      tied: ReadonlySet<string>;
    };
  'people/address': TypedForm<Mailbox> & {
    email: string;
    verification: Byline['verification'];
    mayConfirm: boolean;
    hasPassword: boolean;
  };
  'people/password': { errors: ShownError[]; hasPassword: boolean };
  'people/browsers': { browsers: ShownBrowser[]; events: ShownEvent[] };
  'people/data': PersonalData;
  'people/leave': { errors: ShownError[]; hasPassword: boolean; isPaired: boolean };
  'people/names': {
    names: (WholeName & { at: string })[];
    values: TypedWholeName;
    errors: ShownError[];
  };
  'people/domains': TypedForm<WorkDomain> & { domains: WorkDomain[] };
  'people/login': Carried &
    TypedForm<Mailbox> & {
      /** Why a workplace's login signed nobody in. */
      failure: { heading: string; text: string } | undefined;
    };
  'people/onward': { label: string; onward: string };
  'people/welcome': TypedForm<Pick<NewAccount, 'name' | 'title' | 'email'>> & {
    /** The login that somebody came by. */
    label: string;
    question: Question;
  };
  /** `whole`: whether somebody has said that their single name is whole, or may. */
  'people/register': Carried &
    TypedForm<NewAccount> & { whole: 'unasked' | 'asked' | 'said'; isSetUp: boolean };
  'people/sent': { isLaidInFiles: boolean };
  'people/confirm': FollowedLink & {
    email: string;
    signature: Signature;
    /** Whether an account begins with it. */
    begins: boolean;
    asksPassword: boolean;
    errors: ShownError[];
  };
  'people/expired': FollowedLink;
  'people/forgot': TypedForm<Mailbox>;
  'people/reset': FollowedLink & { email: string; errors: ShownError[] };
  'people/setup': FollowedLink & TypedForm<NewAccount> & { starter: boolean };
}

/** A browser in the list of those that are signed in. */
export type ShownBrowser = SignedInBrowser & { name: string; isThis: boolean };

/** Something that happened to an account; `name` is the browser's, where it's known. */
type ShownEvent = Omit<SecurityEvent, 'agent'> & { name: string };

/** A form as it was typed, and what is wrong with it. */
interface TypedForm<Values> {
  values: Values;
  errors: ShownError[];
}

/** The secret of the link that was followed. */
interface FollowedLink {
  token: string;
}

interface Mailbox {
  email: string;
}

type NewAccount = Signature & Mailbox;

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

/** A name of one word, whose it is and why it's whole, as typed. */
export type TypedWholeName = WholeName & { reason: string };

/** Returns a page of people. */
export const page = pagesOf<PeopleViews>();

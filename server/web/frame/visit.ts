/** A visit: one request and all that is known of it; and the addresses that it may be to, each with who answers. */
import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '../../context.ts';
import type { Lang } from '../../kinds/kind.ts';
import { per } from '../../per.ts';
import type { Author } from '../../wiki/history/author.ts';
import { callSite } from '../../wiki/history/bylines.ts';
import type { Deed } from '../../wiki/policy.ts';
import type { Exchange } from '../wire/answers.ts';
import type { Answer } from './answer.ts';
import { linesOf, type Fields } from './fields.ts';
import {
  hrefIn,
  translator,
  withoutBase,
  withoutLanguage,
  type Translate,
  type Where,
} from '../../locales/language.ts';

export interface Visit extends Exchange {
  /** Where the answer is read: the path that the wiki lies under, and the language. */
  readonly where: Where;
  /** The sentences of that language. */
  readonly t: Translate;
  readonly addresses: Addresses;
  /** The address whose handler answers; none until it's found, and when there's no such page. */
  address: Address | undefined;
  /** Who is signed in; `guard` alone says so, until the session ends. */
  author: Author | undefined;
  /** The moment, as ISO-8601 UTC, at which something that pages of this article tell of it ends by itself. */
  until: string | undefined;
}

/** Returns what is answered at an address; throws a WikiError, or `Moved`, instead of answering. */
export type Handler = (visit: Visit) => Promise<Answer>;

/** An address of the wiki, and all that is to be known of it: a subject's `door.ts` says it once. */
export interface Address {
  /** The path, with `:slug` and the like for a part of it. */
  readonly path: string;
  /**
   * Who may ask and send: anyone, or an author. A stranger who asks for an author's page is sent to sign in, and one who
   * sends something there gets 401.
   */
  readonly who: 'anyone' | 'author';
  /**
   * What its form does; who may not do that, to what the address names, is told why instead of shown the form. A deed is an author's:
   * where anyone reads, an author alone sends.
   */
  readonly deed?: Deed;
  readonly get?: Handler;
  readonly post?: Handler;
  /** What of its query a page depends on and its links go on with; one that is asked for with anything else isn't kept. */
  readonly query?: readonly string[];
  /** The tab above the article that its page stands under. */
  readonly tab?: Tab;
  /** Whether it may be sent to from elsewhere: its address holds a key that says whose it is to do so. */
  readonly fromElsewhere?: true;
  /** Whether its form makes something each time that it's taken, so that one that is sent again must not be taken anew. */
  readonly makes?: true;
  /** Whether its form takes up what somebody was writing when their session ran out. */
  readonly draft?: true;
  /** What a stranger's page changes with, and is kept until then, if it doesn't say `until` itself; without it none is kept. */
  readonly changesWith?: ChangesWith;
  /** What machines that collect pages are told. */
  readonly robots?: 'noindex';
}

export type Tab = 'read' | 'edit' | 'history' | 'attribution' | 'talk';

/**
 * Anything that is written in the wiki; or a revision of the page's own article, any byline and any act, since those may change
 * how its authors are called and what of it is erased.
 */
export type ChangesWith = 'wiki' | 'article';

export interface Addresses {
  readonly all: readonly Address[];
  /** Returns the address of a path that is spelled as its links spell it; of any other it says nothing. */
  at(path: string): Address | undefined;
}

/** Returns the addresses of some doors. Throws an Error when two of them are one. */
export function addressesOf(doors: readonly (readonly Address[])[]): Addresses {
  const all = doors.flat();
  if (new Set(all.map(({ path }) => path)).size < all.length) throw new Error('Two addresses have one path');
  const patterns = all.map((address) => {
    const pattern = address.path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+');
    return { address, pattern: new RegExp(`^${pattern}$`) };
  });
  return { all, at: (path) => patterns.find(({ pattern }) => pattern.test(path))?.address };
}

/** Makes the middleware that begins a visit, before all else, and takes the path that the wiki lies under off its address. */
export function beginVisit(context: Context, addresses: Addresses): RequestHandler {
  const base = context.settings.basePath;
  callSite(context.settings.siteName);
  return (request, response, next) => {
    request.url = withoutBase(base, request.url);
    request.originalUrl = base + request.url;
    const { lang } = withoutLanguage(request.url);
    response.locals['visit'] = {
      ...{ context, request, response, addresses },
      ...{ where: { base, lang }, t: translator(lang) },
      ...{ address: undefined, author: undefined, until: undefined },
    } satisfies Visit;
    next();
  };
}

/** Takes the language off the address, so that the routes know one address a page. */
export const takeLanguage: RequestHandler = (request, _response, next) => {
  request.url = withoutLanguage(request.url).url;
  next();
};

/** Has the rest of a visit answered in a language, whatever its address says: that one was made for another system. */
export function speak(visit: Visit, lang: Lang): void {
  Object.assign(visit, { where: { ...visit.where, lang }, t: translator(lang) });
}

/** Returns the visit that a response answers. */
export function visitOf(response: Response): Visit {
  return response.locals['visit'] as Visit;
}

/** Returns the address of a path of the wiki, for whoever visits. */
export function hrefFor({ where }: Visit, path: string): string {
  return hrefIn(where, path);
}

/** Returns the address of a path of the wiki as others than its own pages write it: whole. */
export function absolute(visit: Visit, path: string): string {
  return new URL(hrefFor(visit, path), visit.context.settings.baseUrl).href;
}

/** Returns the form that was sent; empty when nothing was. */
export function fieldsOf({ request }: Visit): Fields {
  return (request.body ?? {}) as Fields;
}

/** Returns the path of a visit, or of the same page with other parts, spelled as its links spell it, however it was asked for. */
export function pathOf({ request, address }: Visit, params = request.params): string {
  return (
    address?.path.replace(/:(\w+)/g, (_part, name: string) => encodeURIComponent(String(params[name]))) ??
    request.path
  );
}

/** What a request's address asks for: Express reads it anew each time that it's asked for, and a page has hundreds of links. */
const queryOf = per((request: Request) => request.query);

/**
 * Returns the address of the visit, or of another path, with some of its query changed and without what the address doesn't
 * name; what is empty is left out.
 */
export function addressWith(
  visit: Visit,
  change: Record<string, string | number | readonly string[]>,
  path = pathOf(visit),
): string {
  const { request, address, where } = visit;
  const typed = queryOf(request);
  const parameters = new URLSearchParams();
  for (const name of new Set([...(address?.query ?? []), ...Object.keys(change)])) {
    const values = [change[name] ?? (name in typed ? linesOf(typed[name]) : [])].flat();
    for (const value of values) if (value !== '') parameters.append(name, String(value));
  }
  return hrefIn(where, parameters.size === 0 ? path : `${path}?${parameters.toString()}`);
}

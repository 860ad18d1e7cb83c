/**
 * Pages kept for strangers. What someone who isn't signed in is shown is the same bytes for all, so it's made once, and made
 * anew when the database says that something which it changes with has been written.
 */
import type { RequestHandler } from 'express';
import { LRUCache } from 'lru-cache';
import type { Context } from '../../context.ts';
import { per } from '../../per.ts';
import { slugOf } from '../../text/slug.ts';
import { sha256 } from '../../wiki/history/digest.ts';
import { stateOfArticle, stateOfWiki } from '../../wiki/history/state.ts';
import type { Bytes } from '../wire/answers.ts';
import { isUnsafe } from '../wire/receiving.ts';
import type { SearchedFor } from './answer.ts';
import type { ChangesWith, Visit } from './visit.ts';

interface KeptPage {
  /** The state of what the page changes with, when it was made. */
  state: string;
  /** The moment at which it's out of date by itself, as ISO-8601 UTC. */
  until: string | undefined;
  page: Bytes;
  sought: SearchedFor | undefined;
}

/** Where a stranger's page is kept: as it was made before, if it still holds, and what keeps it anew. */
export interface Shelf {
  page: Bytes | undefined;
  sought: SearchedFor | undefined;
  keep: (page: Bytes, until: string | undefined, sought?: SearchedFor) => Bytes;
}

const SIZE = 64 * 1024 * 1024;
const LARGEST = 1024 * 1024;
/** What a page holds in memory beside its bytes: small ones share a piece of memory with others that may be gone. */
const ENTRY = 8 * 1024;
const PRIVATE = 'private, no-cache';

/** What tells whether a page is as it was, by what it changes with. */
const states: Record<ChangesWith, (visit: Visit) => Promise<string>> = {
  wiki: ({ context: { db } }) => stateOfWiki(db),
  article: ({ context: { db }, request }) => stateOfArticle(db, slugOf(String(request.params['slug']))),
};

/** Returns where the page that a stranger asks for is kept; undefined when it may not be. */
export async function shelfFor(visit: Visit): Promise<Shelf | undefined> {
  const { context, request, address, author } = visit;
  if (author || isUnsafe(request) || !address?.changesWith || !asksNothingElse(visit)) return undefined;
  const [pages, url] = [keptPagesOf(context), request.originalUrl];
  const state = await states[address.changesWith](visit);
  const kept = pages.get(url);
  const isNow = kept?.state === state && (kept.until === undefined || context.now() < kept.until);
  const keep: Shelf['keep'] = (page, until, sought) => {
    if (page.bytes.length >= LARGEST) return page;
    const etag = sha256(page.bytes).toString('base64url').slice(0, 22);
    const tagged = { ...page, headers: { ...page.headers, ETag: `W/"${etag}"` } };
    pages.set(url, { state, until, page: tagged, sought });
    return tagged;
  };
  return { page: isNow ? kept.page : undefined, sought: kept?.sought, keep };
}

/** Tells caches what they may keep: a stranger's page by anyone, if it's asked for again each time; a person's by their browser alone. */
export const pageCaching: RequestHandler = (request, response, next) => {
  const isPublic = ['GET', 'HEAD'].includes(request.method) && request.headers.cookie === undefined;
  response.set('Vary', 'Cookie');
  response.set('Cache-Control', isPublic ? 'public, no-cache' : PRIVATE);
  next();
};

/** Lets nobody else keep what is shown where something may be sent: the page of a form. */
export function keepPrivate({ response, address }: Visit): void {
  if (address?.post) response.set('Cache-Control', PRIVATE);
}

const keptPagesOf = per(
  (_context: Context) =>
    new LRUCache<string, KeptPage>({
      maxSize: SIZE,
      sizeCalculation: ({ page }, url) => ENTRY + page.bytes.length + url.length,
    }),
);

function asksNothingElse({ request, address }: Visit): boolean {
  return Object.keys(request.query).every((name) => address?.query?.includes(name));
}

/**
 * Pages kept for strangers. What someone who isn't signed in is shown is the same bytes for all until something is
 * written, so it's made once; the database says at each request whether anything has been that it's kept by.
 */
import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { LRUCache } from 'lru-cache';
import type { Context } from '../../context.ts';
import { per } from '../../per.ts';
import { slugOf } from '../../text/slug.ts';
import { stateOf, stateOfArticle } from '../../wiki/history/state.ts';
import type { Whole } from '../wire/answers.ts';
import { isUnsafe } from './guard.ts';
import type { KeptBy, Visit } from './visit.ts';

interface KeptPage {
  /** The state of the wiki that the page shows. */
  state: string;
  /** The moment at which it's out of date by itself, as ISO-8601 UTC. */
  until: string | undefined;
  page: Whole;
}

/** The place of a page that may be kept: as it was made before, if it still is as it was, and what keeps it anew. */
export interface Shelf {
  page: Whole | undefined;
  keep: (page: Whole, until: string | undefined) => Whole;
}

const SIZE = 64 * 1024 * 1024;
const LARGEST = 1024 * 1024;
/** What a page holds in memory beside its bytes: small ones share a piece of memory with others that may be gone. */
const ENTRY = 8 * 1024;

/** What tells whether a page is as it was, by what it's kept by. */
const states: Record<KeptBy, (visit: Visit) => Promise<string>> = {
  everything: ({ context: { db } }) => stateOf(db),
  article: ({ context: { db }, request }) => stateOfArticle(db, slugOf(String(request.params['slug']))),
};

/** Returns the place of the page that a stranger asks for; undefined when it's none that is kept. */
export async function placeOf(visit: Visit): Promise<Shelf | undefined> {
  const { context, request, address, author } = visit;
  if (author || isUnsafe(request) || !address?.kept || !isKnown(visit)) return undefined;
  const [pages, url] = [pagesOf(context), request.originalUrl];
  const state = await states[address.kept](visit);
  const kept = pages.get(url);
  const isNow = kept?.state === state && (kept.until === undefined || context.now() < kept.until);
  const keep: Shelf['keep'] = (page, until) => {
    if (page.bytes.length >= LARGEST) return page;
    const etag = createHash('sha256').update(page.bytes).digest('base64url').slice(0, 22);
    const tagged = { ...page, headers: { ...page.headers, ETag: `W/"${etag}"` } };
    pages.set(url, { state, until, page: tagged });
    return tagged;
  };
  return { page: isNow ? kept.page : undefined, keep };
}

/** What a stranger is shown may be kept by anyone and is asked for again; what a person is shown is theirs. */
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

const PRIVATE = 'private, no-cache';

const pagesOf = per(
  (_context: Context) =>
    new LRUCache<string, KeptPage>({
      maxSize: SIZE,
      sizeCalculation: ({ page }, url) => ENTRY + page.bytes.length + url.length,
    }),
);

function isKnown({ request, address }: Visit): boolean {
  return Object.keys(request.query).every((name) => address?.query?.includes(name));
}

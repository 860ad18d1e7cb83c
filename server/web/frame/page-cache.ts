/**
 * Pages kept for strangers. What someone who isn't signed in is shown is the same bytes for all until something is
 * written, so it's made once; the database says at each request whether anything has been.
 */
import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { LRUCache } from 'lru-cache';
import type { Context } from '../../context.ts';
import { facets } from '../../kinds/filing.ts';
import { stateOf } from '../../wiki/history/state.ts';
import { sendWhole } from '../wire/answers.ts';
import { visitorIn } from './guard.ts';

interface Kept {
  /** The state of the wiki that the page shows. */
  state: string;
  etag: string;
  bytes: Buffer;
}

const HTML = { 'Content-Type': 'text/html; charset=utf-8' };
const SIZE = 64 * 1024 * 1024;
const LARGEST = 1024 * 1024;
/** What a page holds in memory beside its bytes: small ones share a piece of memory with others that may be gone. */
const ENTRY = 8 * 1024;
/** What pages are asked with; an address with anything else is answered, and not kept. */
const KNOWN = [
  ...facets,
  ...['act', 'after', 'article', 'before', 'kind', 'names', 'number', 'person', 'q', 'unfinished', 'view'],
];
const keptPages = new WeakMap<Context, LRUCache<string, Kept>>();

/** Answers a stranger with the page as it was made before, and tells whether it did; else `keepPage` may keep the next. */
export async function sendKept(context: Context, request: Request, response: Response): Promise<boolean> {
  if (visitorIn(response) || !isKnown(request)) return false;
  const state = await stateOf(context.db);
  const kept = pagesOf(context).get(request.originalUrl);
  if (kept?.state !== state) {
    response.locals['state'] = state;
    return false;
  }
  sendWhole(context, request, response, kept.bytes, { ...HTML, ETag: kept.etag });
  return true;
}

/** Sends a page, and keeps it if a stranger asked and it's one that is kept. */
export function sendPage(context: Context, request: Request, response: Response, bytes: Buffer): void {
  const state = response.locals['state'] as string | undefined;
  if (state !== undefined && response.statusCode === 200 && bytes.length < LARGEST) {
    const etag = `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    pagesOf(context).set(request.originalUrl, { state, etag, bytes });
    return sendWhole(context, request, response, bytes, { ...HTML, ETag: etag });
  }
  sendWhole(context, request, response, bytes, HTML);
}

function pagesOf(context: Context): LRUCache<string, Kept> {
  const pages =
    keptPages.get(context) ??
    new LRUCache<string, Kept>({
      maxSize: SIZE,
      sizeCalculation: ({ bytes }, url) => ENTRY + bytes.length + url.length,
    });
  keptPages.set(context, pages);
  return pages;
}

function isKnown(request: Request): boolean {
  return Object.keys(request.query).every((name) => KNOWN.includes(name));
}

/**
 * The second lock on anonymous words. Every unsafe request passes here before any route, is refused if another site sent
 * it or nobody is signed in, and else carries an Author. What a stranger may send is one short list.
 */
import type { NextFunction, Request, Response } from 'express';
import type { Context } from '../../context.ts';
import { crossSite, signInNeeded } from '../../errors.ts';
import { authorOf, type Author } from '../../wiki/history/author.ts';
import { hrefIn, seeOther, whereOf } from './language.ts';
import { signedInId } from './session.ts';

/** Where someone who isn't signed in may send a form: the ways to become someone. */
const OPEN_TO_STRANGERS = ['/login', '/register', '/setup', '/logout'];
const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** Makes the guard: closed by default, for every method that isn't safe, whatever route there is behind it. */
export function guard(context: Context) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const personId = signedInId(request);
    const author = personId === undefined ? undefined : await authorOf(context.db, personId, context.now());
    response.locals['author'] = author;
    if (isUnsafe(request)) {
      if (!isSameSite(request, context.settings.baseUrl)) throw crossSite();
      if (!author && !OPEN_TO_STRANGERS.includes(request.path)) throw signInNeeded();
    }
    next();
  };
}

/** Tells whether a request may change something. */
export function isUnsafe({ method }: Request): boolean {
  return !SAFE.includes(method);
}

/** Returns the author that the guard gave a request. Throws 401 when there's none. */
export function authorIn(response: Response): Author {
  const author = visitorIn(response);
  if (!author) throw signInNeeded();
  return author;
}

/** Returns who is signed in, or undefined for a stranger. */
export function visitorIn(response: Response): Author | undefined {
  const { author } = response.locals as { author?: Author };
  return author;
}

/** Sends a stranger who asks for a writing page to sign in first, and back here after. */
export function membersOnly(request: Request, response: Response, next: NextFunction): void {
  if (visitorIn(response)) return next();
  const here = hrefIn(whereOf(response), request.url);
  seeOther(response, `/login?next=${encodeURIComponent(here)}`);
}

/** Tells whether a request comes from the wiki's own pages. A browser says so; what says nothing isn't one of today, and is refused. */
export function isSameSite(request: Request, baseUrl: string): boolean {
  const site = request.get('Sec-Fetch-Site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = /^https?:\/\/[^/]+$/i.exec(request.get('Origin') ?? '')?.[0];
  if (origin === undefined) return false;
  const [scheme] = origin.split('//');
  const host = hostOf(origin);
  // A proxy may ask for the wiki by another name than its readers do.
  return (
    host !== undefined && [`${scheme}//${request.get('Host')}`, baseUrl].some((ours) => hostOf(ours) === host)
  );
}

/** The host of an address and its port, if that isn't the usual one, as each name is spelled in one way alone. */
function hostOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { username, host } = new URL(address);
  return username === '' ? host.replace(/\.(?=:|$)/, '') : undefined;
}

/**
 * The second lock on anonymous words. Every unsafe request passes here before any route, is refused if another site sent
 * it or nobody is signed in, and else carries an Author. What a stranger may send is said by the doors.
 */
import type { Request, RequestHandler } from 'express';
import { crossSite, signInNeeded } from '../../errors.ts';
import { authorOf, type Author } from '../../wiki/history/author.ts';
import { isUnsafe } from '../wire/receiving.ts';
import { signedInId } from './signing-in.ts';
import { visitOf, type Visit } from './visit.ts';

/** Refuses every unsafe request of another site or of nobody, whatever route is behind it, and gives the visit its author. */
export const guard: RequestHandler = async (request, response, next) => {
  const visit = visitOf(response);
  const { db, now, settings } = visit.context;
  const personId = signedInId(request);
  visit.author = personId === undefined ? undefined : await authorOf(db, personId, now());
  if (isUnsafe(request)) {
    if (!isSameSite(request, settings.baseUrl) && !isFromElsewhere(visit)) throw crossSite();
    if (!visit.author && !isOpen(visit)) throw signInNeeded();
  }
  next();
};

/** Returns the author that the guard gave a visit. Throws 401 when there's none. */
export function authorIn({ author }: Visit): Author {
  if (!author) throw signInNeeded();
  return author;
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

/** Where someone who isn't signed in may send a form: the ways to become someone, and to tell the moderators something. */
function isOpen({ request, addresses }: Visit): boolean {
  const address = addresses.at(request.path);
  return address?.who === 'anyone' && address.post !== undefined && address.deed === undefined;
}

/** Where others may send for somebody: a mail program that stops mail knows the key, and sends nothing else. */
function isFromElsewhere({ request, addresses }: Visit): boolean {
  return addresses.at(request.path)?.fromElsewhere === true;
}

/** The host of an address and its port, if that isn't the usual one, as each name is spelled in one way alone. */
function hostOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { username, host } = new URL(address);
  return username === '' ? host.replace(/\.(?=:|$)/, '') : undefined;
}

/**
 * The wiki's three cookies: of a session, of a sign-in that is under way at a workplace's login, and of a browser in which somebody
 * has signed in. No reader gets any.
 */
import type { Request } from 'express';
import type { Context } from '../../context.ts';
import { LONGEST_JOURNEY } from '../../wiki/people/journeys.ts';
import { KNOWN_FOR } from '../../wiki/people/known-browsers.ts';
import { hrefIn } from '../../locales/language.ts';
import type { Visit } from './visit.ts';

type CookieOf = 'session' | 'journey' | 'browser';

/** Returns the name of a cookie. A browser takes one that begins so by https alone, and `__Host-` for nothing but a whole host. */
export function cookieName({ settings }: Context, of: CookieOf): string {
  if (!settings.baseUrl.startsWith('https:')) return `wiki-${of}`;
  const isOfHost = settings.basePath === '' && of !== 'browser';
  return isOfHost ? `__Host-wiki-${of}` : `__Secure-wiki-${of}`;
}

/** Returns the path that cookies are for, but for that of a known browser: that of the wiki. */
export function cookiePath({ settings }: Context): string {
  return settings.basePath || '/';
}

/** Tells whether a request carries a cookie; that of a session or of a journey, if it isn't said which. */
export function carriesCookie(context: Context, request: Request, of?: CookieOf): boolean {
  if (of === undefined)
    return carriesCookie(context, request, 'session') || carriesCookie(context, request, 'journey');
  return request.headers.cookie?.includes(`${cookieName(context, of)}=`) === true;
}

/** Lets the browser hold the secret of a journey, for as long as that lasts. */
export function holdJourney(visit: Visit, secret: string): void {
  hold(visit, 'journey', secret, LONGEST_JOURNEY);
}

/** Takes the secret back: the journey is over. */
export function dropJourney(visit: Visit): void {
  drop(visit, 'journey');
}

/** Returns the secret of the journey that the browser is on; empty when it's on none. */
export function journeySecret(visit: Visit): string {
  return secretOf(visit, 'journey');
}

/** Lets the browser hold the secret that an account knows it by, for as long as it does; it comes along to where one signs in, and not with what is read. */
export function holdBrowser(visit: Visit, secret: string): void {
  for (const path of signInPaths(visit)) hold(visit, 'browser', secret, KNOWN_FOR, path);
}

/** Takes that secret back: there's no account any more. */
export function dropBrowser(visit: Visit): void {
  for (const path of signInPaths(visit)) drop(visit, 'browser', path);
}

/** Returns the secret that an account knows the browser by; empty when it holds none. */
export function browserSecret(visit: Visit): string {
  return secretOf(visit, 'browser');
}

/** In either language. */
function signInPaths({ where: { base } }: Visit): string[] {
  return (['da', 'en'] as const).map((lang) => hrefIn({ base, lang }, '/login'));
}

function hold(
  { context, response }: Visit,
  of: CookieOf,
  secret: string,
  maxAge: number,
  path = cookiePath(context),
): void {
  response.cookie(cookieName(context, of), secret, { ...secretCookie(context), maxAge, path });
}

function drop({ context, response }: Visit, of: CookieOf, path = cookiePath(context)): void {
  response.clearCookie(cookieName(context, of), { ...secretCookie(context), path });
}

function secretOf({ context, request }: Visit, of: CookieOf): string {
  const start = `${cookieName(context, of)}=`;
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(start))?.slice(start.length) ?? '';
}

/** It comes along also when a login elsewhere sends the browser back, and to nobody's script. */
function secretCookie(context: Context) {
  const secure = context.settings.baseUrl.startsWith('https:');
  return { httpOnly: true, sameSite: 'lax', secure } as const;
}

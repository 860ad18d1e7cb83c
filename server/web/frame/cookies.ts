/** The wiki's two cookies: of a session, and of a sign-in that is under way at a workplace's login. No reader gets either. */
import type { Request } from 'express';
import type { Context } from '../../context.ts';
import { LONGEST_JOURNEY } from '../../wiki/people/journeys.ts';
import type { Visit } from './visit.ts';

type CookieOf = 'session' | 'journey';

/** Returns the name of a cookie. A browser takes one that begins so by https alone, and the first of them for nothing but a whole host. */
export function cookieName({ settings }: Context, of: CookieOf): string {
  if (!settings.baseUrl.startsWith('https:')) return `wiki-${of}`;
  return settings.basePath === '' ? `__Host-wiki-${of}` : `__Secure-wiki-${of}`;
}

/** Returns the path that cookies are for: that of the wiki. */
export function cookiePath({ settings }: Context): string {
  return settings.basePath || '/';
}

/** Tells whether a request carries a cookie, any of them if it isn't said which. */
export function carriesCookie(context: Context, request: Request, of?: CookieOf): boolean {
  if (of === undefined)
    return carriesCookie(context, request, 'session') || carriesCookie(context, request, 'journey');
  return request.headers.cookie?.includes(`${cookieName(context, of)}=`) === true;
}

/** Lets the browser hold the secret of a journey, for as long as that lasts. */
export function holdJourney({ context, response }: Visit, secret: string): void {
  response.cookie(cookieName(context, 'journey'), secret, {
    ...journeyCookie(context),
    maxAge: LONGEST_JOURNEY,
  });
}

/** Takes the secret back: the journey is over. */
export function dropJourney({ context, response }: Visit): void {
  response.clearCookie(cookieName(context, 'journey'), journeyCookie(context));
}

/** Returns the secret of the journey that the browser is on; empty when it's on none. */
export function journeySecret({ context, request }: Visit): string {
  const start = `${cookieName(context, 'journey')}=`;
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(start))?.slice(start.length) ?? '';
}

/** It comes along when the login sends the browser back, and to nobody's script. */
function journeyCookie(context: Context) {
  const secure = context.settings.baseUrl.startsWith('https:');
  return { httpOnly: true, sameSite: 'lax', secure, path: cookiePath(context) } as const;
}
